"""What the site is made of, kept with the application and never in a global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from searchapp.aliases import Expand
from searchapp.settings import Settings
from searchapp.web.assets import Assets
from searchapp.web.completion import Known
from searchapp.web.live import Gate, Live
from searchapp.web.pages.frame import Site

KEY = "searchapp"


@dataclass(frozen=True, slots=True)
class State:
    settings: Settings
    live: Live
    gate: Gate
    site: Site
    assets: Assets
    known: Known
    expand: Expand | None = None


def state() -> State:
    """The state of the application that answers this request."""
    return cast(State, current_app.extensions[KEY])
