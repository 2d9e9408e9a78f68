"""The strip of a visitor's results as HTML, from `templates/history.html`, which escapes words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from markupsafe import Markup

from tryon.ui.rendering import render


@dataclass(frozen=True)
class HistoryEntry:
    """One result in the strip.

    Attributes:
        identity: Name of its folder.
        made_at: Seconds since 1970.
        words: What it was made with.
        picture: Address of its picture.
        person: Address of the person's picture.
        garment: Address of the garment's picture.
    """

    identity: str
    made_at: float
    words: str
    picture: str
    person: str
    garment: str


def forget() -> Markup:
    """Shows the button that deletes a visitor's photos and results."""
    return render("history", "forget")


def still_here() -> Markup:
    """Says that there are results from before, and leads to them."""
    return render("history", "still_here")


def strip(entries: Sequence[HistoryEntry]) -> Markup:
    """Shows results, the newest first; nothing where there are none."""
    if not entries:
        return Markup()
    rows = [(number, entry, *_moment(entry)) for number, entry in enumerate(entries, 1)]
    return render("history", "strip", entries=rows[::-1])


def _moment(entry: HistoryEntry) -> tuple[str, str]:
    made = datetime.fromtimestamp(entry.made_at, timezone.utc)
    return made.isoformat(timespec="seconds"), f"{made:%H:%M}"
