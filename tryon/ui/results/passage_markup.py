"""A passage of a paper as HTML, folded, from `templates/passage.html`."""

import re
from functools import partial

from markupsafe import Markup, escape

from tryon.ui.rendering import render
from tryon.ui.wording.passages import Passage

_MARK = re.compile(r"([_^])\{([^}]*)\}")
_passage = partial(render, "passage")


def fold(paper: str, passage: Passage, key: str, *, own: bool) -> Markup:
    """Shows what a paper writes of a step, closed.

    Args:
        paper: Its name.
        passage: The place.
        key: Of its words, in the tables of languages.
        own: Whether a smaller network of the project's own ran here.
    """
    return _passage(
        "fold",
        said=f"In the paper: {paper}, {_unbroken(passage.place)}",
        formulas=[_formula(formula) for formula in passage.formulas],
        key=key,
        words=_formula(passage.words),
        instead=own and not passage.as_run,
    )


def _formula(text: str) -> Markup:
    tags = {"_": "sub", "^": "sup"}
    escaped = str(escape(text))
    set_low_or_high = _MARK.sub(lambda m: f"<{tags[m[1]]}>{m[2]}</{tags[m[1]]}>", escaped)
    return Markup(set_low_or_high)


def _unbroken(place: str) -> str:
    """Keeps a number on the line of what it numbers, by a space that does not break."""
    return re.sub(r"(Sec|Eq)\. ", "\\1.\N{NO-BREAK SPACE}", place)


def walk_button() -> Markup:
    """Shows the button that walks through the steps, one at a time."""
    return _passage("walk_button")
