"""Shares, times and sizes in words, the same everywhere on the page."""

import math

from tryon.types import Size


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
