"""The page's own HTML, as text. Whatever comes in is escaped here.

Inspector and lookbook have HTML of their own in `inspector_markup` and `lookbook_markup`, which do
the same.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tryon.types import Notice, Size
from tryon.ui.views import Region

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
class Download:
    """A file to take along: its address, what the link says, its identity, and the file's name."""

    address: str
    label: str
    identity: str
    name: str


@dataclass(frozen=True)
class Side:
    """One of several pictures to compare; `sentence` says why there is none."""

    title: str
    facts: str
    picture: Shown | None
    sentence: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the pipeline on the page; `body` is HTML made by a function of this file."""

    title: str
    sentence: str
    time_ms: float | None
    body: str


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


def header(title: str, lead: str) -> str:
    """Opens the page."""
    return f"<header><h1>{escape(title)}</h1><p>{escape(lead)}</p></header>"


def _note(kind: str, message: str, hint: str) -> str:
    hint_html = f" <span>{escape(hint)}</span>" if hint else ""
    return f'<li class="note {kind}"><strong>{escape(message)}</strong>{hint_html}</li>'


def notices(items: Iterable[Notice]) -> str:
    """Lists warnings; nothing when there are none."""
    notes = "".join(_note("warning", item.message, item.hint) for item in items)
    return f'<ul class="notes">{notes}</ul>' if notes else ""


def found(message: str, *, sure: bool) -> str:
    """Says what was found in a photo, marked as good only where that is sure."""
    return f'<ul class="notes">{_note("good" if sure else "plain", message, "")}</ul>'


def refusal(message: str, hint: str) -> str:
    """Says what is wrong and what to do about it."""
    return f'<ul class="notes" role="alert">{_note("bad", message, hint)}</ul>'


def busy(message: str) -> str:
    """Says that something is being looked at."""
    return f'<p class="busy">{escape(message)}</p>'


def progress(words: str, fraction: float) -> str:
    """Shows how far a run is."""
    done = round(100 * min(max(fraction, 0.0), 1.0)) if math.isfinite(fraction) else 0
    return (
        f'<div class="progress"><p>{escape(words)}…</p>'
        f'<div class="track" role="progressbar" aria-label="Progress of the run" '
        f'aria-valuemin="0" aria-valuemax="100" aria-valuenow="{done}">'
        f'<div class="bar" style="width:{done}%"></div></div></div>'
    )


def message(text: str) -> str:
    """Shows a quiet line of text."""
    return f'<p class="message">{escape(text)}</p>'


def empty_result(text: str) -> str:
    """Shows the frame in which the result will appear."""
    return f'<div class="frame empty"><p>{escape(text)}</p></div>'


def made_before(notes: Mapping[str, str]) -> str:
    """Says, each under its own condition, that what is shown belongs to earlier choices.

    Args:
        notes: Sentence by condition, as the page's script names it on the body.
    """
    return "".join(
        f'<p class="made-before" data-when="{when}">{escape(sentence)}</p>'
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
        f'<div class="frame">{_image(after)}<div class="before">{_image(before)}'
        f'<span class="tag left">{escape(before.caption)}</span></div>'
        f'<span class="tag right">{escape(after.caption)}</span>'
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
    inside = f"<p>{escape(item.sentence)}</p>" if item.picture is None else _image(item.picture)
    return (
        f'<figure><div class="frame">{inside}</div>'
        f"<figcaption><strong>{escape(item.title)}</strong><span>{escape(item.facts)}</span>"
        f"</figcaption></figure>"
    )


def pictures(items: Sequence[Shown]) -> str:
    """Shows pictures side by side; each opens at full size."""
    return f'<div class="pictures">{"".join(_figure(item) for item in items)}</div>'


def label_map(picture: Shown, regions: Sequence[Region]) -> str:
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
        f'<figure><div class="stack">{_image(picture)}<canvas aria-hidden="true"></canvas>'
        f'<output class="tip" hidden></output></div>'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
        f'<ul class="legend" aria-label="Labels in this map">{buttons}</ul></div>'
    )


def steps(items: Sequence[Step]) -> str:
    """Shows the steps of a pipeline in order."""
    rows = "".join(
        f'<li class="step"><div class="step-words"><h3>{escape(item.title)}</h3>'
        f"<p>{escape(item.sentence)}</p>{_time(item.time_ms)}</div>{item.body}</li>"
        for item in items
    )
    return f'<h2 id="steps-title">The steps</h2><ol class="steps">{rows}</ol>'


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
        f'<div class="table"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def wear_too(label: str) -> str:
    """Shows the button that goes on from a result."""
    return (
        f'<p class="go-on"><button type="button" data-history="wear">{escape(label)}</button></p>'
    )


def downloads(items: Sequence[Download]) -> str:
    """Shows links to files, as buttons."""
    links = "".join(
        f'<a id="{escape(item.identity)}" href="{escape(item.address)}" '
        f'download="{escape(item.name)}">{escape(item.label)}</a>'
        for item in items
    )
    return f'<nav class="downloads" aria-label="Downloads"><span>Download</span>{links}</nav>'


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


def _image(item: Shown) -> str:
    return f'<img src="{escape(item.address)}" alt="{escape(item.alt)}" draggable="false">'


def _figure(item: Shown) -> str:
    kind = ' class="wide"' if item.wide else ""
    return (
        f'<figure{kind}><a href="{escape(item.address)}" target="_blank" rel="noopener" '
        f'title="Open at full size">{_image(item)}</a>'
        f"<figcaption>{escape(item.caption)}</figcaption></figure>"
    )


def _time(ms: float | None) -> str:
    return "" if ms is None else f'<p class="time">{duration(ms)}</p>'
