"""A passage of a paper as HTML, folded. Words come in as text and are escaped here."""

import re
from html import escape

from tryon.ui.passages import Passage

_MARK = re.compile(r"([_^])\{([^}]*)\}")


def fold(paper: str, passage: Passage, *, own: bool) -> str:
    """Shows what a paper writes of a step, closed.

    Args:
        paper: Its name.
        passage: The place.
        own: Whether a smaller network of the project's own ran here.
    """
    formulas = "".join(
        f'<div class="formula">{_formula(formula)}</div>' for formula in passage.formulas
    )
    instead = (
        "<p>Here a smaller network of the project's own does this part, in its own way.</p>"
        if own and not passage.as_run
        else ""
    )
    return (
        f'<details class="passage"><summary>In the paper: {escape(paper)}, '
        f"{_unbroken(passage.place)}</summary>{formulas}<p>{_formula(passage.words)}</p>{instead}"
        f"</details>"
    )


def _formula(text: str) -> str:
    tags = {"_": "sub", "^": "sup"}
    return _MARK.sub(lambda mark: f"<{tags[mark[1]]}>{mark[2]}</{tags[mark[1]]}>", escape(text))


def _unbroken(place: str) -> str:
    """Keeps a number on the line of what it numbers."""
    return re.sub(r"(Sec|Eq)\. ", "\\1.&nbsp;", escape(place))


def walk_button() -> str:
    """Shows the button that walks through the steps, one at a time."""
    return (
        '<button type="button" class="walk" data-walk data-words="walk">'
        "How it works: walk through them</button>"
    )
