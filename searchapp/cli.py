"""The `searchapp` command: one table of subcommands, one place where errors become exit codes.

Exit codes: 0 done, 1 something was found wrong, 2 wrong use, 3 the index is damaged, 4 the index
is being written by another process, 5 a search ran over its time, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from searchapp import __version__
from searchapp.commands import export, index, search, serve, tags, vocabulary
from searchapp.errors import SearchappError

_DESCRIPTION = "Faceted search over daily reports: index documents, tag them, search, serve."


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="searchapp", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"searchapp {__version__}")
    commands = top.add_subparsers(title="commands", dest="command", required=True)
    for module in (index, serve, search, export, tags, vocabulary):
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except SearchappError as error:
        print(f"searchapp: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("searchapp: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"searchapp: {error.filename or 'system'}: {error.strerror}", file=sys.stderr)
        return 1
    return code
