"""The page's own HTML, as text. Whatever comes in is escaped here.

Inspector and lookbook have HTML of their own in `inspector_markup` and `lookbook_markup`, which do
the same.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tryon.types import Notice, Size
from tryon.ui.sentences import attributes
from tryon.ui.views import LegendEntry

_ADDRESS = re.compile(r"\b(?:https://|github\.com/|huggingface\.co/)[\w./~%#?=+-]+")


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
    """One step of the pipeline on the page; `body` and `fold` are HTML made by such functions."""

    title: str
    sentence: str
    time_ms: float | None
    body: str
    fold: str = ""


def percent(share: float | None) -> str:
    """Returns a share of one as per cent in words, also where it is no number or there is none."""
    if share is None or not math.isfinite(share):
        return "not known"
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{100 * share:.1f} %"


def duration(ms: float) -> str:
    """Returns milliseconds in words."""
    if not math.isfinite(ms):
        return "not known"
    return f"{ms:.0f} ms" if ms < 1000 else f"{ms / 1000:.1f} s"


def size_words(size: Size) -> str:
    """Returns a size (height, width) as the page writes it everywhere: width × height."""
    return f"{size[1]} × {size[0]}"


def spoken(key: str, text: str, tag: str = "span") -> str:
    """Shows a text that the page's script puts into the visitor's language.

    Args:
        key: Of the text, in `languages`.
        text: In English.
        tag: The element it stands in.
    """
    return f'<{tag} data-words="{key}">{escape(text)}</{tag}>'


def header(title: str, lead: str) -> str:
    """Opens the page."""
    return f"<header>{spoken('title', title, 'h1')}{spoken('lead', lead, 'p')}</header>"


def _note(kind: str, message: str, hint: str) -> str:
    hint_html = f" <span{attributes(hint)}>{escape(hint)}</span>" if hint else ""
    # In whatever language, it comes with the button that swaps the photos.
    swap = " data-swap" if "swap" in hint else ""
    said = f"<strong{attributes(message)}>{escape(message)}</strong>"
    return f'<li class="note {kind}"{swap}>{said}{hint_html}</li>'


def notices(items: Iterable[Notice]) -> str:
    """Lists warnings; nothing when there are none."""
    notes = "".join(_note("warning", item.message, item.hint) for item in items)
    return f'<ul class="notes">{notes}</ul>' if notes else ""


def found(message: str, *, sure: bool) -> str:
    """Says what was found in a photo, marked as good only where that is sure."""
    return f'<ul class="notes">{_note("good" if sure else "plain", message, "")}</ul>'


def refusal(message: str, hint: str, photo: str = "") -> str:
    """Says what is wrong and what to do about it.

    Args:
        message: What is wrong.
        hint: What to do about it.
        photo: Path of the upload with which every run would fail, where it is that.
    """
    refused = f' data-refused="{escape(photo)}"' if photo else ""
    return f'<div role="alert"{refused}><ul class="notes">{_note("bad", message, hint)}</ul></div>'


def busy(message: str) -> str:
    """Says that something is being looked at."""
    return f'<p class="busy"{attributes(message)}>{escape(message)}</p>'


def progress(words: str, fraction: float) -> str:
    """Shows how far a run is."""
    done = round(100 * min(max(fraction, 0.0), 1.0)) if math.isfinite(fraction) else 0
    return (
        f'<div class="progress"><p><span{attributes(words)}>{escape(words)}</span>…</p>'
        f'<div class="track" role="progressbar" aria-label="Progress of the run" '
        f'aria-valuemin="0" aria-valuemax="100" aria-valuenow="{done}">'
        f'<div class="bar" style="width:{done}%"></div></div></div>'
    )


def message(text: str, kind: str = "") -> str:
    """Shows a quiet line of text, of a kind that the style sheet knows."""
    return f'<p class="message {kind}"{attributes(text)}>{escape(text)}</p>'


def empty_result(text: str) -> str:
    """Shows the frame in which the result will appear."""
    return f'<div class="frame empty">{spoken("empty", text, "p")}</div>'


def pictures(items: Sequence[Shown]) -> str:
    """Shows pictures side by side; each opens at full size."""
    return f'<div class="pictures">{"".join(_figure(item) for item in items)}</div>'


def label_map(picture: Shown, regions: Sequence[LegendEntry]) -> str:
    """Shows a label map with its legend; pointing at it names the label under the pointer."""
    spec = [{"name": region.name, "rgb": region.rgb} for region in regions]
    buttons = "".join(
        f'<li><button type="button" data-region="{index}" aria-pressed="false">'
        f'<i style="background:rgb{region.rgb}"></i>{escape(region.name)}'
        f"<small>{percent(region.share)}</small></button></li>"
        for index, region in enumerate(regions)
    )
    return (
        f'<div class="label-map" data-regions="{escape(json.dumps(spec))}">'
        f'<figure><div class="stack">{image(picture)}<canvas aria-hidden="true"></canvas>'
        f'<output class="tip" hidden></output></div>'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
        f'<ul class="legend" aria-label="Labels in this map">{buttons}</ul></div>'
    )


def steps(items: Sequence[Step], above: str = "") -> str:
    """Shows the steps of a pipeline in order, below their title and some more HTML."""
    rows = "".join(
        f'<li class="step"><div class="step-words"><h3{attributes(item.title)}>'
        f"{escape(item.title)}</h3><p{attributes(item.sentence)}>{escape(item.sentence)}</p>{_time(item.time_ms)}{item.fold}</div>{item.body}</li>"
        for item in items
    )
    title = '<h2 id="steps-title" data-words="steps">The steps</h2>'
    return f'{title}{above}<ol class="steps">{rows}</ol>'


def timings(rows: Sequence[tuple[str, float]], note: str = "") -> str:
    """Shows how long each stage took, as bars, with a note below."""
    longest = max((ms for _, ms in rows if math.isfinite(ms)), default=0.0) or 1.0
    lines = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{duration(ms)}</td>"
        f"<td class='bar-cell' aria-hidden='true'><div class='bar' "
        f"style='width:{100 * ms / longest if math.isfinite(ms) else 0:.0f}%'></div></td></tr>"
        for name, ms in rows
    )
    total = duration(sum(ms for _, ms in rows))
    return (
        f'<section class="timings"><h2>Time</h2><table><tbody>{lines}</tbody>'
        f"<tfoot><tr><th scope='row'>all together</th><td>{total}</td><td></td></tr></tfoot>"
        f"</table><p>{escape(note)}</p></section>"
    )


def table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Shows rows of text under a header; addresses in it are links."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{_linked(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<div class="table" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def paragraph(text: str) -> str:
    """Shows a paragraph."""
    return f"<p>{escape(text)}</p>"


def _linked(text: str) -> str:
    """Escapes a text in which addresses become links, those without their https, too."""
    return _ADDRESS.sub(_link, escape(text))


def _link(found: re.Match[str]) -> str:
    text = found[0].rstrip(".,;)")
    href = text if text.startswith("https://") else f"https://{text}"
    link = f'<a href="{href}" target="_blank" rel="noopener noreferrer">{text}</a>'
    return link + found[0][len(text) :]


def image(item: Shown) -> str:
    """Shows a picture."""
    return f'<img src="{escape(item.address)}" alt="{escape(item.alt)}" draggable="false">'


def _figure(item: Shown) -> str:
    kind = ' class="wide"' if item.wide else ""
    return (
        f'<figure{kind}><a href="{escape(item.address)}" target="_blank" rel="noopener" '
        f'title="Open at full size">{image(item)}</a>'
        f"<figcaption>{escape(item.caption)}</figcaption></figure>"
    )


def _time(ms: float | None) -> str:
    return "" if ms is None else f'<p class="time">{duration(ms)}</p>'
