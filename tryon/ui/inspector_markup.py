"""The misalignment inspector as HTML. Words come in as text and are escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from tryon.misalignment.inspection import Change, Inspection, Spot, Window
from tryon.misalignment.reference import GROUP_NAMES, Reference
from tryon.ui.markup import Shown, percent, size_words

_WIDE, _HIGH, _FOOT = 360, 96, 18


@dataclass(frozen=True)
class Choice:
    """One of several pictures to choose from: the value of its switch, its title, the picture."""

    value: str
    title: str
    picture: Shown


def inspector(
    *,
    key: str,
    bases: Sequence[Choice],
    layers: Sequence[Choice],
    sentence: str,
    facts: str,
    spots: Sequence[Spot],
    standing: str,
    comparison: str,
) -> str:
    """Puts the inspector together.

    Args:
        key: Tells this inspector's switches from those of another one on the page.
        bases: The pictures below, the first is shown at once.
        layers: The see-through pictures above, likewise.
        sentence: What the masks compare.
        facts: HTML of `facts`.
        spots: The worst places, the worst first.
        standing: HTML of `standing`; empty where there is nothing to stand against.
        comparison: HTML of `comparison`; empty without an earlier run.
    """
    # Gradio patches what it shows element by element, and would leave the old switches half set;
    # an element of another name it takes anew.
    tag = f"inspector-{sha256(key.encode()).hexdigest()[:12]}"
    return (
        f'<{tag} class="inspector" data-scope style="--opacity:75%" role="region" '
        f'aria-label="Misalignment inspector">'
        f"<h2>Where the garment does not fit</h2>"
        f'<p class="counts">{escape(sentence)}</p><div class="inspector-body">'
        f'<div class="viewer"><div class="plane">'
        f"{''.join(_image(choice, 'base') for choice in bases)}"
        f"{''.join(_image(choice, 'layer') for choice in layers)}"
        f"{''.join(_marker(number, spot) for number, spot in enumerate(spots, 1))}</div></div>"
        f'<div class="inspector-side">{facts}{comparison}'
        f"{_switch('Over', f'base-{key}', bases)}{_switch('Show', f'layer-{key}', layers)}"
        f'<label class="slider">Opacity <input type="range" min="0" max="100" value="75" '
        f'data-sets="--opacity" data-unit="%" aria-label="Opacity of the mask">'
        f"<output>75 %</output></label>"
        f"{_spot_list(spots)}{standing}</div></div></{tag}>"
    )


def facts(seen: Inspection) -> str:
    """Says how much is misaligned."""
    return (
        f'<p class="fact">{percent(seen.ratio)} of the clothing area is misaligned</p>'
        f'<p class="counts">{seen.misaligned_pixels:,} of {seen.clothing_pixels:,} pixels, '
        f"at {size_words(seen.size)}</p>"
    )


def comparison(before: str, after: str, change: Change) -> str:
    """Compares with an earlier run.

    Args:
        before: What the earlier run was made with.
        after: What this one was made with.
        change: What became of the misaligned areas.
    """
    made = "" if before == after else f" (before {escape(before)}, now {escape(after)})"
    return (
        f'<div class="since"><p><strong>Since your run before</strong>{made}: '
        f"{percent(change.before)} → {percent(change.after)}</p><ul>"
        f"<li>{int(change.closed.sum()):,} pixels newly closed</li>"
        f'<li class="newly-opened">{int(change.opened.sum()):,} pixels newly opened</li></ul></div>'
    )


def standing(reference: Reference, pixels: float) -> str:
    """Shows where a picture stands among others: a histogram, cut in small, medium and large.

    Args:
        reference: The others.
        pixels: This picture's misaligned pixels, at the reference's size.
    """
    group = reference.group(pixels)
    less = round(100 * reference.rank(pixels))
    words = (
        f"{group.capitalize()} misalignment: "
        f"{less} % of {len(reference.pixels)} reference pairs miss less"
    )
    bars = reference.histogram()
    end, tallest = bars[-1].end, max(bar.count for bar in bars)
    step = _WIDE / len(bars)
    drawn = "".join(
        f'<rect class="{reference.group((bar.start + bar.end) / 2)}" x="{index * step + 1:.1f}" '
        f'y="{_HIGH - _HIGH * 0.88 * bar.count / tallest:.1f}" width="{step - 2:.1f}" '
        f'height="{_HIGH * 0.88 * bar.count / tallest:.1f}"/>'
        for index, bar in enumerate(bars)
    )
    cuts = [0.0, *(_WIDE * cut / end for cut in reference.cuts), float(_WIDE)]
    lines = "".join(f'<path class="cut" d="M{x:.1f} 0V{_HIGH}"/>' for x in cuts[1:-1])
    names = "".join(
        f'<text x="{(left + right) / 2:.1f}" y="{_HIGH + 14}">{name}</text>'
        for name, left, right in zip(GROUP_NAMES, cuts, cuts[1:], strict=False)
    )
    here = _WIDE * min(pixels / end, 1.0)
    mark = f'<path class="here" d="M{here:.1f} {_HIGH}V10m-5 -8h10l-5 8z"/>'
    return (
        f'<figure class="standing"><figcaption><strong>{escape(words)}.</strong></figcaption>'
        f'<svg viewBox="-6 0 {_WIDE + 12} {_HIGH + _FOOT}" role="img" '
        f'aria-label="Histogram of misaligned pixels: {escape(words)}">'
        f"{drawn}{lines}{names}{mark}</svg>"
        f'<p class="keys">Misaligned pixels, from none to {end:,.0f}; the last bar holds all '
        f"beyond</p>"
        f"<details><summary>What it is compared with</summary><p>{escape(reference.words)}</p>"
        f"</details></figure>"
    )


def _image(choice: Choice, kind: str) -> str:
    return (
        f'<img class="{kind}" data-{kind}="{choice.value}" src="{escape(choice.picture.address)}" '
        f'alt="{escape(choice.picture.alt)}" draggable="false">'
    )


def _switch(legend: str, name: str, choices: Sequence[Choice]) -> str:
    radios = "".join(
        f'<label><input type="radio" name="{escape(name)}" value="{choice.value}"'
        f"{' checked' if index == 0 else ''}><span>{escape(choice.title)}</span></label>"
        for index, choice in enumerate(choices)
    )
    return f'<fieldset class="switch"><legend>{legend}</legend><div>{radios}</div></fieldset>'


def _zoom(window: Window) -> str:
    return f'data-zoom="{window.left:.4f} {window.top:.4f} {window.share:.4f}"'


def _marker(number: int, spot: Spot) -> str:
    # For the pointer; the list beside the picture is the same for everybody.
    x, y = spot.place
    return (
        f'<button type="button" class="marker" tabindex="-1" aria-hidden="true" '
        f'data-spot="{number}" {_zoom(spot.window)} style="left:{100 * x:.2f}%;'
        f'top:{100 * y:.2f}%">{number}</button>'
    )


def _spot_list(spots: Sequence[Spot]) -> str:
    if not spots:
        return '<p class="counts">No misaligned spot worth a close-up.</p>'
    items = "".join(
        f'<li><button type="button" aria-pressed="false" data-spot="{number}" '
        f"{_zoom(spot.window)}><b>{number}</b>{spot.pixels:,} pixels"
        f"<small>{percent(spot.share)}</small></button></li>"
        for number, spot in enumerate(spots, 1)
    )
    whole = _zoom(Window(0.0, 0.0, 1.0))
    return (
        f'<div class="spots"><h3>Worst spots</h3><ol><li><button type="button" '
        f'aria-pressed="true" data-spot="0" {whole}>Whole picture</button></li>{items}</ol>'
        f'<p class="keys">Keys 1 to {len(spots)} zoom in, 0 or Esc shows the whole.</p></div>'
    )
