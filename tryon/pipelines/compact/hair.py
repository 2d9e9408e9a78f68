"""Takes the old garment's colour out of the hair that lies over it."""

import cv2
import numpy as np

from tryon.labels import HEAD_CLASSES, Compact, is_any
from tryon.pipelines.compact.spread import (
    Plane,
    dilate,
    erode,
    fill_nearest,
    is_plain,
    nearest_index,
)
from tryon.types import Image, Labels, Mask

# How far hair may lie over the garment, and how far from it hair has a colour of its own.
_REACH = 90
_CLEAN = 45
# Colours nearer to each other than this, in Lab, cannot be told apart; twice as far they can.
_LEAST_CONTRAST = 12.0
# How far to both sides the outline of hair before a pattern shows the pattern, in pixels of a
# canvas 768 wide.
_RIM = 3.0
# A strand that is all but hair is left as it is.
_NEARLY_HAIR = 0.92


def without_old_cloth(
    photo: Image, worn: Labels, canvas: Plane, scale: float
) -> tuple[Plane, Mask, Plane]:
    """Shows what lies behind strands of hair now where it was the old garment.

    A pixel at the end of a strand mixes hair and cloth. How much of it is hair is read from its
    place on the line between both colours, or both lightnesses if they know more of it: hair
    shines, and tips of it are pale. The rest is the old cloth's and is exchanged for the new. Of a
    pattern nobody knows which of its colours lay behind a strand: the outermost pixels are as the
    hair inside of them.

    Args:
        photo: (H, W, 3) the person.
        worn: (H, W) compact classes of the photo.
        canvas: (H, W, 3) float32 the try-on so far, right wherever it is not hair or face.
        scale: Canvas width over 768.

    Returns:
        (H, W, 3) float32 the photo with mended hair, (H, W) where it differs, and (H, W) from 0 to
        1 how surely, by its hue, it was cloth that was taken out.
    """
    mended = photo.astype(np.float32)
    hair, old = worn == Compact.HAIR, worn == Compact.UPPER
    clean = erode(hair, 3 * scale) & ~dilate(old, _CLEAN * scale)
    ground = erode(old, 4 * scale)
    # The soft outlines of the strands lie on the garment's side.
    beside = dilate(hair, 3 * scale) & dilate(old, 3 * scale) & (worn != Compact.FACE)
    zone = (hair & dilate(old, _REACH * scale)) | beside
    nowhere = np.zeros(zone.shape, np.float32)
    if not (zone.any() and clean.any() and ground.any()):
        return mended, np.zeros_like(zone), nowhere
    if not is_plain(mended[ground]):
        rim = dilate(old, _RIM * scale) & dilate(hair, _RIM * scale) & (hair | old)
        return fill_nearest(mended, hair & ~rim, rim, 0.0), rim, nowhere
    # Hair before the wall mixes with the wall, which may look like half of either.
    before_wall = _nearest_label(worn) == Compact.BACKGROUND
    blur = 6 * scale
    hair_colour = fill_nearest(mended, clean, zone, blur)
    old_colour = fill_nearest(mended, ground, zone, blur)
    behind = fill_nearest(canvas, ~is_any(worn, HEAD_CLASSES), zone, blur)
    share = _share_of_hair(photo, hair_colour, old_colour)
    changed = zone & (share < _NEARLY_HAIR) & ~before_wall
    rest = (1 - share)[..., None]
    exchanged = mended + rest * (behind - old_colour)
    own_hue, dyed, sure = _in_own_hue(mended, hair_colour, old_colour, behind)
    # A hue tells walls, too, but far from the cloth what has some of its hue is the wall.
    dyed &= zone & (sure > 0) & (~before_wall | dilate(old, _RIM * scale))
    exchanged = np.where(changed[..., None], exchanged, mended)
    exchanged += sure[..., None] * (own_hue - exchanged)
    changed |= dyed
    mended[changed] = np.clip(exchanged[changed], 0, 255)
    return mended, changed, sure * dyed


def _in_own_hue(
    photo: Plane, hair: Plane, cloth: Plane, behind: Plane
) -> tuple[Plane, Mask, Plane]:
    """Exchanges cloth of another hue than the hair's, behind hair of any paleness.

    A pale strand before red cloth is pink, and as light as hair: neither its lightness nor its
    place between both colours tells that. Whatever of its tint is not of the hair's hue is the
    cloth's.

    Returns:
        (H, W, 3) the photo with what lies behind now, (H, W) where it differs, and (H, W) from 0 to
        1 how sure that is: hues of grey are none.
    """
    colour, one, other, new = (_lab(picture) for picture in (photo, hair, cloth, behind))
    strength = np.hypot(one[..., 1], one[..., 2])
    hue = one[..., 1:] / np.maximum(strength, 1e-3)[..., None]
    off, cloth_off = (
        tint[..., 1] * hue[..., 1] - tint[..., 2] * hue[..., 0] for tint in (colour, other)
    )
    share = off * np.sign(cloth_off) / np.maximum(np.abs(cloth_off), 1e-3)
    rest = np.clip(share, 0, 1)[..., None]
    own = (colour[..., 1:] * hue).sum(2, keepdims=True)
    light = colour[..., :1] + rest * (new - other)[..., :1]
    tint = (1 - rest) * own * hue + rest * new[..., 1:]
    mixed = np.concatenate([light, tint], 2).astype(np.float32)
    picture: Plane = cv2.cvtColor(mixed, cv2.COLOR_LAB2RGB) * 255
    contrast = np.minimum(np.abs(cloth_off), strength)
    sure: Plane = np.clip(contrast / _LEAST_CONTRAST - 1, 0, 1).astype(np.float32)
    return picture, share > 0, sure


def _nearest_label(labels: Labels) -> Labels:
    """Returns each pixel's nearest label that is neither hair nor face."""
    body = ~is_any(labels, HEAD_CLASSES)
    if not body.any():
        return labels
    nearest: Labels = labels[nearest_index(body)]
    return nearest


def _share_of_hair(photo: Image, hair: Plane, cloth: Plane) -> Plane:
    """Returns (H, W) from 0, all cloth, to 1, all hair."""
    colour, one, other = (_lab(picture) for picture in (photo, hair, cloth))
    shares = []
    for channels in (slice(1, 3), slice(0, 1)):
        line = (one - other)[..., channels]
        length = np.sqrt((line**2).sum(2))
        along = ((colour - other)[..., channels] * line).sum(2) / np.maximum(length, 1e-3) ** 2
        sure = np.clip(length / _LEAST_CONTRAST - 1, 0, 1)
        shares.append((sure, np.clip(along, 0, 1)))
    (by_tint, tint), (by_light, light) = shares
    # Without contrast nothing is known, and hair stays hair.
    known = 1 - by_tint * (1 - np.where(by_light > 0, np.maximum(tint, light * by_light), tint))
    share: Plane = known.astype(np.float32)
    return share


def _lab(picture: Plane | Image) -> Plane:
    """Returns (H, W, 3) Lab."""
    lab: Plane = cv2.cvtColor(np.clip(picture, 0, 255).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return lab
