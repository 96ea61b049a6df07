"""Backends on a Whoosh index. Importing this package checks the library and sets the guard."""

import whoosh

from searchapp.backends.whoosh import guard

guard.check_version(whoosh)
guard.set_guard()
