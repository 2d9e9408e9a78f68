"""Shares, times and sizes in words, the same everywhere on the page.

Numbers have English marks, as in 5,290 and 5.7 %; `languages.js` gives them the visitor's.
"""

import math
import re

from tryon.types import Size

# A number with marks and its unit, and nothing else: as `languages.js` knows it.
_AMOUNT = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?( \S{1,3})?")


def is_amount(text: str) -> bool:
    """Returns whether a text is a number with marks that differ between languages."""
    return _AMOUNT.fullmatch(text) is not None and ("," in text or "." in text)


def counted(count: float) -> str:
    """Returns a whole number in words."""
    return f"{count:,.0f}"


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


def about(seconds: float) -> str:
    """Returns how long something takes that is not known exactly: in whole seconds or minutes."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min"


def size_words(size: Size) -> str:
    """Returns a size (height, width) as the page writes it everywhere: width × height."""
    return f"{size[1]} × {size[0]}"
