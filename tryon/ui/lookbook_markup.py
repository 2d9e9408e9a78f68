"""The lookbook as HTML. Words come in as text and are escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from tryon.ui.markup import Shown

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


def grid(cells: Sequence[Cell]) -> str:
    """Shows all cells; those that are done can be pressed to open their steps."""
    items = "".join(_item(number, cell) for number, cell in enumerate(cells, 1))
    return f'<ul class="looks" aria-label="Try-ons of this lookbook">{items}</ul>'


def opened() -> str:
    """Returns the place where the page's script shows the steps of a cell."""
    return '<div class="opened"></div>'


def go_on(identity: str) -> str:
    """Shows the buttons that go on from an opened cell, in the other tab.

    Args:
        identity: Name of its folder.
    """
    name = escape(identity)
    return (
        f'<p class="go-on"><button type="button" data-history="use" data-identity="{name}">'
        f'Use in Try on</button> <button type="button" data-history="mend" '
        f'data-identity="{name}">Mend in the studio</button></p>'
    )


def _item(number: int, cell: Cell) -> str:
    return f'<li class="look {cell.state}">{_face(number, cell)}{_caption(cell)}</li>'


def _face(number: int, cell: Cell) -> str:
    if cell.picture is None:
        words = escape(cell.words or _STATE_WORDS[cell.state])
        hint = f"<span>{escape(cell.hint)}</span>" if cell.hint else ""
        return f'<div class="face"><p><strong>{words}</strong>{hint}</p></div>'
    inset = "" if cell.inset is None else _image(cell.inset, "inset")
    return (
        f'<button type="button" class="face" id="look-{number}" data-steps="{escape(cell.steps)}" '
        f'data-title="{escape(cell.title)}" aria-pressed="false" '
        f'aria-label="Open all steps of: {escape(cell.title)}">'
        f"{_image(cell.picture, 'result')}{inset}</button>"
    )


def _caption(cell: Cell) -> str:
    measured = f"<small>{escape(cell.words)}</small>" if cell.picture is not None else ""
    return f'<p class="look-words">{escape(cell.title)}{measured}</p>'


def _image(item: Shown, kind: str) -> str:
    return (
        f'<img class="{kind}" src="{escape(item.address)}" alt="{escape(item.alt)}" '
        f'draggable="false" loading="lazy">'
    )
