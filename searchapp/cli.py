"""The `searchapp` command: one table of subcommands, one place where errors become exit codes.

Exit codes: 0 done, 1 something was found wrong, 2 wrong use or no index, 3 the index is damaged or
of another version, 4 it is being written by another process, 5 a search ran over its time, 130
interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from searchapp import __version__
from searchapp.errors import SearchappError

_DESCRIPTION = "Faceted search over daily reports: index documents, tag them, search, serve."
# The modules of commands with what they add, in the order in which they are told.
_COMMANDS = {
    "index": ("index", "check", "stats", "rollback"),
    "serve": ("serve", "start"),
    "search": ("search",),
    "export": ("export",),
    "tags": ("tag", "evaluate", "explain"),
    "vocabulary": ("vocab",),
}


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Of all commands, or of those of one module where the wanted one is its: the others take
    as long to import as many a command to run."""
    one = [module for module, commands in _COMMANDS.items() if wanted in commands]
    top = argparse.ArgumentParser(prog="searchapp", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"searchapp {__version__}")
    commands = top.add_subparsers(title="commands", dest="command", required=True)
    for module in one or _COMMANDS:
        import_module(f"searchapp.commands.{module}").add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(*given[:1]).parse_args(given)
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
