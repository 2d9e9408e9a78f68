"""Skin that the old garment hid: the person's own tone, the light on limbs, its grain.

`paint_skin` is the painted form's; the learned form, which is the default, takes tone, light and
grain from here (`new_skin.py`) and lays new skin into the picture in `composition.py`.
"""

import cv2
import numpy as np

from tryon.labels import Compact, Joint, is_any
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import Plane, erode, nearest_index, soften
from tryon.types import Keypoints, Labels, Mask

_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
_SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
# Grey levels of noise of a pixel, and of coarser noise over so many pixels of a canvas 768 wide: of
# lightness L*, 54 bare arms in photos have 0.24 between sigmas of 1.2 and 2.4 pixels and 0.38
# between 2.4 and 4.8; with the fine noise alone new ones had 0.17 and 0.21. As much
# of it as photos have between looked blotchy: this gives 0.18 and 0.24.
_GRAIN, _MOTTLED, _MOTTLED_OVER = 1.3, 0.9, 3.0
# The coarser noise is worked out at a size so many times smaller.
_COARSE = 2
# Pixels of a canvas 768 wide that a part of the body has to show for its tone to count, and an arm
# to count alone.
_FEWEST, _ARM = 400, 2500
# What a chest has of red, green and blue, of the mean of face and neck: of 12 photos. Hands are
# darker and redder and tell nothing of it; with them chests were 13 grey levels too dark.
_CHEST = np.array((1.029, 1.053, 1.058), np.float32)
_PARTS = (((Compact.FACE,), 12), (_ARMS, 5), ((Compact.NECK,), 5))
# What hidden arms and chests have of red, green and blue, as logarithms, beside face, hands and
# neck in one light: faces are made up and hands are redder, necks yellower. Of 31 photos with bare
# arms and of 7 with bare chests.
_ARM_TINTS = ((0.004, 0.005, -0.010), (0.001, 0.019, -0.021), (-0.001, -0.009, 0.010))
_CHEST_TINTS = ((-0.016, 0.016, 0.0), None, (-0.021, -0.005, 0.026))
_Tints = tuple[tuple[float, float, float] | None, ...]
# How much lighter a chest is than the lighter arm at most: 0.98 to 1.09 on those 7 photos.
_CHEST_LIGHT = 1.09
# How light a neck is, of the rest, that lies in no shadow.
_SHADE = 0.85
# Light at the outline of a limb and in its middle.
_DARKEST, _BRIGHTEST = 0.70, 1.05
# Light that has gone through skin is red: what shade takes from red, green and blue, of what it
# takes from their mean. Of 56 bare arms in photos.
SHADE_TINT = np.array((0.76, 1.05, 1.19), np.float32)


def paint_skin(
    canvas: Plane, worn: Labels, layout: Labels, bare: Mask, shading: Plane, scale: float
) -> Plane:
    """Paints the newly bare skin.

    The colour comes from the nearest skin the photo shows, drawn towards the median of all of it
    with distance; a limb is a cylinder, so it darkens towards its outline.

    Args:
        canvas: (H, W, 3) float32 picture to paint on.
        worn: (H, W) compact classes of the photo.
        layout: (H, W) compact classes in the new garment.
        bare: (H, W) the skin to paint.
        shading: (H, W) light carried over from the old garment, 1 on average.
        scale: Canvas width over 768.

    Returns:
        (H, W, 3) float32, a new array.
    """
    source = _source(canvas, worn, bare, scale)
    if not bare.any() or not source.any():
        return canvas.copy()
    skin = _nearby_tone(canvas, source, _median(canvas, source), scale)
    # Depth is measured from the outline of all skin: a shoulder has no rim towards the chest.
    body = is_any(layout, (Compact.NECK, Compact.FACE, Compact.HAIR, *_ARMS))
    skin *= limb_light(layout, body, _DARKEST, scale)
    skin *= (1 + 0.6 * (shading - 1))[..., None]
    skin += grain((worn.shape[0], worn.shape[1]), scale)[..., None]
    painted = canvas.copy()
    painted[bare] = skin[bare]
    return _blend_seams(painted, bare, is_any(layout, (Compact.NECK, *_ARMS)), scale)


def skin_tone(picture: Plane, worn: Labels, bare: Mask, scale: float) -> Plane | None:
    """Returns the (3,) colour of the skin the photo shows, None where it shows none.

    Faces are lit brighter, hands are redder and necks lie in their shadow: face, neck and arms
    count alike, whatever their size. Looked at together the face, which is large and even, made
    strangers of the two others. A neck that is much darker than both is the chin's shadow, all
    that a high collar leaves to see of it, and tells nothing: on 34 photos of bare arms their
    lightness was 8.9 grey levels off without such necks and 9.9 with them.

    Args:
        picture: (H, W, 3) float32, the photo.
        worn: (H, W) compact classes of the photo.
        bare: (H, W) skin that is to be painted, and so is none of the photo's.
        scale: Canvas width over 768.
    """
    return _tone(picture, worn, bare, _PARTS, scale)


def arm_tones(
    picture: Plane, worn: Labels, bare: Mask, keypoints: Keypoints, scale: float
) -> dict[Compact, Plane] | None:
    """Returns the (3,) colour of each arm, None where the photo shows no skin.

    What the photo shows of an arm tells it, hands apart, or what it shows of the other, or else all
    its skin, in the tint that arms have beside it. One arm often lies in the light and the other
    does not: of 27 upper arms of people who bare both, the lightness was 10.7 grey levels off and
    the tint 1.9 by the arm's own lower half, 17.1 and 2.8 by both. Arguments are those of
    `chest_tone`.
    """
    shown = {arm: _shown(worn, bare, keypoints, arm, joints, scale) for arm, joints in ARMS}
    tones = {
        arm: _median(picture, _without_outliers(picture, own))
        for arm, own in shown.items()
        if np.count_nonzero(own) > _ARM * scale**2
    }
    every = next(iter(tones.values()), None)
    if every is None:
        every = skin_tone(picture, worn, bare, scale)
        every = None if every is None else _tinted(every, picture, worn, bare, _ARM_TINTS, scale)
    return None if every is None else {arm: tones.get(arm, every) for arm in _ARMS}


def _tinted(
    tone: Plane, picture: Plane, worn: Labels, bare: Mask, tints: _Tints, scale: float
) -> Plane:
    """Returns a (3,) tone as light as it is, in the tint that the rest of the skin tells.

    Face, hands and neck each tell its hue, brought to one light: a neck in the chin's shadow does,
    too. How deep its colour is face and hands tell; light below a chin deepens it. Of 31 photos,
    each by the others, arms' hues were 2.5 degrees off instead of 3.4, and instead of 5.4, all too
    red, without the neck, of which a high collar leaves but the shadow to see.
    """
    hues: list[Plane] = []
    depths: list[Plane] = []
    for (classes, rim), off in zip(_PARTS, tints, strict=True):
        part = erode(is_any(worn, classes), rim * scale) & ~bare
        if off is None or np.count_nonzero(part) <= _FEWEST * scale**2:
            continue
        seen = np.log(np.maximum(_median(picture, _without_outliers(picture, part)), 1))
        tint = seen - SHADE_TINT * seen.mean() + np.array(off, np.float32)
        hues.append(tint[1])
        if Compact.NECK not in classes or not depths:
            depths.append(tint[0] - tint[2])
    if not hues:
        return tone
    # Red, green and blue of a tint have no mean: green is the hue, red less blue the depth.
    green, depth = np.mean(hues), np.mean(depths)
    tint = np.array(((depth - green) / 2, green, (-depth - green) / 2), np.float32)
    tinted: Plane = np.exp(SHADE_TINT * np.log(np.maximum(tone, 1)).mean() + tint)
    return tinted


def _shown(
    worn: Labels,
    bare: Mask,
    keypoints: Keypoints,
    arm: Compact,
    joints: tuple[Joint, ...],
    scale: float,
) -> Mask:
    """Returns (H, W) what the photo shows of an arm, without its hand and rim."""
    own = worn == arm
    if keypoints.found(*joints):
        along, _ = arm_frame(worn.shape, keypoints.xy[list(joints)])
        own &= (along > 0) & (along < HAND)
    elif keypoints.found(joints[-1]):
        # Where its wrist is outside the picture so is its hand; any other lack tells nothing.
        return np.zeros_like(own)
    return erode(own, 5 * scale) & ~bare


def chest_tone(
    picture: Plane, worn: Labels, bare: Mask, keypoints: Keypoints, scale: float
) -> Plane | None:
    """Returns the (3,) colour of the chest, None where the photo shows no skin.

    The photo's own chest tells it, or its face and neck: on 12 photos, each by the others, their
    lightness was 7.3 grey levels off and their tint 3.0; 13.5 and 4.1 with the arms' tone. No chest
    is lighter beside its arms than those of photos are: by a made-up face it was.

    Args:
        picture: (H, W, 3) float32, the photo.
        worn: (H, W) compact classes of the photo.
        bare: (H, W) skin that is to be painted, and so is none of the photo's.
        keypoints: In pixels of `worn`; without both shoulders a chest is not told from a neck.
        scale: Canvas width over 768.
    """
    if keypoints.found(*_SHOULDERS):
        own = erode(worn == Compact.NECK, 5 * scale) & ~bare
        own[: max(0, round(float(keypoints.xy[list(_SHOULDERS), 1].mean())))] = False
        if np.count_nonzero(own) > _FEWEST * scale**2:
            return _median(picture, _without_outliers(picture, own))
    tone = _tone(picture, worn, bare, (_PARTS[0], _PARTS[2]), scale)
    arms = arm_tones(picture, worn, bare, keypoints, scale)
    if tone is None or arms is None:
        return skin_tone(picture, worn, bare, scale)
    most = _CHEST_LIGHT * max(float(arm.mean()) for arm in arms.values())
    chest = tone * _CHEST
    chest *= min(1.0, most / float(chest.mean()))
    return _tinted(chest, picture, worn, bare, _CHEST_TINTS, scale)


def _tone(
    picture: Plane,
    worn: Labels,
    bare: Mask,
    parts: tuple[tuple[tuple[Compact, ...], int], ...],
    scale: float,
) -> Plane | None:
    """Returns the (3,) mean of the medians of parts of the body, without the rims of each."""
    medians: list[Plane] = []
    for classes, rim in parts:
        part = erode(is_any(worn, classes), rim * scale) & ~bare
        if np.count_nonzero(part) <= _FEWEST * scale**2:
            continue
        tone = _median(picture, _without_outliers(picture, part))
        in_shade = bool(medians) and tone.mean() <= _SHADE * float(np.mean(medians))
        if not (in_shade and Compact.NECK in classes):
            medians.append(tone)
    return np.mean(medians, 0, dtype=np.float32) if medians else None


def limb_light(layout: Labels, body: Mask, darkest: float, scale: float) -> Plane:
    """Returns (H, W, 3) light on bare skin: arms darken and redden towards their outline.

    Args:
        layout: (H, W) compact classes.
        body: (H, W) what has no outline towards a limb: depth is measured from what is not body.
        darkest: How much of the light is left at the outline.
        scale: Canvas width over 768.
    """
    arms = soften(is_any(layout, _ARMS), 12 * scale)
    light = 1 + arms * (_cylinder_light(body, darkest, scale) - 1)
    tinted: Plane = light[..., None] ** SHADE_TINT
    return tinted


def _source(canvas: Plane, worn: Labels, bare: Mask, scale: float) -> Mask:
    """Returns the photo's own skin to take the tone from: neck and arms, and the face too.

    One tone for all parts: hands are redder and necks darker than the rest, and an arm painted
    after a hand beside a chest painted after a neck shows a seam no body has.
    """
    clean = ~bare
    source = erode(is_any(worn, (Compact.NECK, *_ARMS)), 5 * scale) & clean
    face = erode(worn == Compact.FACE, 12 * scale) & clean
    both = source | face
    return _without_outliers(canvas, both) if both.any() else both


def _without_outliers(canvas: Plane, source: Mask) -> Mask:
    """Drops lips, brows, jewellery, tattoos and deep shadow: what is far from the median tone."""
    distance = np.abs(canvas[source] - _median(canvas, source)).sum(1)
    kept = np.zeros_like(source)
    kept[source] = distance < max(60.0, 1.5 * float(np.median(distance)))
    return kept


def _median(canvas: Plane, source: Mask) -> Plane:
    """Returns the (3,) median colour; twenty thousand pixels are plenty."""
    colours = canvas[source]
    middle: Plane = np.median(colours[:: max(1, len(colours) // 20_000)], 0).astype(np.float32)
    return middle


def _nearby_tone(canvas: Plane, source: Mask, tone: Plane, scale: float) -> Plane:
    """Returns (H, W, 3): nearest skin colour close to the source, the median tone far from it."""
    height, width = source.shape
    small = (max(1, width // 4), max(1, height // 4))
    weight = cv2.resize(source.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    colour = cv2.resize(canvas * source[..., None], small, interpolation=cv2.INTER_AREA)
    sigma = 6 * scale
    mass = cv2.GaussianBlur(weight, (0, 0), sigma)
    blurred = cv2.GaussianBlur(colour, (0, 0), sigma) / np.maximum(mass, 1e-4)[..., None]
    near = mass > 0.02
    if not near.any():
        return np.broadcast_to(tone, canvas.shape).astype(np.float32)
    rows, columns = nearest_index(near)
    carried = blurred[rows, columns]
    away = distance_to(near) * 4
    trust = np.exp(-away / (160 * scale))[..., None] * 0.75
    mixed = cv2.GaussianBlur(carried * trust + tone * (1 - trust), (0, 0), 3 * scale)
    large: Plane = cv2.resize(
        mixed.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR
    )
    return large


def _cylinder_light(limb: Mask, darkest: float, scale: float) -> Plane:
    """Returns (H, W): a cylinder's light, darker towards the outline."""
    depth = distance_to(~limb)
    light = darkest + (_BRIGHTEST - darkest) * np.clip(depth / (34 * scale), 0, 1) ** 0.6
    smooth: Plane = cv2.GaussianBlur(light.astype(np.float32), (0, 0), 3 * scale)
    return smooth


def grain(size: tuple[int, int], scale: float) -> Plane:
    """Returns faint noise: paint without any looks like plastic. Always the same for a size."""
    noise = np.random.default_rng(0)
    fine = _noise(noise, size, max(0.6, 0.8 * scale), _GRAIN)
    coarse = (max(1, size[0] // _COARSE), max(1, size[1] // _COARSE))
    mottled = _noise(noise, coarse, max(0.6, _MOTTLED_OVER * scale / _COARSE), _MOTTLED)
    both: Plane = fine + cv2.resize(mottled, size[::-1], interpolation=cv2.INTER_CUBIC)
    return both


def _noise(
    source: np.random.Generator, size: tuple[int, int], sigma: float, levels: float
) -> Plane:
    noise = source.standard_normal(size, np.float32)
    soft: Plane = cv2.GaussianBlur(noise, (0, 0), sigma)
    return soft * np.float32(levels / max(float(soft.std()), 1e-6))


def _blend_seams(painted: Plane, bare: Mask, skin: Mask, scale: float) -> Plane:
    """Softens the line where painted skin meets the photo's skin."""
    seam = soften(bare, 4 * scale)
    band = (seam > 0.15) & (seam < 0.85) & skin
    if not band.any():
        return painted
    weight = skin.astype(np.float32)
    sigma = 3 * scale
    mass = np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    blurred = cv2.GaussianBlur(painted * weight[..., None], (0, 0), sigma) / mass[..., None]
    blended = painted.copy()
    blended[band & bare] = blurred[band & bare]
    return blended
