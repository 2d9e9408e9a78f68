"""The settled layout at the photo's size: the network's answer, and what it may not touch.

Three things stay whatever the network says, each because the photo knows better: hair, face and
hands lie in front of any garment; what is bare in the photo and not covered stays as it is; nobody
grows skin or trousers where the photo shows the wall.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact, is_any
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.distance import distance_to, signed_distance
from tryon.pictures.islands import Islands, most_common
from tryon.pipelines.compact.spread import (
    dilate,
    erode,
    nearest_index,
    open_,
    smooth_planes,
    soften,
)
from tryon.types import Labels, Mask

_HEAD = (Compact.HAIR, Compact.FACE)
_ARMS = (Compact.LEFT_ARM, Compact.RIGHT_ARM)
_SKIN = (*_ARMS, Compact.NECK)
_GARMENT_OR_WALL = (Compact.UPPER, Compact.BACKGROUND)
_STAYING = (*_ARMS, Compact.NECK, Compact.LOWER)
# In pixels of a canvas 768 wide: the network's grid is two of them wide, and its steps would show
# along every outline; half the width of the narrowest hand.
_OUTLINE_BLUR, _HAND_RADIUS = 2.5, 9
# How wide a notch of the photo's own outline may be to be smoothed away.
_OUTLINE_WIDTH = 5
# A part of a class that is smaller than this share of the class is a scrap.
_SCRAP_SHARE = 0.06
# In pixels of a canvas 768 wide: the side of a square no larger than which wall within a garment is
# a hole in it; a gap between sleeve and trunk is.
_HOLE = 22
# Half the width of the widest gap between limb and trunk that is none, in the same pixels, and of
# one beside the garment that is none although the photo shows wall there: that was another one's.
_SLIVER, _SLIT = 8, 4
# A gap of which the photo shows less wall than this share was none, unless it is wider than twice
# this, in the same pixels: then it lies within the bend of an arm.
_SEEN, _BEND = 0.3, 30
# How large a gap is that stays, as the side of a square, and how far cloth may reach into it, in
# the same pixels; which share of it has to be covered to be opened.
_GAP, _GAP_RIM, _COVERED_GAP = 40, 8, 0.25
# Over how much an arm's outline is evened beside an old hem, and how far from it: the same pixels.
_CORNER, _CORNER_REACH = 10.0, 30
# How wide the rim is by which a part is told, in pixels of the layout.
_RIM = 2
# A part of the garment with this share of its outline on trousers is none.
_ISLAND_SHORE = 0.6


def smooth_outlines(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Takes the steps of the network's grid from its softmax (8, H, W)."""
    return smooth_planes(probabilities, _OUTLINE_BLUR * canvas_scale(probabilities.shape[2]))


def settled_layout(
    probabilities: NDArray[np.float32], photo: Labels, kept: Labels, straps: Mask | None = None
) -> Labels:
    """Returns the layout at the photo's resolution.

    Args:
        probabilities: (8, H, W) float32, from `smooth_outlines`.
        photo: (H, W) compact classes of the photo.
        kept: (H, W) compact classes of the agnostic parse, which has hands but no arms.
        straps: (H, W) what is cloth over bare skin whatever the network says.

    Returns:
        (H, W) uint8 compact classes in the new garment.
    """
    scores = probabilities.copy()
    scores[list(_HEAD)] = 0
    layout: Labels = scores.argmax(0).astype(np.uint8)
    layout = without_scraps(_off_the_trousers(layout), (Compact.UPPER,))
    # The parse map's own outline is ragged where it is the old garment's.
    outline = _OUTLINE_WIDTH * canvas_scale(photo.shape[1])
    wall = soften(photo == Compact.BACKGROUND, outline) > 0.5
    layout[(layout != Compact.UPPER) & wall] = Compact.BACKGROUND
    stays = is_any(photo, _STAYING) & (layout != Compact.UPPER)
    layout[stays] = photo[stays]
    layout = without_scraps(layout, _STAYING)
    hands = open_(is_any(kept, _ARMS), _HAND_RADIUS * canvas_scale(photo.shape[1]))
    layout[hands] = kept[hands]
    head = is_any(photo, _HEAD)
    layout[head] = photo[head]
    if straps is not None:
        layout[straps & is_any(layout, (*_ARMS, Compact.NECK))] = Compact.UPPER
    return layout


def _off_the_trousers(layout: Labels) -> Labels:
    """Gives parts of the garment that lie on the trousers like an island to them."""
    cleaned = layout.copy()
    islands = Islands(layout == Compact.UPPER)
    for island in islands.parts(~islands.largest, _RIM):
        if (island.around(layout) == Compact.LOWER).mean() > _ISLAND_SHORE:
            island.give_to(Compact.LOWER, cleaned)
    return cleaned


def without_holes(layout: Labels, settled: Mask) -> Labels:
    """Fills specks of wall within the garment, and skin in it that no neckline bares.

    What is of the chest's class there, the shoulder beside it included, is none in cloth alone.

    Args:
        layout: (H, W) compact classes in the new garment.
        settled: (H, W) what must not change: hands, hair, face.
    """
    filled = layout.copy()
    most = (_HOLE * canvas_scale(layout.shape[1])) ** 2
    walls = Islands(layout == Compact.BACKGROUND)
    holes = [*walls.parts(walls.areas <= most, _RIM)]
    skin = Islands(is_any(layout, (Compact.NECK, *_ARMS)))
    for part in skin.parts(skin.areas > 0, _RIM):
        chest = (layout[part.window][part.own] == Compact.NECK).any()
        if chest and not settled[part.window][part.own].any():
            holes.append(part)
    for hole in holes:
        if (hole.around(layout) == Compact.UPPER).all():
            hole.give_to(Compact.UPPER, filled)
    return filled


def without_patches(layout: Labels) -> Labels:
    """Returns the layout (H, W) of a garment with sleeves without bare patches of its shoulders.

    What the network left of a bare shoulder counts as neck; apart from the neck, between cloth and
    wall, it is none.
    """
    covered = layout.copy()
    necks = Islands(layout == Compact.NECK)
    for patch in necks.parts(~necks.largest, _RIM):
        around = patch.around(layout)
        if (around == Compact.UPPER).any() and is_any(around, _GARMENT_OR_WALL).all():
            patch.give_to(Compact.UPPER, covered)
    return covered


def without_slivers(layout: Labels, photo: Labels, settled: Mask) -> Labels:
    """Closes gaps to the wall that are too narrow to be any: very much so if the photo shows them.

    Between a bared arm and the trunk or the skirt the wall would be painted, a white notch. What is
    left of a gap of the photo between the new garment and an arm is a bright slit.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        settled: (H, W) what must not change: hands, hair, face.
    """
    scale = canvas_scale(layout.shape[1])
    wall = layout == Compact.BACKGROUND
    narrow = wall & ~open_(wall, _SLIVER * scale)
    narrow &= (photo != Compact.BACKGROUND) & ~settled
    slit = wall & ~open_(wall, _SLIT * scale) & ~settled
    # Below the hem there is none of it.
    slit &= dilate(layout == Compact.UPPER, 2 * _SLIT * scale)
    slit &= ~dilate(layout == Compact.LOWER, 2 * _SLIT * scale)
    rest = is_any(layout, (Compact.UPPER, Compact.LOWER, Compact.LEFT_ARM, Compact.RIGHT_ARM))
    closed = layout.copy()
    if narrow.any() and rest.any():
        closed[narrow] = layout[nearest_index(rest)][narrow]
    closed[slit] = Compact.UPPER
    return closed


def without_hem_corners(layout: Labels, photo: Labels, settled: Mask) -> Labels:
    """Returns the layout without the corners at which old sleeves stood off the arms below them.

    An arm that a wide sleeve hid is drawn as wide as that in part, and what the photo shows of it
    is not: between the two its outline had a corner.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        settled: (H, W) what must not change: hands, hair, face.
    """
    arms = is_any(layout, _ARMS)
    seam = arms & is_any(photo, _ARMS) & dilate(photo == Compact.UPPER, 1)
    smooth = layout.copy()
    if not seam.any():
        return smooth
    scale = canvas_scale(layout.shape[1])
    depth = signed_distance(layout != Compact.BACKGROUND)
    corner = cv2.GaussianBlur(depth, (0, 0), _CORNER * scale) <= 0
    smooth[corner & arms & dilate(seam, _CORNER_REACH * scale) & ~settled] = Compact.BACKGROUND
    return smooth


def without_invented_gaps(layout: Labels, photo: Labels) -> Labels:
    """Fills holes with cloth that open between arm and trunk where the photo shows no wall.

    The network draws them where the old garment's side was; a wall that nobody sees in the photo is
    painted, and jumps to the eye. Specks of wall beside cloth are what rules left of a gap. A gap
    that goes on below the hem lies between arm and waist and stays: filled it was a flap of the
    garment that hung down along the arm. So does a wide one within the bend of an arm that a cape
    hid: filled, the arm ended as a stump before a cape of the new garment.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
    """
    filled = layout.copy()
    walls = Islands(layout == Compact.BACKGROUND)
    scale = canvas_scale(layout.shape[1])
    speck = (_HOLE * scale) ** 2
    for gap in walls.parts(~walls.largest, _RIM):
        seen = (photo[gap.window][gap.own] == Compact.BACKGROUND).mean()
        around = gap.around(layout)
        cloth, lower = (np.count_nonzero(around == c) for c in (Compact.UPPER, Compact.LOWER))
        none = seen < _SEEN or gap.area <= speck
        none &= not _is_wide(gap.own, _BEND * scale)
        if none and cloth and not lower:
            gap.give_to(Compact.UPPER, filled)
        elif gap.area <= speck and seen < _SEEN and cloth:
            gap.give_to(Compact.UPPER if cloth >= lower else Compact.LOWER, filled)
    return filled


def _is_wide(part: Mask, radius: float) -> bool:
    """Returns whether a circle fits into a part (h, w), given by its own window."""
    return bool((distance_to(np.pad(~part, 1, constant_values=True)) > radius).any())


def without_scraps(layout: Labels, classes: tuple[Compact, ...]) -> Labels:
    """Gives small parts of classes to what lies around them.

    Args:
        layout: (H, W) compact classes.
        classes: Those of which parts may go.
    """
    cleaned = layout.copy()
    for label in classes:
        islands = Islands(cleaned == label)
        for scrap in islands.parts(islands.areas < _SCRAP_SHARE * islands.areas.sum(), _RIM):
            scrap.give_to(most_common(scrap.around(cleaned)), cleaned)
    return cleaned


def with_shown_gaps(layout: Labels, photo: Labels) -> Labels:
    """Returns the layout with the wall that the photo shows within an arm's bend, but for its rim.

    An arm that rests on the hip or on a leg looks to the network like one side of a cape.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
    """
    opened = layout.copy()
    scale = canvas_scale(layout.shape[1])
    walls = Islands(photo == Compact.BACKGROUND)
    for gap in walls.parts(walls.areas > (_GAP * scale) ** 2, 1):
        enclosed = all(
            side.start > 0 and side.stop < length
            for side, length in zip(gap.window, photo.shape, strict=True)
        )
        if enclosed:
            part = opened[gap.window]
            inner = erode(gap.own, _GAP_RIM * scale) & (part == Compact.UPPER)
            # Where the garment leaves most of it open the rest is its own.
            if inner.sum() > _COVERED_GAP * gap.area:
                part[inner] = Compact.BACKGROUND
    return opened
