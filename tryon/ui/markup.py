"""The page's own HTML, from `templates/basic.html`, which escapes what comes in.

Inspector, lookbook and others have HTML of their own in `inspector_markup` and so on.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from tryon.types import Notice
from tryon.ui.rendering import render
from tryon.ui.views import LegendEntry
from tryon.ui.wording.sentences import recognised

_ADDRESS = re.compile(r"\b(?:https://|github\.com/|huggingface\.co/)[\w./~%#?=+-]+")
_basic = partial(render, "basic")


@dataclass(frozen=True)
class Shown:
    """A picture on the page: its address, what it is called and what a blind visitor hears.

    A wide one takes the whole width among others.
    """

    address: str
    caption: str
    alt: str
    wide: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the pipeline on the page."""

    title: str
    sentence: str
    time_ms: float | None
    body: Markup
    fold: Markup | None = None


def spoken(key: str, text: str, tag: str = "span") -> Markup:
    """Shows a text that the page's script puts into the visitor's language.

    Args:
        key: Of the text, in `languages`.
        text: In English.
        tag: The element it stands in.
    """
    return _basic("spoken", key=key, text=text, tag=tag)


def header(title: str, lead: str) -> Markup:
    """Opens the page."""
    return _basic("header", title=title, lead=lead)


def notices(items: Iterable[Notice]) -> Markup:
    """Lists warnings; nothing when there are none."""
    return _basic("notices", items=list(items))


def found(message: str, *, sure: bool) -> Markup:
    """Says what was found in a photo, marked as good only where that is sure."""
    return _basic("found", kind="good" if sure else "plain", message=message)


def refusal(message: str, hint: str, photo: str = "") -> Markup:
    """Says what is wrong and what to do about it.

    Args:
        message: What is wrong.
        hint: What to do about it.
        photo: Path of the upload with which every run would fail, where it is that.
    """
    return _basic("refusal", message=message, hint=hint, photo=photo)


def busy(message: str) -> Markup:
    """Says that something is being looked at."""
    return _basic("line", text=message, kind="busy")


def progress(words: str, fraction: float) -> Markup:
    """Shows how far a run is."""
    done = round(100 * min(max(fraction, 0.0), 1.0)) if math.isfinite(fraction) else 0
    return _basic("progress", text=words, done=done)


def message(text: str, kind: str = "") -> Markup:
    """Shows a quiet line of text, of a kind that the style sheet knows."""
    return _basic("line", text=text, kind=f"message {kind}")


def measured(said: str, times: Sequence[tuple[str, str]]) -> Markup:
    """Shows what was measured for each of several things: its name, and the time in words."""
    return _basic("measured", said=said, times=times)


def run_time(said: str, seconds: float | None, all_seconds: float | None) -> Markup:
    """Says how long a run takes, and tells the page's script so.

    Args:
        said: The sentence.
        seconds: How long a run takes; None where that is not known.
        all_seconds: How long a comparison takes, the same way.
    """
    return _basic("run_time", said=said, seconds=seconds, all_seconds=all_seconds)


def empty_result(text: str) -> Markup:
    """Shows the frame in which the result will appear."""
    return _basic("empty_result", text=text)


def pictures(items: Sequence[Shown]) -> Markup:
    """Shows pictures side by side; each opens at full size."""
    return _basic("pictures", items=items)


def label_map(picture: Shown, regions: Sequence[LegendEntry]) -> Markup:
    """Shows a label map with its legend; pointing at it names the label under the pointer."""
    spec = json.dumps([{"name": region.name, "rgb": region.rgb} for region in regions])
    return _basic("label_map", picture=picture, regions=regions, spec=spec)


def steps(items: Sequence[Step], above: Markup | None = None) -> Markup:
    """Shows the steps of a pipeline in order, below their title and some more HTML."""
    return _basic("steps", items=items, above=above or "")


def timings(rows: Sequence[tuple[str, float]], note: str = "") -> Markup:
    """Shows how long each stage took, as bars, with a note below."""
    longest = max((ms for _, ms in rows if math.isfinite(ms)), default=0.0) or 1.0
    bars = [
        (name, ms, f"{100 * ms / longest if math.isfinite(ms) else 0:.0f}") for name, ms in rows
    ]
    return _basic("timings", rows=bars, total=sum(ms for _, ms in rows), note=note)


def table(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[str | tuple[str, ...]]]
) -> Markup:
    """Shows rows of text under a header; addresses in it are links.

    Args:
        caption: What it is of.
        header: What each column has.
        rows: Texts, or several for one cell.
    """
    cells = [[(cell,) if isinstance(cell, str) else cell for cell in row] for row in rows]
    said = [[[_in_pieces(text) for text in cell] for cell in row] for row in cells]
    return _basic("table", caption=caption, header=header, rows=said)


def answered(items: Sequence[tuple[str, str]]) -> Markup:
    """Lists questions, each with its answer."""
    return _basic("answered", items=items)


def paragraphs(*texts: str) -> Markup:
    """Shows a paragraph for each text; addresses in it are links."""
    return _basic("paragraphs", texts=[(text, _linked(text)) for text in texts])


def _in_pieces(text: str) -> list[tuple[str, Markup]]:
    """Returns what of a text can be said in another language, each with addresses as links."""
    pieces = text.split(", ") if recognised(text) is None else [text]
    return [(piece, _linked(piece)) for piece in pieces]


def _linked(text: str) -> Markup:
    """Escapes a text in which addresses become links, those without their https, too."""
    return Markup(_ADDRESS.sub(_link, str(escape(text))))


def _link(found: re.Match[str]) -> str:
    text = found[0].rstrip(".,;)")
    href = text if text.startswith("https://") else f"https://{text}"
    link = f'<a href="{href}" target="_blank" rel="noopener noreferrer">{text}</a>'
    return link + found[0][len(text) :]
