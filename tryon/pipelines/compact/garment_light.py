"""Light on the new garment: the network's folds, hair's shade, the lamp's side at the wall."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.spread import Plane, dilate
from tryon.types import Image, Labels, Mask

# Less and more light than this, of the garment's middle, no fold leaves: of 12 pictures the darkest
# hundredth had 0.79 to 0.92 away from the head. Beside hair the network answered down to 0.5.
_LIGHT_RANGE = (0.82, 1.3)
# Of places and colours the brightest, in per cent, but for what may be cut off at white.
_BRIGHTEST = 97.0
# Light at a garment's outline before the wall, of its middle's, and how soon that fades: away from
# the lamp 0.87 to 0.94 at the sides of trunk and sleeves and 0.93 to 1.00 on shoulders, on the
# lamp's side 0.99 to 1.14, half of it at 10 to 25 pixels, on 5 plain garments in photos. Their mean
# over both sides is a garment that ends in the wall's grey all round: white cloth like fog.
_RIM_MEAN, _RIM_ASIDE, _RIM_ABOVE, _RIM_WIDTH = -0.04, 0.07, 0.04, 18.0
# An outline is that much darker than the wall, of the garment's light, or that much lighter at
# least: in photos of white garments 22 grey levels darker away from the lamp and 6 to 10 lighter on
# its side. Which of both: darker where it would be so by a third of that without. And what is done
# for it at most.
_DARKER, _LIGHTER, _RIM_RANGE = 0.09, 0.05, (-0.17, 0.06)
# How smooth the direction is in which an outline faces, in pixels, and how far from the wall the
# garment's own light is looked at.
_FACING_BLUR, _RIM_LOOK = 6.0, 10.0
# How much light a garment loses above trousers, and in how many pixels that fades: nothing over
# those it hangs before (5 photos), 0.2 where it is tucked in (1). The network took 0.12 of all.
_HEM_SHADE, _HEM_WIDTH = 0.04, 8.0
# How much of a garment's light hair beside it takes, and in how many pixels that fades: 0.11 at 3
# pixels, 0.04 at 10, 0.01 at 20, on 4 photos of plain cloth. How much folds may take there besides,
# and up to where that is beside hair.
_HAIR_SHADE, _HAIR_SHADE_WIDTH, _FOLDS, _BESIDE = 0.15, 8.0, 0.04, 25.0
# In pixels of the network's own grid, whose pattern would show on plain cloth.
_FOLD_BLUR = 1.5


def light_on_garment(
    answered: Plane, cloth: Image, picture: Plane, layout: Labels, lamp: float, scale: float
) -> Plane:
    """Returns (H, W) float32, what the garment's colours are multiplied with.

    Its colours are the product's: light is shared out over them, and neither darkens nor brightens
    them as a whole.

    Args:
        answered: (h, w) float32, the composing network's shading, smaller.
        cloth: (H, W, 3) the garment on its place.
        picture: (H, W, 3) float32, the photo.
        layout: (H, W) compact classes in the new garment.
        lamp: See `arm_skin.lamp_side`.
        scale: Canvas width over 768.
    """
    garment = layout == Compact.UPPER
    height, width = layout.shape
    folds = cv2.GaussianBlur(answered, (0, 0), _FOLD_BLUR)
    shading: Plane = cv2.resize(folds, (width, height), interpolation=cv2.INTER_LINEAR)
    if garment.any():
        shading = np.clip(shading / np.median(shading[garment]), *_LIGHT_RANGE)
        shading *= _room_for_light(shading[garment], cloth[garment])
    hair, trousers = layout == Compact.HAIR, layout == Compact.LOWER
    shading = _beside(hair, shading, (_HAIR_SHADE, _HAIR_SHADE_WIDTH), scale)
    shading = _beside(trousers, shading, (_HEM_SHADE, _HEM_WIDTH), scale)
    step = _step_to_wall(cloth, shading, picture, layout, scale)
    return shading * _towards_wall(layout, lamp, step, scale)


def _room_for_light(shading: Plane, colours: NDArray[np.uint8]) -> float:
    """Returns by how much a garment is darkened so that its light leaves it folds: white by some.

    Args:
        shading: (n,) light on it.
        colours: (n, 3) its own colours.
    """
    brightest = float(np.percentile(colours.max(1), _BRIGHTEST)) / 255
    lightest = float(np.percentile(shading, _BRIGHTEST))
    return min(1.0, 1 / max(brightest * lightest, 1e-3))


def _beside(other: Mask, shading: Plane, shade: tuple[float, float], scale: float) -> Plane:
    """Returns light on the garment that what lies beside it takes no more of than in photos.

    Args:
        other: (H, W) hair or trousers.
        shading: (H, W) light on the garment.
        shade: What share of it that takes, and in how many pixels that fades.
        scale: Canvas width over 768.
    """
    if not other.any():
        return shading
    away = distance_to(other, exact=True) / np.float32(scale)
    least = 1 - _FOLDS - shade[0] * np.exp(-away / np.float32(shade[1]))
    near = np.clip(2 - away / _BESIDE, 0, 1)
    lit: Plane = np.maximum(shading, shading + near * (least - shading))
    return lit


def _step_to_wall(
    cloth: Image, shading: Plane, picture: Plane, layout: Labels, scale: float
) -> float:
    """Returns by what share of its light a garment is lighter than the wall beside it."""
    wall, garment = layout == Compact.BACKGROUND, layout == Compact.UPPER
    rim = garment & dilate(wall, _RIM_LOOK * scale)
    beside = wall & dilate(garment, 3 * _RIM_LOOK * scale) & ~dilate(~wall, 0.7 * _RIM_LOOK * scale)
    if not rim.any() or not beside.any():
        return 1.0
    own = float(np.median(cloth[rim].mean(1) * shading[rim]))
    return 1 - float(np.median(picture[beside].mean(1))) / max(own, 1.0)


def _towards_wall(layout: Labels, lamp: float, step: float, scale: float) -> Plane:
    """Returns (H, W) light on the garment, one-sided towards the wall and clear of its grey."""
    away = distance_to(layout == Compact.BACKGROUND, exact=True)
    height = cv2.GaussianBlur(away, (0, 0), _FACING_BLUR * scale)
    down, right = np.gradient(height)
    steep = np.maximum(np.hypot(down, right), 1e-3)
    # `away` rises inwards: to the right on the left side of the picture, downwards on shoulders.
    rim = _RIM_MEAN + (_RIM_ASIDE * lamp * right + _RIM_ABOVE * down) / steep
    gap = rim + step
    darker, lighter = np.minimum(gap, -_DARKER), np.maximum(gap, _LIGHTER)
    clear = np.where(gap < -_DARKER / 3, darker, lighter)
    rim = np.clip(clear - step, *_RIM_RANGE).astype(np.float32)
    rim = cv2.GaussianBlur(rim, (0, 0), _FACING_BLUR * scale)
    light: Plane = 1 + rim * np.exp(-away / np.float32(_RIM_WIDTH * scale))
    return light
