"""The page of an error: what was wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.web.pages.frame import Frame, SearchBox, Site


@dataclass(frozen=True, slots=True)
class FaultPage:
    frame: Frame
    status: int
    title: str
    reason: str
    parameter: str
    named: str
    request: str
    advice: str
    help: bool


def fault_page(
    status: int,
    reason: str,
    site: Site,
    *,
    parameter: str = "",
    request: str = "",
    typed: str = "",
) -> FaultPage:
    """`typed` stays in the box, so that it can be mended; `request` is the number in the log."""
    title = site.say(f"error.{status}")
    frame = Frame(title, "", noindex=True, box=SearchBox(typed))
    advice = site.say(f"error.{status}_advice")
    return FaultPage(
        frame,
        status,
        title,
        reason,
        parameter,
        site.say("error.typed") if parameter == "q" else "",
        request,
        advice,
        help=status == 400,
    )
