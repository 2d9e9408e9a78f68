"""The strip of a visitor's results, as HTML. Words come in as text and are escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from html import escape


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


def strip(entries: Sequence[HistoryEntry]) -> str:
    """Shows results, the newest first; nothing where there are none."""
    if not entries:
        return ""
    items = "".join(_item(number, entry) for number, entry in reversed([*enumerate(entries, 1)]))
    return (
        '<section class="history" aria-label="Your results of the last hour"><div class="head">'
        '<h2 data-words="results">Your results</h2>'
        '<p data-words="results_note">Kept for an hour, for this browser only.</p>'
        '<button type="button" data-history="forget" data-words="forget" '
        'title="Delete all results and photos from '
        'the server now">Forget everything</button></div>'
        f"<ol>{items}</ol></section>"
    )


def _item(number: int, entry: HistoryEntry) -> str:
    when = datetime.fromtimestamp(entry.made_at, timezone.utc)
    name = f"result {number}"
    identity = f'data-identity="{escape(entry.identity)}"'
    return (
        f'<li {identity}><button type="button" class="look-again" data-history="restore" '
        f'draggable="true" data-drag '
        f'{identity} aria-label="Show {name} again, with its photos">'
        f'<img src="{escape(entry.picture)}" alt="" draggable="false">'
        f'<span class="made-of"><img src="{escape(entry.person)}" alt="" draggable="false">'
        f'<img src="{escape(entry.garment)}" alt="" draggable="false"></span></button>'
        f'<p><time datetime="{when.isoformat(timespec="seconds")}">{when:%H:%M} UTC</time> '
        f"<span>{escape(entry.words)}</span></p>"
        f'<button type="button" class="beside" data-history="beside" {identity} '
        f'aria-label="Compare {name} with the one shown" data-words="compare">Compare</button></li>'
    )
