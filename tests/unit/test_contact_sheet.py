import numpy as np
import pytest

from tryon.outputs.contact_sheet import INSET, TILE, Tile, draw_sheet, fitted

RED, GREEN = (200, 30, 30), (20, 180, 60)


def plain(colour, height=1024, width=768):
    return np.full((height, width, 3), colour, np.uint8)


def tile(number):
    return Tile(f"{number}", fitted(plain(RED), TILE), fitted(plain(GREEN), INSET))


def share_of(picture, colour):
    return (picture == colour).all(axis=2).mean()


@pytest.mark.parametrize("shape", [(1024, 768), (300, 3000), (3000, 300), (1, 5000), (40, 30)])
def test_pictures_are_shown_whole_and_keep_their_aspect(shape):
    small = fitted(plain(RED, *shape), TILE)
    assert small.shape[0] <= TILE[0] and small.shape[1] <= TILE[1]
    assert small.shape[0] == TILE[0] or small.shape[1] == TILE[1]
    if min(shape) > 1:
        assert small.shape[1] / small.shape[0] == pytest.approx(shape[1] / shape[0], rel=0.05)


def test_every_result_and_garment_is_on_the_sheet():
    sheet = draw_sheet([tile(number) for number in range(7)])
    pixels = sheet.shape[0] * sheet.shape[1]
    garments = share_of(sheet, GREEN) * pixels
    assert garments == 7 * INSET[0] * INSET[1]
    frames = 7 * ((INSET[0] + 6) * (INSET[1] + 6) - INSET[0] * INSET[1])
    assert share_of(sheet, RED) * pixels == 7 * TILE[0] * TILE[1] - garments - frames


def test_names_in_other_letters_are_numbers_and_no_boxes():
    one, other = (draw_sheet([Tile(title)]) for title in ("1", "赤いシャツ"))
    assert (one == other).all()
    assert (draw_sheet([Tile("chemise à fleurs")]) != one).any()


def test_a_failure_is_a_grey_tile_with_its_sentence():
    sentence = "No person was found in the person photo. " * 3
    words = draw_sheet([Tile("1", sentence=sentence)])
    empty = draw_sheet([Tile("1")])
    assert words.shape == empty.shape
    changed = (words != empty).any(axis=2)
    assert changed.sum() > 500
    # The words stay inside their tile.
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns[0] >= 24 and columns[-1] < 24 + TILE[1]


def test_many_tiles_make_a_bounded_width():
    width = draw_sheet([tile(0)] * 36).shape[1]
    assert draw_sheet([tile(0)] * 80).shape[1] == width
    with pytest.raises(ValueError, match="no tiles"):
        draw_sheet([])
