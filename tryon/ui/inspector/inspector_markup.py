"""The misalignment inspector as HTML, from `templates/inspector.html`, which escapes its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise

from markupsafe import Markup

from tryon.misalignment.inspection import Change, Inspection, Spot, Window
from tryon.misalignment.reference import GROUP_NAMES, Reference
from tryon.ui.markup import Shown
from tryon.ui.rendering import render
from tryon.ui.wording.amounts import counted

# Of the histogram, in the units of its drawing; the foot has the names.
_WIDE, _HIGH, _FOOT = 360, 96, 18
_WHOLE = Window(0.0, 0.0, 1.0)
_inspector = partial(render, "inspector")


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
    facts: Markup,
    spots: Sequence[Spot],
    reference: Markup | None = None,
    comparison: Markup | None = None,
) -> Markup:
    """Puts the inspector together.

    Args:
        key: Tells this inspector's switches from those of another one on the page.
        bases: The pictures below, the first is shown at once.
        layers: The see-through pictures above, likewise.
        sentence: What the masks compare.
        facts: See `facts`.
        spots: The worst places, the worst first.
        reference: See `reference_figure`; None where there is nothing to stand against.
        comparison: See `comparison`; None without an earlier run.
    """
    # Gradio patches what it shows element by element, and would leave the old switches half set;
    # an element of another name it takes anew.
    tag = f"inspector-{sha256(key.encode()).hexdigest()[:12]}"
    return _inspector(
        "inspector",
        tag=tag,
        key=key,
        bases=bases,
        layered=layers,
        sentence=sentence,
        facts=facts,
        spots=spots,
        whole=_WHOLE,
        reference=reference or "",
        comparison=comparison or "",
    )


def facts(seen: Inspection) -> Markup:
    """Says how much is misaligned."""
    return _inspector("facts", seen=seen)


def comparison(before: str, after: str, change: Change) -> Markup:
    """Compares with an earlier run.

    Args:
        before: What the earlier run was made with.
        after: What this one was made with.
        change: What became of the misaligned areas.
    """
    closed, opened = (counted(int(area.sum())) for area in (change.closed, change.opened))
    return _inspector(
        "comparison", before=before, after=after, change=change, closed=closed, opened=opened
    )


def reference_figure(reference: Reference, pixels: float) -> Markup:
    """Shows where a picture stands among others: a histogram, cut in small, medium and large.

    Args:
        reference: The others.
        pixels: This picture's misaligned pixels, at the reference's size.
    """
    less = round(100 * reference.rank(pixels))
    words = (
        f"{reference.group(pixels).capitalize()} misalignment: "
        f"{less} % of {len(reference.pixels)} reference pairs miss less."
    )
    bars = reference.histogram()
    end, tallest = bars[-1].end, max(bar.count for bar in bars)
    step, unit = _WIDE / len(bars), _HIGH * 0.88 / tallest
    drawn = [
        (
            reference.group((bar.start + bar.end) / 2),
            *_rounded(index * step + 1, _HIGH - unit * bar.count, step - 2, unit * bar.count),
        )
        for index, bar in enumerate(bars)
    ]
    cuts = [0.0, *(_WIDE * cut / end for cut in reference.cuts), float(_WIDE)]
    middles = _rounded(*((left + right) / 2 for left, right in pairwise(cuts)))
    return _inspector(
        "reference",
        words=words,
        about=reference.words,
        wide=_WIDE,
        high=_HIGH,
        foot=_FOOT,
        bars=drawn,
        cuts=_rounded(*cuts[1:-1]),
        names=list(zip(GROUP_NAMES, middles, strict=True)),
        here=_rounded(_WIDE * min(pixels / end, 1.0))[0],
        end=counted(end),
    )


def _rounded(*lengths: float) -> list[str]:
    return [f"{length:.1f}" for length in lengths]
