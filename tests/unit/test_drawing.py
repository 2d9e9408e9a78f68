"""What pipelines draw of a flow, and many masks on one sheet."""

import numpy as np
import pytest

from tryon.pipelines.drawing import draw_arrows, draw_flow, draw_sheet


def test_arrows_and_colours_say_where_the_garment_moves():
    shown = np.zeros((256, 192), bool)
    shown[40:200, 40:150] = True
    offsets = {"right": (20, 0), "down": (0, 20), "left": (-20, 0), "up": (0, -20)}
    hues = {}
    for name, offset in offsets.items():
        field = np.broadcast_to(np.float32(offset)[:, None, None], (2, 256, 192))
        painted = draw_flow(field, shown)
        hues[name] = tuple(int(level) for level in painted[100, 100])
        drawn = draw_arrows(painted, field, shown)
        ink = (drawn != painted).any(2)
        assert ink[20:225, 20:175].sum() == ink.sum() > 500
    # What the page's sentence says: red, yellow-green, cyan, violet.
    wheel = {
        "right": (255, 0, 0),
        "down": (128, 255, 0),
        "left": (0, 255, 255),
        "up": (128, 0, 255),
    }
    for name, colour in wheel.items():
        assert hues[name] == pytest.approx(colour, abs=1), name
    assert (draw_arrows(painted, field, np.zeros_like(shown)) == painted).all()


def test_sheet_cells_stay_empty_where_a_column_is_shorter():
    sheet = draw_sheet([[np.ones((2, 2), np.float32)], [np.zeros((4, 4), np.float32)] * 2], (8, 8))
    assert sheet.shape == (40, 40, 3) and sheet.dtype == np.uint8
    assert (sheet[8:16, 8:16] == 255).all() and (sheet[8:32, 24:32][8:16] != 255).all()
    assert (sheet[24:32, 24:32] == 0).all() and (sheet[24:32, 8:16] == sheet[0, 0]).all()
