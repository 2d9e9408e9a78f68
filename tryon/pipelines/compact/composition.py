"""Puts the picture together at full size from what the composing network answers at 256x192.

The network shades and colours; every outline is the settled layout's, so prints and edges stay as
sharp as the photos. Images are (H, W, 3) uint8 RGB, labels (H, W) of `labels.Compact`.
Lengths are pixels of a canvas 768 wide and are scaled with the width.

Source: takes the place of the ALIAS generator of VITON-HD Sec. 3.4.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.labels import HEAD_CLASSES, SKIN_CLASSES, Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to
from tryon.pipelines.compact.arm_skin import lamp_side, light_across_arms
from tryon.pipelines.compact.garment_light import light_on_garment
from tryon.pipelines.compact.hair import without_old_cloth
from tryon.pipelines.compact.new_skin import in_own_tone
from tryon.pipelines.compact.skin import grain
from tryon.pipelines.compact.spread import (
    Plane,
    dilate,
    erode,
    even_edge,
    fill_nearest,
    filled_smoothly,
    open_,
    soften,
    window_around,
)
from tryon.pipelines.compact.synthesis import fill_background
from tryon.pipelines.compact.weave import weave
from tryon.types import Image, Keypoints, Labels, Mask

# Skin of all parts is one: a hand continues its arm, a chest its neck. The wall is inpainted: it
# has a pattern of its own, and the network has never seen the room.
_PAINTED = (SKIN_CLASSES, (Compact.LOWER,))
_GROUPS = (*_PAINTED, (Compact.BACKGROUND,))
# The outline of a parse map is a few pixels off: this close to the old garment nothing is kept.
# The wall is cheap to paint, and a rim of the old garment before it is plain to see.
_FRINGE, _WALL_FRINGE = 4, 9
# Beside a sleeve that hung before trousers their outline is dark; inside them it was a line.
_SHADE_BESIDE = 9
# Where its hems and armholes bare more skin, their shadow and their mark lie beside it.
_SKIN_FRINGE = 20
# How far from old and new garment the photo may change at all: shadows, scraps, cuffs.
_REACH = 28
# In grey levels: how far a plain wall is from its inpainting, and how far a speck of cloth.
_PLAIN_WALL, _SPECK = 5.0, 24.0
# What of the photo around the person is looked at.
_MARGIN = 48
# Softness of a garment's edge, over how much of it its steps are evened out, and softness of the
# seam between the photo and what is new.
_EDGE_BLUR, _EVEN_EDGE, _SEAM_BLUR = 1.1, 3.0, 2.0
_EDGE_REACH = 4
# Over how much a hem's edge that lies on trousers is evened out.
_EVEN_HEM = 7.0
# New colour meets the photo's without a step: how far the difference is carried on, and how smooth.
# A hand is redder and a neck darker than the arm and the chest that go on from them.
_CARRY, _CARRY_SKIN, _CARRY_BLUR = 60.0, 30.0, 3.0
# A little of it, in grey levels, is carried farther on trousers, which are all of one tone.
_CARRY_FAR, _MOST_FAR = 300.0, 18.0
_SURELY_KEPT, _LEAST_MASS = 0.99, 0.02
# Over how much of the network's own grid light that runs on to an outline is evened.
_LIGHT_BLUR = 1.0


@dataclass(frozen=True)
class Answer:
    """What two networks answer, the composing one and the one of skin light, at their own size.

    Attributes:
        shading: (h, w) what the garment's colours are multiplied with; the composing network's.
        colour: (h, w, 3) the new colour, 0 to 255; the composing network's.
        skin_light: (h, w) the light on skin; the skin light network's.
    """

    shading: Plane
    colour: Plane
    skin_light: Plane


def compose(
    photo: Image,
    worn: Labels,
    layout: Labels,
    warped_cloth: Image,
    answer: Answer,
    keypoints: Keypoints,
    *,
    straps: bool = False,
) -> Image:
    """Composes the try-on.

    Args:
        photo: (H, W, 3) the person.
        worn: (H, W) compact classes of the photo, scraps of the old garment counted as it.
        layout: (H, W) compact classes in the new garment.
        warped_cloth: (H, W, 3) the garment on its place, its colours running on past its edge.
        answer: The network's.
        keypoints: In pixels of the photo.
        straps: Whether the garment hangs on straps, whose edges are even, narrow as they are.

    Returns:
        (H, W, 3) uint8, the composed canvas; the photo where nothing is near a change.
    """
    scale = canvas_scale(photo.shape[1])
    step = max(1, photo.shape[0] // answer.shading.shape[0])
    person = (worn != Compact.BACKGROUND) | (layout != Compact.BACKGROUND)
    window = window_around(person, _MARGIN * scale, step)
    small = tuple(
        slice(None) if side.stop is None else slice(side.start // step, side.stop // step)
        for side in window
    )
    canvas = photo.copy()
    canvas[window] = _compose(
        photo[window],
        worn[window],
        layout[window],
        warped_cloth[window],
        Answer(answer.shading[small], answer.colour[small], answer.skin_light[small]),
        keypoints.transformed((1, 1), (-(window[1].start or 0), -(window[0].start or 0))),
        scale,
        straps,
    )
    return canvas


def _compose(
    photo: Image,
    worn: Labels,
    layout: Labels,
    warped_cloth: Image,
    answer: Answer,
    keypoints: Keypoints,
    scale: float,
    straps: bool,
) -> Image:
    picture = photo.astype(np.float32)
    worn = _with_its_specks(picture, worn, scale)
    old, head = worn == Compact.UPPER, is_any(worn, HEAD_CLASSES)
    layout = _over_the_waistband(layout, old, scale)
    garment = layout == Compact.UPPER

    # 1. Everything but the garment: the photo where it is right, else its class's new colour.
    kept: Plane = _kept(worn, layout, scale)[..., None]
    # Also under the soft edge of what stands before the wall, where else the old garment shows.
    behind = dilate((layout == Compact.BACKGROUND) & (kept[..., 0] < 1), _EDGE_REACH * scale)
    wall = fill_background(picture, worn, behind & (kept[..., 0] < 1), scale)
    new = _new_colours(answer, picture, kept[..., 0], worn, layout, wall, keypoints, scale)
    canvas = picture * kept + new * (1 - kept)
    under = garment & dilate(~garment & ~head, 3 * scale)
    canvas = fill_nearest(canvas, ~garment & ~head, under, 1.5 * scale)

    # 2. The garment, shaded, with a soft edge. Its colours are the product's: light is shared out
    # over them, and neither darkens nor brightens them as a whole.
    lamp = lamp_side(picture, worn, scale)
    shading = light_on_garment(answer.shading, warped_cloth, picture, layout, lamp, scale)
    lit = warped_cloth * shading[..., None]
    # Beside hair nothing was painted under the edge: black shone through as a grey rim.
    canvas = np.where((garment & ~under)[..., None], lit, canvas)
    narrowest = (1 if straps else 2) * _EVEN_EDGE * scale
    alpha = even_edge(garment, _EDGE_BLUR * scale, _EVEN_EDGE * scale, narrowest)[..., None]
    canvas = canvas + (lit - canvas) * alpha

    # 3. Hair and face lie in front, with the softness of the photo's own outlines.
    mended, strands, surely = without_old_cloth(photo, worn, canvas, scale)
    # Under the soft inner side of their outline lay the photo, a rim of the old garment's colour.
    canvas = canvas + (mended - canvas) * (surely * head)[..., None]
    front = soften(head, _EDGE_BLUR * scale)[..., None]
    canvas = canvas + (mended - canvas) * front

    # 4. Only what is near a change is changed.
    near = dilate(old | garment, _REACH * scale) | strands
    composed = np.clip(np.rint(canvas), 0, 255).astype(np.uint8)
    result: Image = np.where(near[..., None], composed, photo)
    return result


def _with_its_specks(picture: Plane, worn: Labels, scale: float) -> Labels:
    """Gives the old garment what stands out from a plain wall beside it: specks of its pattern."""
    old = worn == Compact.UPPER
    ring = dilate(old, _REACH * scale) & (worn == Compact.BACKGROUND)
    if not ring.any():
        return worn
    away = np.abs(fill_background(picture, worn, ring, scale) - picture).max(2)
    if float(np.median(away[ring])) > _PLAIN_WALL:
        return worn
    # What reaches out of the ring, to the head, or to a hand out of the garment's own fringe, is a
    # thing of its own: a chair, an earring, a bag.
    strange = ((away > _SPECK) & ring).astype(np.uint8)
    count, parts = cv2.connectedComponents(strange)
    ends = ~dilate(old, (_REACH - 3) * scale) | dilate(is_any(worn, HEAD_CLASSES), _REACH * scale)
    at_hand = dilate(is_any(worn, SKIN_CLASSES), _WALL_FRINGE * scale)
    ends |= at_hand & ~dilate(old, _WALL_FRINGE * scale)
    speck = np.ones(count, bool)
    speck[0] = False
    speck[parts[ends]] = False
    specks = worn.copy()
    specks[speck[parts]] = Compact.UPPER
    return specks


def _over_the_waistband(layout: Labels, old: Mask, scale: float) -> Labels:
    """Lets the garment hang over what beside the old hem would have to be painted anew.

    A waistband's upper edge is full of seams and loops; painted it was a blurred stripe. The edge
    over it is even: that of a parse map has teeth.
    """
    reach = (_FRINGE + _SEAM_BLUR) * scale
    cloth, trousers = layout == Compact.UPPER, layout == Compact.LOWER
    hem = trousers & dilate(old, reach) & dilate(cloth, reach + 1)
    even = soften(cloth | hem, _EVEN_HEM * scale) > 0.5
    # Cloth that only the teeth were of is none.
    zone = trousers & dilate(hem, reach)
    return np.where(zone & even, np.uint8(Compact.UPPER), layout)


def _kept(worn: Labels, layout: Labels, scale: float) -> Plane:
    """Returns (H, W) from 0 to 1: how much of the photo stays where the garment does not cover.

    It stays where its class does; the network's own choice at 256x192 would blur what is sharp.
    """
    head = is_any(worn, HEAD_CLASSES)
    old = worn == Compact.UPPER
    removed = dilate(old, _FRINGE * scale) & ~head
    removed |= dilate(old, _WALL_FRINGE * scale) & (worn == Compact.BACKGROUND)
    # Not between fingers, of which nothing would be left.
    bared = open_(old & is_any(layout, SKIN_CLASSES), _SKIN_FRINGE * scale)
    removed |= dilate(bared, _SKIN_FRINGE * scale) & is_any(worn, SKIN_CLASSES)
    # Not below hems, where belts are.
    uncovered = open_(old & (layout == Compact.LOWER), _FRINGE * scale)
    beside = np.ones((1, 2 * round(_SHADE_BESIDE * scale) + 1), np.uint8)
    shaded = cv2.dilate(uncovered.astype(np.uint8), beside) > 0
    removed |= shaded & (worn == Compact.LOWER)
    same = head.copy()
    for group in _GROUPS:
        same |= is_any(worn, group) & is_any(layout, group)
    wish = (same & ~removed).astype(np.float32)
    soft = cv2.GaussianBlur(wish, (0, 0), _SEAM_BLUR * scale)
    # The seam lies on the photo's side: nothing of what is removed comes back.
    seam: Plane = np.where(wish > 0, np.clip(2 * soft - 1, 0, 1) * wish, 0).astype(np.float32)
    seam[head] = 1
    return seam


def _new_colours(
    answer: Answer,
    picture: Plane,
    kept: Plane,
    worn: Labels,
    layout: Labels,
    wall: Plane,
    keypoints: Keypoints,
    scale: float,
) -> Plane:
    """Returns (H, W, 3): every class's own new colours, meeting in soft edges."""
    height, width = answer.shading.shape
    edge = _EDGE_BLUR * scale, _EVEN_EDGE * scale
    weight = even_edge(layout == Compact.BACKGROUND, *edge)[..., None]
    total, weights = wall * weight, weight + np.float32(1e-4)
    for group in _PAINTED:
        member = is_any(layout, group)
        if not member.any():
            continue
        share = cv2.resize(member.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
        # Colours from where the class is alone, carried on to its edge and beyond.
        pure = share > (0.9 if (share > 0.9).any() else 0)
        large = _enlarged(fill_nearest(answer.colour, pure, ~pure, 0.0), layout.shape)
        if group == SKIN_CLASSES:
            bare = member & (kept < 1)
            light = _enlarged(_from_within(answer.skin_light, pure), layout.shape)
            large = in_own_tone(large, light, picture, worn, layout, bare, keypoints, scale)
        reach = (_CARRY_SKIN, 0.0) if group == SKIN_CLASSES else (_CARRY, _MOST_FAR)
        shown = member & (kept > _SURELY_KEPT)
        large += _step_to_photo(picture, large, shown, reach, scale)
        if group == SKIN_CLASSES:
            large += light_across_arms(picture - large, layout, shown, keypoints, scale)
            large += grain((layout.shape[0], layout.shape[1]), scale)[..., None]
        else:
            large += weave(picture, shown, scale)
        weight = even_edge(member, *edge)[..., None]
        total += large * weight
        weights = weights + weight
    new: Plane = total / weights
    return new


def _from_within(light: Plane, pure: Mask) -> Plane:
    """Returns light (h, w) whose outermost places are as those within them.

    There the network sees the wall, too, and darkens some and not others: flecks on every arm.
    """
    inner = erode(pure, 1)
    inner |= pure & ~dilate(inner, 2)
    return fill_nearest(light, inner, ~inner, _LIGHT_BLUR)


def _step_to_photo(
    picture: Plane, new: Plane, shown: Mask, reach: tuple[float, float], scale: float
) -> Plane:
    """Returns (H, W, 3): what new colour lacks to meet the photo of its class, less far from it.

    `reach` is how far it is carried, and how many grey levels of it farther.
    """
    height, width = shown.shape
    small = (max(1, width // 4), max(1, height // 4))
    inside = erode(shown, 2 * scale).astype(np.float32)
    mass, lack = (
        cv2.GaussianBlur(
            cv2.resize(plane, small, interpolation=cv2.INTER_AREA), (0, 0), _CARRY_BLUR * scale / 4
        )
        for plane in (inside, (picture - new) * inside[..., None])
    )
    seen = mass > _LEAST_MASS
    if not seen.any():
        return np.zeros_like(picture)
    carried = filled_smoothly(lack / np.maximum(mass, _LEAST_MASS)[..., None], seen)
    away = distance_to(seen) * 4
    near, far = (np.exp(-away / (length * scale))[..., None] for length in (reach[0], _CARRY_FAR))
    carried = carried * near + np.clip(carried, -reach[1], reach[1]) * (far - near)
    return _enlarged(carried.astype(np.float32), shown.shape)


def _enlarged(small: Plane, size: tuple[int, ...]) -> Plane:
    large: Plane = cv2.resize(small, (size[1], size[0]), interpolation=cv2.INTER_LINEAR)
    return large
