"""The options that stand for a search on the command line, and the address they stand for."""

from __future__ import annotations

import argparse

from searchapp.schema import FILTERS, SORTS

FILTERS_ADD_UP = "Filters may be repeated: any of a facet's values is enough; facets add up."


def add_query(command: argparse.ArgumentParser) -> None:
    command.add_argument("query", nargs="?", default="", help='words, "phrases", AND OR NOT, …')
    for facet in FILTERS:
        command.add_argument(f"--{facet.name}", action="append", default=[], help=facet.meaning)
        command.add_argument(f"--not-{facet.name}", action="append", default=[], help="none of")
        command.add_argument(f"--all-{facet.name}", action="append", default=[], help="all of")
    command.add_argument("--missing", action="append", default=[], metavar="FACET")
    command.add_argument("--stated", action="store_true", help="leave inherited sources out")
    command.add_argument("--fold", action="store_true", help="count repeated paragraphs once")
    command.add_argument("--sort", choices=tuple(SORTS), default=None)


def pairs_of(options: argparse.Namespace) -> list[tuple[str, str]]:
    """The options as the parameters of a search's URL."""
    pairs = [("q", options.query)] if options.query else []
    for facet in FILTERS:
        for prefix, option in (("", ""), ("not.", "not_"), ("all.", "all_")):
            chosen = getattr(options, option + facet.name)
            pairs += [(prefix + facet.name, value) for value in chosen]
    pairs += [("missing", facet) for facet in options.missing]
    pairs += [("stated", "1")] if options.stated else []
    pairs += [("fold", "1")] if options.fold else []
    pairs += [("sort", options.sort)] if options.sort else []
    return pairs
