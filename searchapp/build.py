"""From files to a new generation, doing again only what has to be done again.

- report: what became of every file and document.

A file whose bytes and sidecar are unchanged is not read again; a document that is unchanged is
not tagged again unless the tagger changed, or the vocabulary in a way that can touch it (see
former.py and tagging/retagging); when all is as before, nothing is written. Counts have to add
up: a document that went in and did not come out stops the build.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Protocol

from searchapp import generations, intake, namebook, readers, recipes, register
from searchapp.aliases import Names
from searchapp.backends import BACKENDS, DEFAULT
from searchapp.errors import SearchappError, UnreadableFile
from searchapp.former import Compares, Former, Renewal, Tagged, former, nothing
from searchapp.manifest import FORMAT
from searchapp.model import Document, Paragraph, Status
from searchapp.namebook import Claim, Gathered
from searchapp.readers.base import Dropped, FileReading, SourceFile
from searchapp.register import Entry, Register
from searchapp.schema import TAGGED
from searchapp.settings import Settings
from searchapp.tagging.pool import GivenOnly, Pool
from searchapp.twins import with_twins

Read = Callable[[SourceFile], FileReading]
Report = Callable[[str, int, int], None]


class Tagging(Compares, Protocol):
    """What tags documents; `digest` changes when it would tag them otherwise, `vocabulary` is
    the digest of the vocabulary that it goes by. `gathers` tells that names are wanted."""

    vocabulary: str
    gathers: bool

    def tag_all(self, documents: Sequence[Document]) -> Iterator[tuple[Paragraph, ...]]:
        """The paragraphs of each document, in the order of the documents."""
        ...

    def names(self, gathered: Gathered) -> Names:
        """Other spellings of the names that were gathered."""
        ...

    def keep(self, place: Path) -> None:
        """Write into a generation what `since` will need."""
        ...


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An id that several documents have; the last of them was kept."""

    id: str
    kept: str
    lost: str


@dataclass(slots=True)
class BuildReport:
    """What became of the files and documents. `revised` counts the paragraphs whose tags another
    vocabulary changed, None where it is the same one. `seconds` is by phase."""

    build: str = ""
    generation: str = ""
    changed: bool = False
    files: int = 0
    read: int = 0
    reused: int = 0
    failed: tuple[UnreadableFile, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    documents: int = 0
    tagged: int = 0
    revised: int | None = None
    paragraphs: int = 0
    repeated: int = 0
    mentions: Mapping[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.seconds[phase] = self.seconds.get(phase, 0.0) + time.monotonic() - began


def build_index(
    paths: Sequence[Path],
    settings: Settings,
    *,
    rebuild: bool = False,
    tagging: bool = True,
    jobs: int | None = None,
    report: Report = lambda phase, done, total: None,
    read: Read = readers.read_file,
    tagger: Tagging | None = None,
    backend: str = DEFAULT,
) -> BuildReport:
    """Index the documents in the paths, which are all that the index will hold.

    `rebuild` uses nothing again; without `tagging` only the values that files give are kept.
    `jobs` processes tag and write, by themselves one for each processor where there is much.
    Raises UsageError when there is no document, VocabularyError, IndexLocked, SearchappError
    when the index cannot be written. What could not be read is in the report, not raised.
    """
    files = readers.files(paths)
    if tagger is None:
        tagger = Pool(settings.vocabulary, jobs=jobs) if tagging else GivenOnly()
    with generations.writing(settings.index) as writer:
        before = nothing() if rebuild else former(settings.index)
        with closing(before), _without_collector():
            build = _Build(files, before, read=read, tagger=tagger, jobs=jobs, say=report)
            return build.run(writer, backend)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A build keeps nearly all that it makes; to look through it for garbage again and again would
    take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Next(NamedTuple):
    """What the next generation holds; `tagged` are the paragraphs of those documents whose tags
    may not be as they were, by id."""

    documents: Sequence[Document]
    tagged: Mapping[str, Tagged]
    renewal: Renewal


class _Build:
    def __init__(
        self,
        files: Sequence[SourceFile],
        former: Former,
        *,
        read: Read,
        tagger: Tagging,
        jobs: int | None,
        say: Report,
    ) -> None:
        self.files, self.former = files, former
        self.read, self.tagger, self.jobs, self.say = read, tagger, jobs, say
        self.report = BuildReport(files=len(files), notes=former.notes)
        self.reading_recipe = recipes.reading_recipe()
        self.claims: dict[str, tuple[Claim, ...]] = {}

    def run(self, writer: generations.Writer, backend: str) -> BuildReport:
        report = self.report
        with report.timed("reading"):
            entries = tuple(self._entries())
        documents = self._documents(entries)
        report.build = build_id(self.tagger.digest, register.digests_of(documents, entries))
        report.documents = len(documents)
        if self.former.is_same(report.build, backend):
            return self._unchanged()
        if not documents:
            report.notes += ("no document could be read, so the index was left as it was",)
            return report
        self._publish(self._next(documents), entries, writer, backend)
        return report

    def _next(self, documents: Sequence[Document]) -> _Next:
        with self.report.timed("tagging"):
            tagged = self._tagged(documents)
            if self.former.change is not None:
                self.report.revised = len(self.former.revised(tagged))
        with self.report.timed("comparing"):
            if not self.former.holds_just(documents):
                tagged = _by_document(with_twins(self._paragraphs(documents, tagged)))
            return _Next(documents, tagged, self.former.renewal(tagged))

    def _publish(
        self, coming: _Next, entries: Sequence[Entry], writer: generations.Writer, backend: str
    ) -> None:
        report = self.report
        with report.timed("naming"):
            gathered = self._gathered(coming) if self.tagger.gathers else Gathered()
            names = self.tagger.names(gathered)
        with report.timed("writing"):
            status = self._status(coming, writer.next_name)

            def fill(place: Path) -> None:
                self._write(backend, coming, place, status)
                namebook.write(place, names)
                gathered.write(place)
                kept = Register(self.reading_recipe, self.tagger.digest, tuple(entries))
                register.write(place, kept, like=self.former.place_of(entries))
                self.tagger.keep(place)

            writer.publish(fill, backend=backend, status=status)
        report.changed = True
        report.generation = status.generation

    # --- reading ----------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        """What every file gave, now or when it was read last."""
        for done, file in enumerate(self.files):
            self.say("reading", done, len(self.files))
            content = register.content_of(file)
            entry = self.former.entry(file.name, content, self.reading_recipe)
            if entry is None:
                entry = Entry.of(file.name, content, _accepted(file, self.read(file)))
                self.report.read += 1
            else:
                self.report.reused += 1
            yield entry
        self.say("reading", len(self.files), len(self.files))

    def _documents(self, entries: Iterable[Entry]) -> list[Document]:
        """The documents by id; of several with one id the last is kept."""
        found: dict[str, Document] = {}
        duplicates: list[Duplicate] = []
        readings = [entry.reading for entry in entries]
        for document in (each for reading in readings for each in reading.documents):
            lost = found.get(document.id)
            if lost is not None:
                duplicates.append(Duplicate(document.id, document.origin, lost.origin))
            found[document.id] = document
        self.report.failed = tuple(each for reading in readings for each in reading.failures)
        self.report.dropped = tuple(each for reading in readings for each in reading.dropped)
        self.report.notes += tuple(each for reading in readings for each in reading.notes)
        self.report.duplicates = tuple(duplicates)
        return [found[name] for name in sorted(found)]

    # --- tagging ----------------------------------------------------------------------------

    def _tagged(self, documents: Sequence[Document]) -> dict[str, Tagged]:
        """The paragraphs of those documents whose tags may not be as they were, by id and in
        order. Raises SearchappError where one is missing."""
        fresh = self.former.to_be_tagged(documents, self.tagger)
        ready: dict[str, Tagged] = {}
        for done, paragraphs in enumerate(self.tagger.tag_all(fresh)):
            self.say("tagging", done, len(fresh))
            if self.tagger.gathers:
                self.claims[fresh[done].id] = namebook.claims_of(paragraphs)
            ready[fresh[done].id] = self.former.settled(fresh[done], paragraphs)
        self.say("tagging", len(fresh), len(fresh))
        self.report.tagged = len(fresh)
        others = (each for each in documents if each.id not in ready)
        ready |= {document.id: found for document, found in self.former.adapted(others)}
        return {each.id: _whole(each, ready[each.id]) for each in documents if each.id in ready}

    def _paragraphs(
        self, documents: Sequence[Document], tagged: Mapping[str, Tagged]
    ) -> list[Paragraph]:
        """The paragraphs of all documents; those that stay as they were are read here."""
        given = self.former.given
        return [
            paragraph
            for each in documents
            for paragraph in (tagged[each.id] if each.id in tagged else _whole(each, given(each)))
        ]

    # --- writing ----------------------------------------------------------------------------

    def _gathered(self, coming: _Next) -> Gathered:
        """What the documents say of names: those tagged anew do now, the others did then."""
        kept = self.former.gathered if self.former.has_same else None
        gathered = kept or namebook.gathered_from(self._paragraphs(coming.documents, coming.tagged))
        claims = {**gathered.claims, **self.claims}
        own = {each.id: claims[each.id] for each in coming.documents}
        came, went = (coming.renewal.came, coming.renewal.went) if kept else ((), ())
        gathered.renew(own, came, went)
        return gathered

    def _status(self, coming: _Next, generation: str) -> Status:
        documents, tagged, renewal = coming
        days = [each.published for each in documents if each.published]
        mentions = _mentions(renewal.came)
        self.report.paragraphs = sum(len(each.passages) for each in documents)
        self.report.repeated = _repeated(p for each in tagged.values() for p in each)
        if self.former.has_same and self.former.status is not None:
            mentions.update(self.former.status.mentions)
            mentions.subtract(_mentions(renewal.went))
            if len(tagged) < len(documents):  # then all repeat one another as before
                self.report.repeated = self.former.status.repeated
        self.report.mentions = dict(mentions)
        return Status(
            build=self.report.build,
            generation=generation,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            documents=self.report.documents,
            paragraphs=self.report.paragraphs,
            first=min(days, default=None),
            last=max(days, default=None),
            mentions=dict(mentions),
            vocabulary=self.tagger.vocabulary,
            repeated=self.report.repeated,
        )

    def _write(self, backend: str, coming: _Next, place: Path, status: Status) -> None:
        """Only what changed, where the backend can go on from the former generation."""
        module = importlib.import_module(BACKENDS[backend])
        update = getattr(module, "update", None)
        renewal = coming.renewal
        stays = 2 * len(renewal.same) >= self.report.documents and backend == self.former.kind
        if update is None or not stays:
            paragraphs = self._paragraphs(coming.documents, coming.tagged)
            module.build(self._told(paragraphs), place, status, jobs=self.jobs)
            return
        changed = self._told(renewal.changed)
        update(self.former.place, renewal.gone, changed, place, status, jobs=self.jobs)

    def _told(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        for done, paragraph in enumerate(paragraphs):
            if done % 100 == 0:
                self.say("writing", done, len(paragraphs))
            yield paragraph
        self.say("writing", len(paragraphs), len(paragraphs))

    def _unchanged(self) -> BuildReport:
        status = self.former.status
        if status is not None:
            self.report.generation = status.generation
            self.report.paragraphs = status.paragraphs
            self.report.repeated = status.repeated
            self.report.mentions = dict(status.mentions)
        return self.report


def _whole(document: Document, tagged: Tagged) -> Tagged:
    """The paragraphs, if none of the document's is missing. Raises SearchappError."""
    held = [each.n for each in tagged]
    given = [p.n or place for place, p in enumerate(document.passages, start=1)]
    if held != given:
        raise SearchappError(
            f"tagging gave {len(held)} of the {len(given)} paragraphs of {document.id!r}; "
            "nothing was written"
        )
    return tagged


def _by_document(paragraphs: Iterable[Paragraph]) -> dict[str, Tagged]:
    grouped = groupby(paragraphs, key=attrgetter("document"))
    return {name: tuple(each) for name, each in grouped}


def _repeated(paragraphs: Iterable[Paragraph]) -> int:
    """How many repeat an earlier one."""
    return sum(each.twins not in ("", each.id) for each in paragraphs)


def _mentions(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """The number of mentions by facet."""
    return Counter(
        {facet: sum(len(p.mentions.get(facet, ())) for p in paragraphs) for facet in TAGGED}
    )


def build_id(recipe: str, digests: Iterable[bytes]) -> str:
    """Twelve hex digits that are the same for documents of equal digests, tagged alike."""
    digest = hashlib.sha256(f"{FORMAT} {recipe}\n".encode())
    for each in digests:
        digest.update(each)
    return digest.hexdigest()[:12]


def _accepted(file: SourceFile, reading: FileReading) -> FileReading:
    """The reading with what may not enter the index moved to its failures."""
    documents, failures = [], list(reading.failures)
    for document in reading.documents:
        accepted, faults = intake.accept(document)
        failures += [UnreadableFile(document.origin or file.name, each) for each in faults]
        documents += [accepted] if accepted else []
    if not documents and not failures and not reading.notes:
        failures.append(UnreadableFile(file.name, "no text was found in it"))
    return replace(reading, documents=tuple(documents), failures=tuple(failures))
