"""Index documents without serving them: `python3 scripts/build_index.py [PATH…]`.

The arguments are those of `searchapp index`; without a path the documents in seeds/ are indexed.
"""

from __future__ import annotations

import sys

from environment import PROJECT, hand_over, python_in


def main() -> int:
    python = python_in(".venv")
    given = sys.argv[1:] or [str(PROJECT / "seeds"), "--index", str(PROJECT / "index")]
    command = [str(python), "-m", "searchapp", "index", *given]
    return hand_over(command)


if __name__ == "__main__":
    sys.exit(main())
