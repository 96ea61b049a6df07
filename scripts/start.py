"""Set up, index the documents in seeds/ and serve the site: `python3 scripts/start.py`.

Options are those of `searchapp start`: --port, --host, --no-serve and others.
"""

from __future__ import annotations

import subprocess
import sys

from environment import PROJECT, python_in


def main() -> int:
    python = python_in(".venv")
    seeds, index = str(PROJECT / "seeds"), str(PROJECT / "index")
    command = [str(python), "-m", "searchapp", "start", seeds, "--index", index, *sys.argv[1:]]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
