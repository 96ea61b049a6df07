"""Set up, index the documents in seeds/ and serve the site: `python3 scripts/start.py`.

Options are those of `searchapp start`: --port, --host, --no-serve and others.
"""

from __future__ import annotations

import sys

from environment import PROJECT, hand_over, python_in


def main() -> int:
    python = python_in(".venv")
    seeds, index = str(PROJECT / "seeds"), str(PROJECT / "index")
    command = [str(python), "-m", "searchapp", "start", seeds, "--index", index, *sys.argv[1:]]
    return hand_over(command)


if __name__ == "__main__":
    sys.exit(main())
