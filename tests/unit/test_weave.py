"""Trousers go on with their own weave where an old sleeve or hem lay before them."""

import numpy as np

from tests.support.dressed import SIZE, SKIN
from tests.support.joints import joints_at
from tryon.labels import Compact
from tryon.pipelines.compact.composition import Answer, compose
from tryon.pipelines.compact.weave import weave
from tryon.types import Image, Labels

_SCALE = 4
_DENIM, _WALL = 90, 220


def _denim(shape: tuple[int, int]) -> Image:
    """Cloth of which each pixel is a little lighter or darker than its neighbours."""
    levels = np.random.default_rng(0).normal(_DENIM, 12, shape)
    return np.repeat(np.clip(levels, 0, 255).astype(np.uint8)[..., None], 3, 2)


def test_weave_goes_on_beyond_the_cloth_and_a_buckle_does_not() -> None:
    picture = _denim((200, 300)).astype(np.float32)
    picture[90:100, 30:60] = 255
    shown = np.zeros((200, 300), bool)
    shown[:, :150] = True
    going_on = weave(picture, shown, 1.0)[20:180, 160:280]
    assert 0.6 * 12 < going_on.std() < 1.2 * 12
    assert np.abs(going_on).max() < 40


def test_lights_on_smooth_leather_are_no_weave() -> None:
    picture = np.full((200, 300, 3), 30, np.float32)
    picture += np.random.default_rng(0).normal(0, 0.5, picture.shape).astype(np.float32)
    picture[::40], picture[1::40] = 160, 90
    shown = np.zeros((200, 300), bool)
    shown[:, :150] = True
    assert not weave(picture, shown, 1.0).any()


def _beside_a_sleeve() -> tuple[Image, Labels, Labels]:
    """A hip of denim, dark beside the white sleeve that hung before it; then, more of the hip."""
    height, width = SIZE[0] * _SCALE, SIZE[1] * _SCALE
    photo = np.full((height, width, 3), _WALL, np.uint8)
    worn = np.zeros((height, width), np.uint8)
    worn[480:900, 240:480] = Compact.LOWER
    photo[480:900, 240:480] = _denim((420, 240))
    photo[480:900, 472:480] = 25
    worn[300:900, 480:560], photo[300:900, 480:560] = Compact.UPPER, 245
    worn[200:480, 240:480], photo[200:480, 240:480] = Compact.UPPER, 245
    layout = worn.copy()
    layout[300:900, 480:560] = Compact.BACKGROUND
    layout[500:900, 480:520] = Compact.LOWER
    return photo, worn, layout


def test_a_hip_beside_an_old_sleeve_is_denim_without_the_sleeves_shade() -> None:
    photo, worn, layout = _beside_a_sleeve()
    small = (photo.shape[0] // 4, photo.shape[1] // 4)
    colour = np.broadcast_to(np.float32(SKIN), (*small, 3)).copy()
    colour[:] = _DENIM
    answer = Answer(np.ones(small, np.float32), colour, np.ones(small, np.float32))
    cloth = np.full_like(photo, (20, 150, 60))
    made = compose(photo, worn, layout, cloth, answer, joints_at({}))
    hip = made[560:860, 486:510].astype(float)
    assert hip.std() > 0.6 * 12
    columns = made[560:860, 460:510].mean((0, 2))
    assert np.abs(columns - _DENIM).max() < 20
