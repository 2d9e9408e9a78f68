"""What can be done with a photo before it is used, as HTML, from `templates/photo.html`."""

import json
from functools import partial

from markupsafe import Markup

from tryon.types import Choosable, Subject
from tryon.ui.rendering import render

_photo = partial(render, "photo")

_TAP: dict[Subject, str] = {
    "person": "Tap the one to dress in the photo.",
    "garment": "Tap the garment to put on in the photo.",
}


def trim_button(subject: Subject) -> Markup:
    """Shows the button that opens a photo to crop and turn it; without a photo it is not seen."""
    return _photo("trim_button", subject=subject)


def turn_button(turns: int) -> Markup:
    """Shows the button that turns the garment photo by so many quarter turns clockwise."""
    return _photo("turn_button", turns=turns)


def example_names(subject: str, names: str) -> Markup:
    """Tells the page's script what the examples of a subject are called: a list as JSON."""
    return _photo("example_names", subject=subject, names=names)


def several(subject: Subject, choice: Choosable, chosen: int | None) -> Markup:
    """Tells the page's script what can be chosen in a photo, for it to lay a button over each.

    Args:
        subject: In which photo.
        choice: What there is.
        chosen: Which was named, 1 being the first from the left; None: none was.

    Returns:
        Nothing where there is no choice.
    """
    if len(choice.places) < 2:
        return Markup()
    rounded = json.dumps([[round(share, 4) for share in place] for place in choice.places])
    return _photo(
        "several",
        subject=subject,
        places=rounded,
        chosen=chosen or choice.first,
        sentence=_TAP[subject],
    )
