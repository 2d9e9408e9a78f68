"""One picture of many results, each with its garment and a line of words."""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from tryon.outputs.paper import INK, PAPER, blank_frame
from tryon.types import Image

# (height, width) of a result and of the garment in its corner.
TILE = (480, 360)
INSET = (140, 105)
_GAP, _LINE = 24, 34
_MOST_COLUMNS = 6
_WORDS_ACROSS = 34


@dataclass(frozen=True)
class Tile:
    """One result of the sheet.

    Attributes:
        title: The line below it; the tile's number stands there where it is in no Latin letters.
        picture: As `fitted` to `TILE` returns it; None where there is no result.
        garment: As `fitted` to `INSET` returns it; None for none.
        sentence: Why there is no result.
    """

    title: str
    picture: Image | None = None
    garment: Image | None = None
    sentence: str = ""


def fitted(picture: Image, size: tuple[int, int]) -> Image:
    """Returns a picture as large as it can be shown whole in `size` (height, width)."""
    height, width = picture.shape[:2]
    scale = min(size[0] / height, size[1] / width)
    small: Image = cv2.resize(
        picture,
        (max(1, round(width * scale)), max(1, round(height * scale))),
        interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR,
    ).astype(np.uint8)
    return small


def draw_sheet(tiles: list[Tile]) -> Image:
    """Draws the sheet, (H, W, 3) uint8 RGB; rows are as long as the sheet is about square.

    Raises:
        ValueError: There are no tiles.
    """
    if not tiles:
        raise ValueError("a sheet of no tiles")
    columns = min(_MOST_COLUMNS, ceil(len(tiles) ** 0.5 * 1.15), len(tiles))
    rows = ceil(len(tiles) / columns)
    cell_height, cell_width = TILE[0] + _LINE + _GAP, TILE[1] + _GAP
    sheet = PIL.Image.new("RGB", (columns * cell_width + _GAP, rows * cell_height + _GAP), PAPER)
    for index, tile in enumerate(tiles):
        left = _GAP + (index % columns) * cell_width
        top = _GAP + (index // columns) * cell_height
        _draw_tile(sheet, tile, index + 1, left, top)
    return np.asarray(sheet)


def _draw_tile(sheet: PIL.Image.Image, tile: Tile, number: int, left: int, top: int) -> None:
    draw = PIL.ImageDraw.Draw(sheet)
    if tile.picture is None:
        sheet.paste(blank_frame(tile.sentence, (TILE[1], TILE[0])), (left, top))
    else:
        height, width = tile.picture.shape[:2]
        place = left + (TILE[1] - width) // 2, top + (TILE[0] - height) // 2
        sheet.paste(PIL.Image.fromarray(tile.picture), place)
    if tile.garment is not None:
        height, width = tile.garment.shape[:2]
        corner = left + 10, top + TILE[0] - height - 10
        draw.rectangle(
            (corner[0] - 3, corner[1] - 3, corner[0] + width + 2, corner[1] + height + 2), "white"
        )
        sheet.paste(PIL.Image.fromarray(tile.garment), corner)
    line = left + TILE[1] / 2, top + TILE[0] + _LINE / 2 + 2
    title = tile.title[:_WORDS_ACROSS] if _in_latin(tile.title) else f"{number}"
    draw.text(line, title, INK, PIL.ImageFont.load_default(20), anchor="mm")


def _in_latin(text: str) -> bool:
    """Returns whether Pillow's own font has the letters; of others it draws boxes."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
