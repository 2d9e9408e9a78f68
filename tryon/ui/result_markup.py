"""A result as HTML: before and after, pictures beside each other, and what can be done with them.

Whatever comes in is escaped here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tryon.ui.markup import Shown, image
from tryon.ui.sentences import attributes


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
    """One of several pictures to compare; `sentence` says why there is none.

    With the `identity` of a result's folder it can be made the result of the page.
    """

    title: str
    facts: str
    picture: Shown | None
    sentence: str = ""
    identity: str = ""


def made_before(notes: Mapping[str, str]) -> str:
    """Says, each under its own condition, that what is shown belongs to earlier choices.

    Args:
        notes: Sentence by condition, as the page's script names it on the body.
    """
    return "".join(
        f'<p class="made-before" data-when="{when}" data-words="made_{when}">{escape(sentence)}</p>'
        for when, sentence in notes.items()
    )


def compare(
    before: Shown,
    after: Shown,
    width: int,
    height: int,
    facts: Sequence[str],
    about: Mapping[str, str] | None = None,
    notes: str = "",
    below: str = "",
) -> str:
    """Shows two pictures of one size over each other, with a slider between them.

    Args:
        before: The left picture.
        after: The right picture.
        width: Of both, in pixels.
        height: Of both, in pixels.
        facts: Short facts for the line below.
        about: What the page's script has to know, by name of the data attribute.
        notes: HTML made by a function of this file, for above the pictures.
        below: The same, for below them.
    """
    marks = "".join(f'data-{name}="{escape(value)}" ' for name, value in (about or {}).items())
    return (
        f'<figure class="compare" {marks}data-scope '
        f'style="--split:12%;--ratio:{width / height:.5f}">{notes}'
        f'<div class="frame">{image(after)}<div class="before">{image(before)}</div>'
        f'<span class="tag left" data-words="before">{escape(before.caption)}</span>'
        f'<span class="tag right" data-words="after">{escape(after.caption)}</span>'
        f'<span class="seam" aria-hidden="true"></span>'
        f'<input type="range" min="0" max="100" value="12" data-sets="--split" data-unit="%" '
        f'aria-label="How much of the photo before is shown, in per cent"></div>'
        f"<figcaption>{''.join(f'<span>{escape(fact)}</span>' for fact in facts)}</figcaption>"
        f"{below}</figure>"
    )


def sides(
    title: str, hint: str, items: Sequence[Side], ratio: float, notes: str, made: str = ""
) -> str:
    """Shows pictures of one size beside each other, with one zoom for all.

    Args:
        title: Heading.
        hint: What can be done here.
        items: The pictures, or why there is none.
        ratio: Width over height of every picture.
        notes: HTML made by a function of this file.
        made: What they were made of, see `made.made_of`; empty where they stay whatever changes.
    """
    sliders = "".join(
        f'<label class="slider">{name} <input type="range" min="{low}" max="{high}" '
        f'value="{value}" data-sets="{variable}" data-unit="%"><output>{value} %</output></label>'
        for name, variable, low, high, value in (
            ("Zoom", "--zoom", 100, 500, 100),
            ("Left and right", "--x", 0, 100, 50),
            ("Up and down", "--y", 0, 100, 30),
        )
    )
    mark = f'data-made="{escape(made)}" ' if made else ""
    start = f"--zoom:100%;--x:50%;--y:30%;--ratio:{ratio:.5f}"
    return (
        f'<section class="sides" {mark}data-scope style="{start}">'
        f"<h2>{escape(title)}</h2><p>{escape(hint)}</p>"
        f'<div class="sliders">{sliders}</div>'
        f'<div class="panels">{"".join(map(_side, items))}</div>{notes}</section>'
    )


def _side(item: Side) -> str:
    inside = f"<p>{escape(item.sentence)}</p>" if item.picture is None else image(item.picture)
    return (
        f'<figure><div class="frame">{inside}</div>'
        f"<figcaption><strong>{escape(item.title)}</strong><span>{escape(item.facts)}</span>"
        f"{_choose(item)}</figcaption></figure>"
    )


def _choose(item: Side) -> str:
    if not item.identity:
        return ""
    return (
        f'<button type="button" data-history="restore" data-identity="{escape(item.identity)}" '
        f'aria-label="Show this one above: {escape(item.title)}" data-words="show_above">'
        "Show this one above</button>"
    )


def tools() -> str:
    """Shows the buttons for a closer look at a result, which is then taken along."""
    buttons = "".join(
        f'<button type="button" data-closer="{doing}" title="{title}"{key}>{label}</button>'
        for doing, label, title, key in (
            ("out", "−", "Zoom out", ""),
            ("in", "+", "Zoom in; or turn the wheel with Ctrl held, or pinch", ""),
            ("whole", "Whole", "The whole picture", ' data-words="whole"'),
            (
                "full",
                "Full screen",
                "Full screen; there the wheel zooms, too",
                ' data-words="full_screen"',
            ),
            ("copy", "Copy", "Copy the picture to the clipboard", ' data-words="copy"'),
            ("share", "Share", "Hand the picture to another program", ' data-words="share"'),
        )
    )
    return (
        f'<div class="tools">{buttons}<output>100 %</output>'
        '<span class="drag" draggable="true" data-drag data-words="drag" '
        'title="Drag the result onto the frame of the person, or out of the browser">✥ Drag</span>'
        f'<span class="said" role="status"></span></div>'
    )


def wear_too(label: str, book: str) -> str:
    """Shows the buttons that go on from a result, here and in the lookbook."""
    return (
        '<p class="go-on"><button type="button" data-history="wear" data-words="wear_too">'
        f"{escape(label)}</button> "
        '<button type="button" data-history="book" data-words="to_lookbook">'
        f"{escape(book)}</button></p>"
    )


def downloads(items: Sequence[Download]) -> str:
    """Shows links to files, as buttons."""
    links = "".join(
        f'<a id="{escape(item.identity)}" href="{escape(item.address)}" '
        f"{'data-picture ' if item.is_picture else ''}"
        f'download="{escape(item.name)}"{attributes(item.label)}>{escape(item.label)}</a>'
        for item in items
    )
    title = '<span data-words="download">Download</span>'
    return f'<nav class="downloads" aria-label="Downloads">{title}{links}</nav>'
