"""Light on the new garment: the network's folds, less of it beside hair and towards the wall."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.spread import dilate
from tryon.types import Image, Labels

Plane = NDArray[np.float32]

# Less and more light than this, of the garment's middle, no fold leaves: of 12 pictures the darkest
# hundredth had 0.79 to 0.92 away from the head. Beside hair the network answered down to 0.5.
_LIGHT_RANGE = (0.82, 1.3)
# Of places and colours the brightest, in per cent, but for what may be cut off at white.
_BRIGHTEST = 97.0
# How much darker a garment is at its outline before the wall, and how soon that fades: of 26 white
# and coloured garments in photos 0.03 to 0.07 at 2 pixels and 0.01 at 10. White cloth that is
# darkened by more than that ends in the grey of the wall, like fog; but cloth as light as the wall,
# to so many grey levels, has no outline without.
_TURN, _TURN_ALIKE, _ALIKE, _TURN_WIDTH = 0.06, 0.14, 15.0, 7.0
# How much of a garment's light hair beside it takes, and in how many pixels that fades: 0.11 at 3
# pixels, 0.04 at 10, 0.01 at 20, on 4 photos of plain cloth. How much folds may take there besides,
# and up to where that is beside hair.
_HAIR_SHADE, _HAIR_SHADE_WIDTH, _FOLDS, _BESIDE_HAIR = 0.15, 8.0, 0.04, 25.0
# In pixels of the network's own grid, whose pattern would show on plain cloth.
_FOLD_BLUR = 1.5


def light_on_garment(
    answered: Plane, cloth: Image, picture: Plane, layout: Labels, scale: float
) -> Plane:
    """Returns (H, W) float32, what the garment's colours are multiplied with.

    Its colours are the product's: light is shared out over them, and neither darkens nor brightens
    them as a whole.

    Args:
        answered: (h, w) float32, the composing network's shading, smaller.
        cloth: (H, W, 3) the garment on its place.
        picture: (H, W, 3) float32, the photo.
        layout: (H, W) compact classes in the new garment.
        scale: Canvas width over 768.
    """
    garment = layout == Compact.UPPER
    height, width = layout.shape
    folds = cv2.GaussianBlur(answered, (0, 0), _FOLD_BLUR)
    shading: Plane = cv2.resize(folds, (width, height), interpolation=cv2.INTER_LINEAR)
    if garment.any():
        shading = np.clip(shading / np.median(shading[garment]), *_LIGHT_RANGE)
        shading *= _room_for_light(shading[garment], cloth[garment])
    shading = _beside_hair(shading, layout, scale)
    alike = _as_light_as_the_wall(cloth, shading, picture, layout, scale)
    return shading * _rounding(layout, _TURN + alike * (_TURN_ALIKE - _TURN), scale)


def _room_for_light(shading: Plane, colours: NDArray[np.uint8]) -> float:
    """Returns by how much a garment is darkened so that its light leaves it folds: white by some.

    Args:
        shading: (n,) light on it.
        colours: (n, 3) its own colours.
    """
    brightest = float(np.percentile(colours.max(1), _BRIGHTEST)) / 255
    lightest = float(np.percentile(shading, _BRIGHTEST))
    return min(1.0, 1 / max(brightest * lightest, 1e-3))


def _beside_hair(shading: Plane, layout: Labels, scale: float) -> Plane:
    """Returns light on the garment that hair beside it takes no more of than it does in photos."""
    hair = layout == Compact.HAIR
    if not hair.any():
        return shading
    away = distance_to(hair, exact=True) / np.float32(scale)
    least = 1 - _FOLDS - _HAIR_SHADE * np.exp(-away / np.float32(_HAIR_SHADE_WIDTH))
    near = np.clip(2 - away / _BESIDE_HAIR, 0, 1)
    lit: Plane = np.maximum(shading, shading + near * (least - shading))
    return lit


def _as_light_as_the_wall(
    cloth: Image, shading: Plane, picture: Plane, layout: Labels, scale: float
) -> float:
    """Returns from 0 to 1 how alike a garment's rim and the wall beside it are in lightness."""
    wall = layout == Compact.BACKGROUND
    reach = _TURN_WIDTH * scale
    rim = (layout == Compact.UPPER) & dilate(wall, reach)
    beside = wall & dilate(layout == Compact.UPPER, 4 * reach) & ~dilate(~wall, reach)
    if not rim.any() or not beside.any():
        return 0.0
    step = np.median(cloth[rim].mean(1) * shading[rim]) - np.median(picture[beside].mean(1))
    return float(np.clip(1 - abs(step) / _ALIKE, 0, 1))


def _rounding(layout: Labels, turn: float, scale: float) -> Plane:
    """Returns (H, W) light on the garment: darker by `turn` where it turns away to the wall."""
    away = distance_to(layout == Compact.BACKGROUND, exact=True)
    dark: Plane = 1 - np.float32(turn) * np.exp(-away / np.float32(_TURN_WIDTH * scale))
    return dark
