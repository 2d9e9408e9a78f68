"""What can be done with a photo before it is used, as HTML. Words are escaped here."""

import json
from html import escape

from tryon.types import Choosable, Subject

_TAP: dict[Subject, str] = {
    "person": "Tap the one to dress in the photo.",
    "garment": "Tap the garment to put on in the photo.",
}


def trim_button(subject: Subject) -> str:
    """Shows the button that opens a photo to crop and turn it; without a photo it is not seen."""
    return (
        f'<button type="button" data-trim="{subject}" data-words="crop" '
        f'data-label="crop_{subject}" aria-label="Crop or turn the {subject} photo">'
        "Crop or turn</button>"
    )


def turn_button(turns: int) -> str:
    """Shows the button that turns the garment photo by so many quarter turns clockwise."""
    return f'<button type="button" class="turn-it" data-turn="{turns}">Turn it upright</button>'


def several(subject: Subject, choice: Choosable, chosen: int | None) -> str:
    """Tells the page's script what can be chosen in a photo, for it to lay a button over each.

    Args:
        subject: In which photo.
        choice: What there is.
        chosen: Which was named, 1 being the first from the left; None: none was.

    Returns:
        Nothing where there is no choice.
    """
    if len(choice.places) < 2:
        return ""
    rounded = json.dumps([[round(share, 4) for share in place] for place in choice.places])
    return (
        f'<p class="several" data-subject="{subject}" data-places="{escape(rounded)}" '
        f'data-chosen="{chosen or choice.first}" data-words="tap_{subject}">{_TAP[subject]}</p>'
    )
