"""The lookbook as HTML, from `templates/lookbook.html`, which escapes its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from markupsafe import Markup

from tryon.ui.markup import Shown
from tryon.ui.rendering import render

_lookbook = partial(render, "lookbook")

State = Literal["waiting", "running", "done", "failed", "dropped"]
_STATE_WORDS: dict[State, str] = {
    "waiting": "waiting",
    "running": "being made",
    "dropped": "not made",
    "done": "",
    "failed": "",
}


@dataclass(frozen=True)
class Cell:
    """One try-on of the grid.

    Attributes:
        title: What it is of.
        state: How far it is.
        words: What was measured, or why there is no picture.
        hint: What to do about that.
        picture: The result.
        inset: The picture that is not the same in every cell.
        steps: Address of the HTML with its steps.
    """

    title: str
    state: State = "waiting"
    words: str = ""
    hint: str = ""
    picture: Shown | None = None
    inset: Shown | None = None
    steps: str = ""


def grid(cells: Sequence[Cell]) -> Markup:
    """Shows all cells; those that are done can be pressed to open their steps."""
    return _lookbook("grid", cells=cells, states=_STATE_WORDS)


def opened() -> Markup:
    """Returns the place where the page's script shows the steps of a cell."""
    return _lookbook("opened")


def go_on(identity: str) -> Markup:
    """Shows the buttons that go on from an opened cell, in the other tab.

    Args:
        identity: Name of its folder.
    """
    return _lookbook("go_on", identity=identity)
