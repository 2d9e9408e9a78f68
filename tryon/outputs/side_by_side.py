"""One picture of several: the photo and what each pipeline made of it, with names and times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import PIL.Image
from PIL import ImageDraw, ImageFont

from tryon.engines.comparison import Comparison
from tryon.outputs.paper import INK, PAPER, SOFT, blank_frame
from tryon.types import Image

_LONGEST_SIDE = 1024
_GAP, _HEAD = 16, 64
_TITLE_SIZE, _CAPTION_SIZE = 24, 17


@dataclass(frozen=True)
class Panel:
    """One picture with its words.

    Attributes:
        title: A short name.
        caption: A few words below the name; a sentence where there is no picture.
        picture: (H, W, 3) uint8, of the same size in all panels; None for an empty frame.
    """

    title: str
    caption: str
    picture: Image | None = None


def panels_of(comparison: Comparison) -> list[Panel]:
    """Returns the photo's panel and one for each outcome."""
    height, width = comparison.photo.shape[:2]
    panels = [Panel("Photo", f"{width} × {height}", comparison.photo)]
    for outcome in comparison.outcomes:
        if outcome.result is None:
            why = outcome.refusal.message if outcome.refusal else ""
            panels.append(Panel(outcome.title, why))
        else:
            at = f"{outcome.result.size[0]} × {outcome.result.size[1]}"
            seconds = sum(outcome.result.timings_ms.values()) / 1000
            caption = f"at {at}, {seconds:.1f} s"
            panels.append(Panel(outcome.title, caption, outcome.result.image))
    return panels


def draw_panels(panels: Sequence[Panel]) -> Image:
    """Draws panels in a row, pixel over pixel at one scale, 1024 pixels on the longer side.

    Args:
        panels: At least one has a picture.

    Returns:
        uint8 RGB.
    """
    height, width = next(each.picture.shape[:2] for each in panels if each.picture is not None)
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    height, width = max(1, round(height * scale)), max(1, round(width * scale))
    size = len(panels) * (width + _GAP) + _GAP, _HEAD + height + _GAP
    sheet = PIL.Image.new("RGB", size, PAPER)
    for number, panel in enumerate(panels):
        place = _GAP + number * (width + _GAP), _HEAD
        sheet.paste(_drawn(panel, (width, height)), place)
        words = _words(panel, (width, _HEAD))
        sheet.paste(words, (place[0], 0))
    return np.array(sheet)


def _drawn(panel: Panel, size: tuple[int, int]) -> PIL.Image.Image:
    if panel.picture is not None:
        return PIL.Image.fromarray(panel.picture).resize(size, PIL.Image.Resampling.LANCZOS)
    return blank_frame(panel.caption, size)


def _words(panel: Panel, size: tuple[int, int]) -> PIL.Image.Image:
    head = PIL.Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(head)
    draw.text((0, 8), panel.title, INK, ImageFont.load_default(_TITLE_SIZE))
    if panel.picture is not None:
        draw.text((0, 38), panel.caption, SOFT, ImageFont.load_default(_CAPTION_SIZE))
    return head
