"""Puts the picture together without a network: photo, warped garment, paint for hidden parts.

This is the painted form; the learned form, which is the default, is put together in
`composition.py`.

Everything is on the working canvas: images (H, W, 3) uint8 RGB, labels (H, W) of `labels.Compact`.
Lengths are pixels of a canvas 768 wide and are scaled with the width.

Source: takes the place of the ALIAS generator of VITON-HD Sec. 3.4; the misaligned area is filled
with the garment's own surroundings instead of being generated.
"""

import cv2
import numpy as np

from tryon.labels import HEAD_CLASSES, SKIN_CLASSES, Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.hair import without_old_cloth
from tryon.pipelines.compact.skin import paint_skin
from tryon.pipelines.compact.spread import (
    Plane,
    dilate,
    erode,
    fill_nearest,
    is_plain,
    open_,
    soften,
    window_around,
)
from tryon.types import Image, Labels, Mask

# Outlines of a parse map are a few pixels off: colours this close to the old garment are its own.
_FRINGE = 4
# Background is cheap to repaint, and a rim of the old garment against it is plain to see.
_BACKGROUND_FRINGE = 9
# How far strands that no parse map has reach from hair, in pixels of a canvas 768 wide: between
# hair and a shoulder the wall that took its colour from them was a grey smear.
_STRANDS = 30
# How far from the old garment a scrap of it may be mistaken for arm or trousers. Of a patterned one
# some of the pattern may have the colour of skin: a scrap of it is as far off that, in grey levels
# over all three colours, as the shaded inner side of an arm is not.
_SCRAP_REACH = 26
_NO_SKIN = 150
# How near a scrap is to the garment, and how far on trousers from them, in the same grey levels.
# Trousers of which more than this share is as near have none: a belt below a black top was taken.
_ALIKE, _UNLIKE, _SAME_COLOUR = 60, 60, 0.05
# Between arm and trunk it is all but black: with less than this share of the light beside it, and
# wider, as a radius in pixels of a canvas 768 wide, than what lies between fingers.
_DARK, _BLACK = 0.4, 5
# How far around a place its class is looked at.
_SCRAP_LOOK = 80
_FOLD_BLUR = 5.0
_MARK_RADIUS = 11


def synthesise(photo: Image, worn: Labels, layout: Labels, warped_cloth: Image) -> Image:
    """Composes the try-on.

    Args:
        photo: (H, W, 3) the person.
        worn: (H, W) compact classes of the photo.
        layout: (H, W) compact classes in the new garment.
        warped_cloth: (H, W, 3) the garment on its place, its colours running on past its edge.

    Returns:
        (H, W, 3) uint8, the composed canvas; the photo where nothing had to change.
    """
    scale = canvas_scale(photo.shape[1])
    window = window_around(
        (worn != Compact.BACKGROUND) | (layout != Compact.BACKGROUND), 32 * scale
    )
    inner = _compose(photo[window], worn[window], layout[window], warped_cloth[window], scale)
    canvas = photo.copy()
    canvas[window] = inner
    return canvas


def _compose(
    photo: Image, worn: Labels, layout: Labels, warped_cloth: Image, scale: float
) -> Image:
    garment = layout == Compact.UPPER
    worn = with_its_scraps(photo, worn, scale)
    old_garment = worn == Compact.UPPER
    head = is_any(worn, HEAD_CLASSES)
    fringe = dilate(old_garment, round(_FRINGE * scale)) & ~head

    # 1. What stood behind the old garment: background, then trousers or skirt drawn upwards.
    canvas = photo.astype(np.float32)
    rim = dilate(old_garment, round(_BACKGROUND_FRINGE * scale))
    uncovered = (layout == Compact.BACKGROUND) & ((worn != Compact.BACKGROUND) | rim)
    # Painted on under the soft edge of the garment, where else the old one would shine through.
    edge = garment & (old_garment | fringe)
    under = edge & dilate(uncovered, 3 * scale)
    canvas = fill_background(canvas, worn, uncovered | under, scale)
    lower = (layout == Compact.LOWER) & ((worn != Compact.LOWER) | fringe)
    under = edge & dilate(lower, 3 * scale)
    trousers = erode(worn == Compact.LOWER, 6 * scale) & ~fringe
    canvas = fill_nearest(canvas, trousers, lower | under, 3 * scale)

    # 2. Skin the old garment hid.
    bare = is_any(layout, SKIN_CLASSES) & ((worn != layout) | fringe)
    under = edge & dilate(bare, 3 * scale)
    shading = _carried_shading(photo, worn, scale)
    canvas = paint_skin(canvas, worn, layout, bare | under, shading, scale)

    # 3. The garment, lit as the old one was, with a soft shadow where it lies over the body.
    lit = warped_cloth.astype(np.float32) * _garment_light(layout, shading, scale)[..., None]
    alpha = soften(garment, 1.1 * scale)
    body = is_any(layout, (*SKIN_CLASSES, Compact.LOWER))
    shadow = 1 - 0.16 * soften(garment, 8 * scale) * (body & ~garment)
    canvas = canvas * shadow[..., None]
    canvas = canvas * (1 - alpha[..., None]) + lit * alpha[..., None]

    # 4. Hair and face lie in front, with the softness of the photo's own outlines.
    mended, strands, _ = without_old_cloth(photo, worn, canvas, scale)
    front = soften(head, 1.1 * scale)[..., None]
    canvas = canvas * (1 - front) + mended * front

    # 5. Only what had to change does.
    touched = garment | uncovered | lower | bare | strands
    weight = soften(dilate(touched, round(3 * scale)), 1.5 * scale)
    weight = np.maximum(weight, 0.999 * touched)[..., None]
    shadowed = dilate(garment, round(24 * scale)) & body
    weight = np.maximum(weight, soften(shadowed, 3 * scale)[..., None])
    composed = photo + (canvas - photo) * weight
    result: Image = np.clip(np.rint(composed), 0, 255).astype(np.uint8)
    return result


def with_its_scraps(photo: Image, worn: Labels, scale: float) -> Labels:
    """Gives an old garment what lies beside it and has its colour: cuffs, a piece of hem.

    Of a patterned one only what surely is no skin: a shaded side beside the arm, a sleeve's inside.
    """
    old, head = worn == Compact.UPPER, is_any(worn, HEAD_CLASSES)
    ground, near = erode(old, 4 * scale), dilate(old, _SCRAP_REACH * scale)
    zone = near & ~old & ~head & (worn != Compact.BACKGROUND)
    if not (zone.any() and ground.any()):
        return worn
    plain = is_plain(photo[ground].astype(np.float32))
    scraps = worn.copy()
    for label in (*SKIN_CLASSES, Compact.LOWER) if plain else SKIN_CLASSES:
        place, clean = zone & (worn == label), (worn == label) & ~near
        if not (place.any() and clean.any()):
            continue
        trousers = label == Compact.LOWER
        if trousers and not _tells(photo[clean], photo[ground]):
            continue
        window = window_around(place, _SCRAP_LOOK * scale)
        picture, place = photo[window].astype(np.float32), place[window]
        to_old, to_own = (
            np.abs(picture - fill_nearest(picture, source[window], place, 4 * scale)).sum(2)
            for source in (ground, clean)
        )
        alike = (to_old < _ALIKE) & (to_old < 0.4 * to_own)
        alike &= (to_own > _UNLIKE) | (not trousers)
        no_skin = (to_own > _NO_SKIN) & (not trousers)
        dark = picture.sum(2) < _DARK * (picture.sum(2) + to_own)
        # Between fingers it is dark, too.
        black = open_(place & dark & no_skin, _BLACK * scale)
        scraps[window][place & ((alike & (plain | no_skin)) | black)] = Compact.UPPER
    return scraps


def _tells(trousers: Image, garment: Image) -> bool:
    """Returns whether their colours, (N, 3) and (M, 3), tell trousers from a plain garment."""
    colours = trousers.astype(np.float32)
    to_garment = np.abs(colours - np.median(garment, 0)).sum(1)
    # Of a patterned skirt some of the pattern has any colour.
    return is_plain(colours) and float((to_garment < _ALIKE).mean()) < _SAME_COLOUR


def fill_background(canvas: Plane, worn: Labels, hole: Mask, scale: float) -> Plane:
    """Inpaints at quarter size, where wide holes close quickly; backgrounds are seldom sharp."""
    if not hole.any():
        return canvas
    height, width = hole.shape
    quarter = (max(1, width // 4), max(1, height // 4))
    # People are no background either: whatever is not clean background is unknown.
    clean = erode(worn == Compact.BACKGROUND, 7 * scale) & ~hole
    clean &= ~dilate(worn == Compact.HAIR, _STRANDS * scale)
    known = cv2.resize(clean.astype(np.float32), quarter, interpolation=cv2.INTER_AREA) > 0.99
    if not known.any():
        return canvas
    small = cv2.resize(canvas, quarter, interpolation=cv2.INTER_AREA)
    wanted = cv2.resize(hole.astype(np.uint8), quarter, interpolation=cv2.INTER_AREA) > 0
    wanted = cv2.dilate(wanted.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    unknown = ~known
    small8 = np.clip(small, 0, 255).astype(np.uint8)
    nearest = fill_nearest(small8.astype(np.float32), known, unknown, 2.0)
    filled = cv2.inpaint(
        np.clip(nearest, 0, 255).astype(np.uint8),
        (unknown & wanted).astype(np.uint8),
        5,
        cv2.INPAINT_TELEA,
    )
    large = cv2.resize(filled, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    result = canvas.copy()
    result[hole] = large[hole]
    return result


def _carried_shading(photo: Image, worn: Labels, scale: float) -> Plane:
    """Returns (H, W) light on the old garment, 1 on average: its folds and the lamp's direction.

    A patterned garment tells nothing about light: the fainter the more its colours vary.
    """
    flat = np.ones(worn.shape, np.float32)
    inside = erode(worn == Compact.UPPER, 5 * scale)
    if inside.sum() < 500:
        return flat
    lab = cv2.cvtColor(photo, cv2.COLOR_RGB2LAB).astype(np.float32)
    cloth = lab[inside]
    middle = np.median(cloth[:: max(1, len(cloth) // 20_000)], 0)
    colour_spread = np.abs(cloth[:, 1:] - middle[1:]).mean(0).sum()
    fine = lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 3 * scale)
    texture = float(np.abs(fine[inside]).mean())
    plain = float(np.exp(-((colour_spread / 6) ** 2) - (texture / 5) ** 2))
    # Black and white cloth hold little light to read.
    if middle[0] < 40:
        plain *= float(middle[0]) / 40
    weight = inside.astype(np.float32)
    sigma = _FOLD_BLUR * scale
    # A logo on the old garment is no shadow: marks narrower than that are filled first.
    reach = 2 * round(_MARK_RADIUS * scale) + 1
    mark = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    clean = cv2.morphologyEx(lab[..., 0], cv2.MORPH_CLOSE, mark)
    light = cv2.GaussianBlur(clean * weight, (0, 0), sigma)
    light = light / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    ratio = np.clip(light / max(float(middle[0]), 20.0), 0.7, 1.2)
    ratio = np.where(inside, ratio, 1.0).astype(np.float32)
    # Runs out softly at the old garment's edge instead of drawing it.
    ratio = 1 + (ratio - 1) * soften(erode(inside, 6 * scale), 6 * scale)
    shading: Plane = flat + (ratio - 1) * np.float32(0.85 * plain)
    return shading


def _garment_light(layout: Labels, shading: Plane, scale: float) -> Plane:
    """Returns (H, W) factors: carried folds, rounding towards the outline, shadow under arms."""
    garment = layout == Compact.UPPER
    depth = distance_to(~garment)
    rounding = 1 - 0.10 * np.exp(-depth / (14 * scale))
    over = is_any(layout, (*SKIN_CLASSES, *HEAD_CLASSES))
    contact = 1 - 0.22 * soften(over, 9 * scale)
    light: Plane = (shading * rounding * contact).astype(np.float32)
    return light
