"""Files that want to harm who reads them, made where a test needs them.

- bad: the bytes of a file by its name; the number before it is that of its row in the list of
  hostile inputs that the project was planned by.
- neighbour: a good file that stands after a bad one and has to be read all the same.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Iterator

import pypdf

WORD = "neighbour"
SENTENCE = "Shelling of the town went on for the whole of the night, officials said."


def page(body: str) -> bytes:
    head = "<!doctype html><html><head><title>A page</title></head><body>"
    return f"{head}{body}</body></html>".encode("utf-8", "surrogatepass")


def lines(*records: object) -> bytes:
    return "\n".join(
        each if isinstance(each, str) else json.dumps(each) for each in records
    ).encode("utf-8", "surrogatepass")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first of them its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Root 1 0 R /Size %d %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def pdf_page(content: bytes, *, font: bytes = b"", filters: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    font = font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        font,
    )


SIDECARS = {
    "89-nested.txt": b"a = " + b"[" * 100_000,
    "89-number.txt": b"a = 0x" + b"f" * 10_000,
    "89-bytes.txt": b'a = "\xff"',
    "89-kinds.txt": b"title = [1, 2]\npublished = 1979-05-27T07:32:00Z\n[id]\na = nan\n",
}


def _text(words: str) -> bytes:
    return f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode()


def _inflating(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(
        [*(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)), packer.flush()]
    )


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(600, 800)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pdfs() -> Iterator[tuple[str, bytes]]:
    """Rows 81 to 84."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    good = pdf_page(_text(SENTENCE))
    loop = b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"
    long = b"BT /F1 12 Tf 50 700 Td " + b"(a) Tj " * 300_000 + b"ET"
    named = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /..#2f..#2fetc#2fpasswd >>"
    yield "81-inflates.pdf", pdf_page(_inflating(150), filters=b"/Filter /FlateDecode")
    yield "82-operators.pdf", pdf_page(zlib.compress(long), filters=b"/Filter /FlateDecode")
    yield "83-tree-cycle.pdf", pdf(catalogue, loop)
    yield (
        "83-prev-loop.pdf",
        good.replace(b"/Size 6 ", b"/Size 6 /Prev %d" % good.rindex(b"xref\n0")),
    )
    yield "83-count.pdf", good.replace(b"/Count 1", b"/Count 1000000000")
    yield "83-truncated.pdf", good[:250]
    yield "83-garbage.pdf", bytes(range(256)) * 40
    yield "83-empty.pdf", b""
    yield "83-encrypted.pdf", _encrypted()
    yield "84-cmap.pdf", pdf_page(_text(SENTENCE), font=named)


def _pages() -> Iterator[tuple[str, bytes]]:
    """Rows 71 to 78; for 73 to 75 see `slow`."""
    paragraph = f"<p>{SENTENCE}</p>"
    yield "71-deep.html", page("<div>" * 200_000 + SENTENCE + "</div>" * 200_000)
    yield "72-long.html", page(f"<p>{(SENTENCE + ' ') * 130_000}</p>")
    yield (
        "76-escaped.html",
        page(f"<p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; {SENTENCE}</p>"),
    )
    yield "77-script.html", page(f"{paragraph * 3}<script>var poison = 'venom';")
    yield "77-style.html", page(f"{paragraph * 3}<style>p {{ content: 'venom' }}")
    yield "77-comment.html", page(f"{paragraph * 3}<!-- venom and more of it. {paragraph}")
    yield "78-references.html", page(f"<p>&#xD800; &#0; &#x110000; {SENTENCE}</p>")


def _fetching_pages() -> Iterator[tuple[str, bytes]]:
    """Rows 79, 80 and 95, and pages that are none."""
    paragraph = f"<p>{SENTENCE}</p>"
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield (
        "79-bomb.xhtml",
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "venom">{bomb}]><html><body>'
        f"<p>&l9;</p>{paragraph}</body></html>".encode(),
    )
    yield (
        "79-external.xhtml",
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        f"<p>&x; root:</p>{paragraph}</body></html>".encode(),
    )
    yield (
        "80-fetches.html",
        page(
            '<base href="http://169.254.169.254/"><link rel="stylesheet" href="file:///etc/passwd">'
            f'<img src="http://169.254.169.254/x.png">{paragraph}'
            '<iframe src="http://127.0.0.1:9/"></iframe>'
        ),
    )
    yield "95-marks.html", page(f'<p>&lt;b title="x"&gt;&lt;/mark&gt; {SENTENCE}</p>')
    yield "71-empty.html", b""
    yield "71-noise.html", bytes(range(255, 0, -1)) * 50


def _records() -> Iterator[tuple[str, bytes]]:
    """Rows 85 and 86: numbers, nesting, marks and lines."""
    good = {"text": SENTENCE}
    yield "85-numbers.jsonl", lines(
        '{"text": "One is given.", "n": NaN}',
        '{"document": "85", "n": 1e999, "text": "Two is given."}',
        '{"document": "85b", "n": -Infinity, "text": "Two is given."}',
        '{"document": "85c", "n": 1180591620717411303424, "text": "Three is given."}',
        '{"document": "85d", "n": [1], "text": "Three is given."}',
        f'{{"text": "Four is given.", "n": {"9" * 5000}}}',
        '{"text": "First.", "text": "Five is given."}',
        '{"text": "Six is given.", "published": 1e999}',
        '{"text": "Six is given.", "published": NaN, "title": {"a": [1]}, "id": 12}',
    )  # fmt: skip
    yield "85-deep.jsonl", lines("[" * 100_000, '{"text": ' * 50_000, good)
    yield "85-mark.jsonl", b"\xef\xbb\xbf" + lines(good)
    yield "85-escapes.jsonl", lines('{"text": "Half \\ud800 a pair \\u0000 stood here."}')
    yield "86-long.jsonl", lines({"text": "a " * 5_100_000}, good)
    yield "86-cut.jsonl", lines(good, '{"text": "It was cut')
    yield "86-crlf.jsonl", lines(good, good).replace(b"\n", b"\r\n")
    yield "86-two.jsonl", lines('{"text": "One."} {"text": "Two."}', good)


def _typed_records() -> Iterator[tuple[str, bytes]]:
    """Rows 88 to 91: values of the wrong kind, too many of them, ids that are no names."""
    yield "88-half.jsonl", lines('{"text": "Half \\udfff.", "facets": {"source": ["a\\ud800"]}}')
    yield "89-types.jsonl", lines(
        *({"text": each} for each in (1, None, True, [1], {"a": 1}, 2**70, 1.5)),
        *({"text": "A text.", "facets": each} for each in (1, "a", [1], {"source": 1})),
        *({"text": "A text.", "facets": {"source": each}} for each in ([1], {"a": 1}, [None])),
        {"text": "A text.", "facets": {"date": ["yesterday", "2023-13-45", "-"]}},
        {"text": "A text.", "facets": {"region": ["/", "//", "Ukraine//Kyiv/"]}},
        {"text": "A text.", "published": {"a": 1}, "url": ["x"], "source": {"a": 1}, "n": "abc"},
        {"paragraphs": "no list"}, {"paragraphs": []}, {"paragraphs": [None]},
        {"paragraphs": [{"text": 3}]}, {"paragraphs": [""]}, {"text": ""}, {}, [], 3, "x", None,
        *({"id": f"89-{n}", "text": SENTENCE} for n in range(10)),
    )  # fmt: skip
    yield (
        "90-many.jsonl",
        lines(
            {"text": "A text.", "facets": {"actor": [f"value {n}" for n in range(20_000)]}},
            {"text": "A text.", "facets": {"actor": ["v" * 1_000_000]}},
            {"text": SENTENCE, "facets": {"actor": [f"value {n}" for n in range(1_000)]}},
        ),
    )
    yield "91-again.jsonl", lines(*({"id": "same", "text": f"{SENTENCE} {n}"} for n in range(3)))
    yield (
        "91-ids.jsonl",
        lines(
            *(
                {"id": each, "text": SENTENCE}
                for each in ("a/../../b", "/etc", "a:1", "é" * 300, "\n")
            )
        ),
    )
    yield "91-rows.csv", b'id,text\n1,A text.\n2,"not closed\n3,A text.\n'
    yield "91-fields.csv", b"text\n" + b"x" * 200_000 + b"\nA text.\n"
    yield "91-head.csv", b"a,b\n1,2\n"


def _texts() -> Iterator[tuple[str, bytes]]:
    """Row 87, the unsupported kinds of 94, and text that is slow to take apart."""
    sentence = SENTENCE.encode()
    yield "87-invalid.txt", sentence * 20 + b"\xff\xfe\xc3 " + sentence
    yield "87-utf16.txt", "\ufeffЗеленський сказав, що місто тримається далі.".encode("utf-16-le")
    yield "87-latin.txt", ("Le général a été arrêté à l'été. " * 9).encode("latin-1")
    yield "87-mixed.txt", "Зеленський сказав. ".encode() * 5 + "Été à Paris. ".encode("latin-1") * 5
    yield "87-nul.txt", sentence + b"\x00" + sentence
    yield "87-binary.txt", bytes(range(256)) * 100
    yield "87-one-line.txt", b"word " * 400_000
    yield "87-no-blank.txt", b"x" * 3_000_000
    yield "87-many-lines.txt", b"a\n\n" * 50_000
    yield "87-empty.txt", b""
    yield "87-emphasis.md", b"*a " * 100_000
    yield "87-links.md", b"[" * 100_000 + b"\n\n" + b"[a](" * 60_000
    yield "87-heading.md", b"# a" + b" " * 100_000 + b"b\n\n" + sentence
    yield "87-quotes.md", b"> " * 100_000 + b"\n\n" + b"__a" * 60_000
    yield "87-dates.txt", b"1 1 1 May 2023-" * 4_000
    yield "87-fence.txt", b"---\ntitle: x\n" + sentence
    yield "87-published.txt", b"---\npublished: " + b"1 " * 199_999 + b"12\n---\n" + sentence
    yield "94-zip.docx", b"PK\x03\x04" + bytes(2_000)


def bad() -> dict[str, bytes]:
    makers: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (
        *(_pages, _fetching_pages, _pdfs),
        *(_records, _typed_records, _texts),
    )
    return {name: content for maker in makers for name, content in maker()}


def slow() -> dict[str, bytes]:
    """Pages of rows 73 to 75, on which the library takes longer than it is given."""
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    options = "".join(f"<option>{n}</option>" for n in range(50_000))
    return {
        "73-attributes.html": page(f"<p {attributes}>{SENTENCE}</p>"),
        "74-options.html": page(f"<select>{options}</select><p>{SENTENCE}</p>"),
        "75-paragraphs.html": page(f"<p>{SENTENCE}</p>" * 200_000),
    }


def neighbour(name: str) -> tuple[str, bytes]:
    """The good file to stand after a bad one: a page after a page, else a text."""
    text = f"A {WORD} of this file stands here, with words enough to be a paragraph of its own."
    if name.endswith(("html", "pdf")):
        return f"{name}~good.html", page(
            f"<p>{text}</p><p>It has a second one, as one can see.</p>"
        )
    return f"{name}~good.txt", text.encode()
