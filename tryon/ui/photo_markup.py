"""What can be done with a photo before it is used, as HTML. Words are escaped here."""

import json
from collections.abc import Sequence
from html import escape

from tryon.types import Subject


def trim_button(subject: Subject) -> str:
    """Shows the button that opens a photo to crop and turn it; without a photo it is not seen."""
    return (
        f'<button type="button" data-trim="{subject}" data-words="crop" '
        f'data-label="crop_{subject}" aria-label="Crop or turn the {subject} photo">'
        "Crop or turn</button>"
    )


def people(places: Sequence[tuple[float, float, float, float]], chosen: int) -> str:
    """Tells the page's script where people are, for it to lay a button over each in the photo.

    Args:
        places: From the left: left, top, right and bottom as shares of the photo.
        chosen: Who is dressed, 1 being the first.

    Returns:
        Nothing where there is no choice.
    """
    if len(places) < 2:
        return ""
    rounded = json.dumps([[round(share, 4) for share in place] for place in places])
    return (
        f'<p class="people" data-people="{escape(rounded)}" data-chosen="{chosen}" '
        'data-words="tap_person">Tap the one to dress in the photo.</p>'
    )
