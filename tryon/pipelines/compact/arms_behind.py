"""Upper arms that old sleeves hid and that go behind the trunk at the elbow."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pipelines.compact.hidden_arms import (
    body_size,
    give,
    outer_side,
    rounded_off,
    usual_half_width,
)
from tryon.pipelines.compact.sleeve_ends import ARMS, SHOULDER_CAP, arm_frame
from tryon.types import Keypoints, Labels, Mask, Sleeve

# In sizes of the body: how far from its bone an old sleeve lies at most; one is the trunk's width.
_FARTHEST = 0.5
# From where on along the arm the wall may show that the arm is behind the trunk, and in which
# steps that is looked for. Above it lies the shoulder's round.
_WALL_FROM, _STEP = 0.25, 0.02
# How much of the outer half of an arm's place has to be wall for no arm to be there.
_WALL = 0.6


def arms_behind(
    layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask, sleeve: Sleeve
) -> Labels:
    """Returns the layout with arms that go behind the trunk as far as they are to be seen.

    A wrist that is not found though it must be inside the picture is behind the person. The arm
    lies around its bone from the shoulder to the elbow; the trunk comes before its inner side by
    and by, and it ends in the elbow's round. Where the photo shows the wall in its place the arm is
    behind the trunk from there on. The old sleeve that hid it left a ball at the shoulder, and
    blots of arm and cloth below it.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`.
        settled: (H, W) what must not change: hands, hair, face.
        sleeve: How far the new garment covers the arms.

    Returns:
        (H, W) uint8, a new array.
    """
    drawn = layout.copy()
    size = body_size(keypoints)
    height, width = layout.shape
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints[:2]) or keypoints.found(joints[2]):
            continue
        start, end = keypoints.xy[list(joints[:2])]
        length = float(np.hypot(*(end - start)))
        if min(*end, width - end[0], height - end[1]) < length:
            continue  # the wrist may be outside the picture
        _draw(drawn, photo, arm, (start, end), outer_side(keypoints, joints), size, settled, sleeve)
    return drawn


def _draw(
    layout: Labels,
    photo: Labels,
    arm: Compact,
    bone: tuple[NDArray[np.float32], NDArray[np.float32]],
    outer: float,
    size: float,
    settled: Mask,
    sleeve: Sleeve,
) -> None:
    """Draws one arm (see `arms_behind`) in place.

    Args:
        layout: (H, W), changed.
        photo: (H, W).
        arm: Its class.
        bone: Its shoulder and its elbow, (2,) each.
        outer: The sign of its outer side, see `outer_side`.
        size: The body's, in pixels.
        settled: (H, W).
        sleeve: The new garment's.
    """
    start, end = bone
    along, aside = arm_frame(layout.shape, np.stack([start, end, 2 * end - start]))
    outwards = aside * np.float32(outer)
    old = (photo == Compact.UPPER) & ~settled
    near = (np.abs(outwards) < _FARTHEST * size) & ~settled
    bared = old & near & (layout == arm) & (along > SHOULDER_CAP)
    if sleeve == "long" or not (bared.any() or sleeve == "sleeveless"):
        return
    begin = SHOULDER_CAP if sleeve == "sleeveless" else float(np.quantile(along[bared], 0.05))
    half = usual_half_width(np.minimum(along, 1), size)
    # It ends in the elbow's round.
    below = np.clip(along - 1, 0, None) * np.float32(np.hypot(*(end - start)))
    half = np.sqrt(np.clip(half**2 - below**2, 0, None))
    inner = -half * np.clip(1 - along, 0, 1)
    edge = half + rounded_off(along, aside, layout == arm, half)
    last = 1 + half.max() / max(float(np.hypot(*(end - start))), 1.0)
    wall = _first_wall(photo, along, outwards, half)
    if wall is not None:
        share = np.clip((along - SHOULDER_CAP) / (wall - SHOULDER_CAP), 0, 1)
        edge, last = edge * np.cos(share * np.float32(np.pi / 2)), wall
    here = old & near & (along > begin)
    within = here & (outwards > inner) & (outwards <= edge) & (along < last) & (half > 0)
    ghost = here & ~within & (layout == arm)
    # Below where the arm ends cloth is the trunk's.
    cloth = near & (along > begin) & (along < last) & (layout == Compact.UPPER)
    cloth &= outwards > np.maximum(edge, 0)
    beyond = ghost & (outwards > inner) | cloth
    give(layout, ghost & (outwards <= inner), layout == Compact.UPPER)
    give(layout, beyond, is_any(layout, (Compact.BACKGROUND, Compact.LOWER)))
    layout[within & is_any(layout, (Compact.BACKGROUND, Compact.UPPER))] = arm


def _first_wall(
    photo: Labels,
    along: NDArray[np.float32],
    outwards: NDArray[np.float32],
    half: NDArray[np.float32],
) -> float | None:
    """Returns from where on along an arm the photo shows the wall in its outer half, if it does."""
    outer_half = (outwards > 0) & (outwards < half)
    for place in np.arange(_WALL_FROM, 1, _STEP):
        strip = outer_half & (along >= place) & (along < place + _STEP)
        if strip.any() and (photo[strip] == Compact.BACKGROUND).mean() > _WALL:
            return float(place)
    return None
