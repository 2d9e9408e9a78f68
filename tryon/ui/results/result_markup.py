"""A result as HTML: before and after, pictures beside each other, and what can be done with them.

From `templates/result.html`, which escapes what comes in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from tryon.ui.markup import Shown
from tryon.ui.rendering import render
from tryon.ui.wording import words

_result = partial(render, "result")
# By what `fresh.js` finds of pictures side by side.
_SIDES_BEFORE = {
    "sides-mends": words.MADE_BEFORE["mends"],
    "sides-older": words.COMPARED_BEFORE,
}


@dataclass(frozen=True)
class Download:
    """A file to take along.

    Attributes:
        address: Where it is.
        label: What the link says.
        identity: Of the link, on the page.
        name: What the file is called.
        is_picture: It is the result itself, which can be copied and shared.
    """

    address: str
    label: str
    identity: str
    name: str
    is_picture: bool = False


@dataclass(frozen=True)
class Side:
    """One of several pictures to compare; `sentences` say why there is none.

    With the `identity` of a result's folder it can be made the result of the page; `shows` is that
    of the result it is the picture of, where it is one. `garment` is the address of a small picture
    of what is worn, where that is not the same in all.
    """

    title: str
    facts: str
    picture: Shown | None
    sentences: tuple[str, ...] = ()
    identity: str = ""
    garment: str = ""
    shows: str = ""


def made_before(notes: Mapping[str, str]) -> Markup:
    """Says, each under its own condition, that what is shown belongs to earlier choices.

    Args:
        notes: Sentence by condition, as the page's script names it on the body.
    """
    return _result("made_before", notes=notes.items())


def compare(
    before: Shown,
    after: Shown,
    width: int,
    height: int,
    facts: Sequence[str],
    about: Mapping[str, str] | None = None,
    notes: Markup | None = None,
    below: Markup | None = None,
) -> Markup:
    """Shows two pictures of one size over each other, with a slider between them.

    Args:
        before: The left picture.
        after: The right picture.
        width: Of both, in pixels.
        height: Of both, in pixels.
        facts: Short facts for the line below.
        about: What the page's script has to know, by name of the data attribute.
        notes: For above the pictures.
        below: For below them.
    """
    return _result(
        "compare",
        before=before,
        after=after,
        ratio=f"{width / height:.5f}",
        facts=facts,
        about=(about or {}).items(),
        notes=notes or "",
        below=below or "",
    )


def sides(
    title: str,
    hint: str,
    items: Sequence[Side],
    ratio: float,
    notes: Markup | None = None,
    made: str = "",
) -> Markup:
    """Shows pictures of one size beside each other, with one zoom for all.

    Args:
        title: Heading.
        hint: What can be done here.
        items: The pictures, or why there is none.
        ratio: Width over height of every picture.
        notes: For below them.
        made: What they were made of, see `made.made_of`; empty where they stay whatever changes.
    """
    return _result(
        "sides",
        title=title,
        hint=hint,
        items=items,
        ratio=f"{ratio:.5f}",
        notes=notes or "",
        made=made,
        before=_SIDES_BEFORE.items(),
    )


def tools() -> Markup:
    """Shows the buttons for a closer look at a result, which is then taken along."""
    return _result("tools")


def wear_too(label: str, book: str) -> Markup:
    """Shows the buttons that go on from a result, here and in the lookbook."""
    return _result("wear_too", label=label, book=book)


def downloads(items: Sequence[Download]) -> Markup:
    """Shows links to files, as buttons."""
    return _result("downloads", items=items)
