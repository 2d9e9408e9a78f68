"""Sleeves that end above the forearm hang from the shoulders, straight, to an open hem."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pipelines.compact.hidden_arms import body_size, outer_side
from tryon.pipelines.compact.sleeve_ends import ARMS, SHOULDER_CAP, arm_frame
from tryon.pipelines.compact.spread import soften
from tryon.types import Keypoints, Labels, Mask

Line = NDArray[np.float64]

# In sizes of the body, see `hidden_arms.body_size`: how far from the outer side of the arm a hem
# stands, as on 40 arms of photos, how thick cloth is that lies on the arm, and how far from its
# bone a sleeve may reach.
_OPEN, _CLOTH, _FARTHEST = 0.051, 0.012, 0.45
# Along an arm (0 the shoulder, 1 the elbow): where its sleeve begins, and from where on it hangs
# wholly as told here; in which steps it is looked at.
_FIRST, _WHOLLY, _STEP = -0.15, 0.1, 0.01
# Along it: how much of the arm below the hem tells how wide it is there, how far below tips hang,
# and from where on forearms are another rule's.
_BELOW, _TIPS, _ELBOW = 0.12, 0.35, 1.05
# Hems nearer to the shoulder or the elbow are none of a short sleeve, and sleeves that differ by
# less are of one length.
_SHORTEST, _LONGEST, _ALIKE = 0.15, 1.0, 0.3
# How much of what lies right above a hem, which may be aslant, has to be cloth, and from which
# share on an arm is shown; one shown in part has the old sleeve's hem there, which stays.
_ABOVE, _COVERED, _MOSTLY = 0.1, 0.6, 0.85
# How much of what lies beyond a sleeve has to be wall: before the trunk nothing tells its outline.
_OPEN_WALL = 0.5
# Over how much the outline of a bare arm is evened, in pixels of a canvas 768 wide.
_TEETH = 7.0
_FEWEST = 12


class _Sleeve(NamedTuple):
    """An arm and where its sleeve ends.

    Attributes:
        arm: Its class.
        along: (H, W), see `arm_frame`.
        outwards: (H, W) pixels from the bone, above zero on the outer side.
        free: (H, W) what lies around the arm and may change.
        hem: Where along the arm the sleeve ends.
        shown: Which share of what the photo shows around the hem is the arm.
    """

    arm: Compact
    along: NDArray[np.float32]
    outwards: NDArray[np.float32]
    free: Mask
    hem: float
    shown: float


def hang_sleeves(layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with short sleeves that hang from the shoulders as cloth does.

    The outer side leads straight from where the photo's shoulder or arm is widest to the hem, which
    stands off the arm: held to an arm that narrows below its muscle, a sleeve is a balloon. Below
    the hem nothing covers what the photo shows of the arm.

    Args:
        layout: (H, W) compact classes in the new garment.
        photo: (H, W) compact classes of the photo.
        keypoints: In pixels of `layout`; an arm without an elbow is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    hung = layout.copy()
    size = body_size(keypoints)
    for sleeve in _alike(_sleeves(layout, photo, keypoints, settled, size)):
        _hang(hung, photo, sleeve, size)
    return hung


def _alike(sleeves: list[_Sleeve]) -> list[_Sleeve]:
    """Returns sleeves of one length, unless an old one ended there, or they differ much."""
    hems = [sleeve.hem for sleeve in sleeves]
    if not hems or max(hems) - min(hems) > _ALIKE:
        return sleeves
    # Where the photo shows the arms none has to be painted.
    if all(sleeve.shown > _MOSTLY for sleeve in sleeves):
        return [sleeve._replace(hem=min(hems)) for sleeve in sleeves]
    if all(sleeve.shown < 1 - _MOSTLY for sleeve in sleeves):
        return [sleeve._replace(hem=max(hems)) for sleeve in sleeves]
    return sleeves


def _sleeves(
    layout: Labels, photo: Labels, keypoints: Keypoints, settled: Mask, size: float
) -> list[_Sleeve]:
    """Returns the short sleeves whose hems are seen."""
    found = []
    for arm, joints in ARMS:
        if not size or not keypoints.found(*joints[:2]):
            continue
        bones = keypoints.xy[list(joints)]
        if not keypoints.found(joints[2]):
            bones[2] = 2 * bones[1] - bones[0]
        along, aside = arm_frame(layout.shape, bones)
        outwards = aside * np.float32(outer_side(keypoints, joints))
        # What is kept of an arm beside its bones is no hand above the elbow.
        free = ~settled | ((photo == arm) & (along < 1))
        free &= np.abs(outwards) < _FARTHEST * size
        hem = _hem(layout, arm, along, np.where(free, outwards, -1))
        if hem is not None:
            near = free & (np.abs(along - hem) < _BELOW) & (outwards > 0)
            near &= photo != Compact.BACKGROUND
            shown = float((photo[near] == arm).mean()) if near.any() else 0.0
            found.append(_Sleeve(arm, along, outwards, free, hem, shown))
    return found


def _hem(
    layout: Labels, arm: Compact, along: NDArray[np.float32], outwards: NDArray[np.float32]
) -> float | None:
    """Returns where along an arm its sleeve ends, None where no hem of a short one is seen.

    On its outer half, beside which there is no trunk, in the middle of all places across it.
    """
    bare = (layout == arm) & (outwards > 0) & (along > 0) & (along < _ELBOW)
    if np.count_nonzero(bare) < _FEWEST:
        return None
    across = outwards[bare].astype(int)
    begins = np.full(across.max() + 1, np.inf)
    np.minimum.at(begins, across, along[bare])
    hem = float(np.median(begins[np.isfinite(begins)]))
    above = (outwards > 0) & (outwards < across.max()) & (along > hem - _ABOVE) & (along < hem)
    above &= layout != Compact.BACKGROUND
    if not _SHORTEST < hem < _LONGEST or not above.any():
        return None
    return hem if float((layout[above] == Compact.UPPER).mean()) > _COVERED else None


def _hang(layout: Labels, photo: Labels, sleeve: _Sleeve, size: float) -> None:
    arm, along, outwards, free, hem, shown = sleeve
    if shown > _MOSTLY:
        # A printed top's side beside the arm has teeth in parse maps.
        bare = soften(photo == arm, _TEETH * canvas_scale(layout.shape[1])) > 0.5
        bared = free & (along > hem) & (along < _ELBOW) & bare & (photo != Compact.BACKGROUND)
        layout[bared & (layout == Compact.UPPER)] = arm
    outer = free & (outwards > 0)
    below = outer & (layout == arm) & (along > hem) & (along < hem + _BELOW)
    if np.count_nonzero(below) < _FEWEST:
        return
    wide = float(np.quantile(outwards[below], 0.98))
    places, taut = _outer_line(photo, sleeve, outer, wide, size)
    own = _reach(sleeve, outer & (layout == Compact.UPPER))
    gain = np.clip((places - _FIRST) / (_WHOLLY - _FIRST), 0, 1)
    edge = taut + (1 - gain) * (np.interp(places, *own) - taut)
    sleeved = free & (along > _FIRST) & (along < hem)
    inside = outwards <= np.interp(along, places, edge)
    beyond = layout[sleeved & outer & ~inside]
    if not beyond.size or float((beyond == Compact.BACKGROUND).mean()) < _OPEN_WALL:
        return
    cloth = layout == Compact.UPPER
    wall = layout == Compact.BACKGROUND
    layout[sleeved & (layout == arm)] = Compact.UPPER
    layout[sleeved & outer & wall & inside] = Compact.UPPER
    layout[sleeved & outer & cloth & ~inside] = Compact.BACKGROUND
    tips = outer & cloth & (along > hem) & (along < hem + _TIPS)
    layout[tips] = np.where(outwards[tips] < wide, arm, Compact.BACKGROUND)


def _outer_line(
    photo: Labels, sleeve: _Sleeve, outer: Mask, wide: float, size: float
) -> tuple[Line, Line]:
    """Returns places along an arm and how far its sleeve's outer side is from the bone there.

    Taut over the shoulder and what the photo shows of the arm, down to the open hem.

    Args:
        photo: (H, W) compact classes of the photo.
        sleeve: Whose.
        outer: (H, W) what lies on its outer side.
        wide: How far the arm reaches below the hem, in pixels.
        size: Of the body, in pixels.
    """
    body = outer & (photo != Compact.BACKGROUND)
    body &= (photo == sleeve.arm) | (sleeve.along < SHOULDER_CAP)
    seen, reach = _reach(sleeve, body)
    places = np.append(seen, sleeve.hem)
    return places, _taut(places, np.append(reach + _CLOTH * size, wide + _OPEN * size))


def _reach(sleeve: _Sleeve, mask: Mask) -> tuple[Line, Line]:
    """Returns places along an arm above its hem and how far a mask reaches outwards there."""
    here = mask & (sleeve.along > _FIRST) & (sleeve.along < sleeve.hem)
    steps = ((sleeve.along[here] - _FIRST) / _STEP).astype(int)
    reach = np.zeros(round((_LONGEST - _FIRST) / _STEP) + 1)
    np.maximum.at(reach, steps, sleeve.outwards[here])
    seen = np.flatnonzero(reach)
    places: Line = _FIRST + _STEP * (seen.astype(float) + 0.5)
    return places, reach[seen]


def _taut(places: Line, edge: Line) -> Line:
    """Returns an edge without dents, its upper hull: so cloth is taut over what it lies on."""
    hull: list[int] = []
    for place in range(len(places)):
        while len(hull) > 1 and _dented(places, edge, hull[-2], hull[-1], place):
            hull.pop()
        hull.append(place)
    return np.interp(places, places[hull], edge[hull])


def _dented(places: Line, edge: Line, first: int, middle: int, last: int) -> bool:
    """Returns whether the middle one of three points lies below the line between the others."""
    rise = (edge[last] - edge[first]) * (places[middle] - places[first])
    return bool((edge[middle] - edge[first]) * (places[last] - places[first]) <= rise)
