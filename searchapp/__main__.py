"""`python -m searchapp`: the same as the `searchapp` command."""

from __future__ import annotations

import sys

from searchapp.cli import main

sys.exit(main())
