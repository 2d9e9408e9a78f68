"""Short sleeves end in a corner: their hems stand off the arm, as wide as the sleeve above."""

import numpy as np
from numpy.typing import NDArray

from tryon.labels import Compact
from tryon.pipelines.compact.hidden_arms import body_size, outer_side
from tryon.pipelines.compact.sleeve_ends import ARMS, HAND, arm_frame
from tryon.pipelines.compact.spread import dilate
from tryon.types import Keypoints, Labels, Mask

# Along an arm (0 the shoulder, 1 the elbow): where a short sleeve's outline begins to be one, where
# its hem may be, how far above the hem its corner may be round, and in which steps it is looked at.
_FIRST, _HEMS, _CORNER, _STEP = 0.15, (0.25, 0.95), 0.12, 0.03
# In sizes of the body, of 40 arms in photos: how much narrower a hem is than the sleeve above it,
# which was -0.009 to 0.025 in half of them, and how far it stands off the arm at most, where three
# of four stand off less. And how far from its bone something is a sleeve.
_NARROWER, _OFF, _FARTHEST = 0.005, 0.076, 0.27
# The share at which an outline is, and the fewest pixels that tell it.
_EDGE, _FEWEST = 0.98, 12

Plane = NDArray[np.float32]


def square_hems(layout: Labels, keypoints: Keypoints, settled: Mask) -> Labels:
    """Returns the layout with the outer corners of short sleeves' hems filled.

    The network is unsure where a hem is, and so rounds its corners: every sleeve was a balloon.

    Args:
        layout: (H, W) compact classes in the new garment.
        keypoints: In pixels of `layout`; an arm of which a joint is missing is left as it is.
        settled: (H, W) what must not change: hands, hair, face.

    Returns:
        (H, W) uint8, a new array.
    """
    square = layout.copy()
    size = body_size(keypoints)
    for arm, joints in ARMS:
        if size and keypoints.found(*joints):
            along, aside = arm_frame(layout.shape, keypoints.xy[list(joints)])
            outwards = aside * np.float32(outer_side(keypoints, joints))
            corner = _corner(layout, arm, along, outwards, size)
            square[corner & (layout == Compact.BACKGROUND) & ~settled] = Compact.UPPER
    return square


def _corner(labels: Labels, arm: Compact, along: Plane, outwards: Plane, size: float) -> Mask:
    """Returns (H, W) what a sleeve covers if its outer outline leads straight to its hem."""
    beside = (outwards > 0) & (outwards < _FARTHEST * size)
    bare = beside & (labels == arm) & (along > 0) & (along < HAND)
    nothing = np.zeros_like(beside)
    # On the outer side of its bones no arm touches the trunk.
    touching = bare & dilate(labels == Compact.UPPER, 1)
    if np.count_nonzero(touching) < _FEWEST:
        return nothing
    hem = float(np.median(along[touching]))
    below = bare & (along < hem + _CORNER)
    cloth = beside & (labels == Compact.UPPER) & (along > _FIRST) & (along < hem - _CORNER)
    if not (_HEMS[0] < hem < _HEMS[1]) or min(map(np.count_nonzero, (cloth, below))) < _FEWEST:
        return nothing
    steps = np.arange(_FIRST, hem - _CORNER, _STEP)
    number = np.digitize(along[cloth], steps)
    edges = [float(np.quantile(outwards[cloth][number == k], _EDGE)) for k in np.unique(number)]
    upper = float(np.median(edges))
    wide = min(upper - _NARROWER * size, float(np.quantile(outwards[below], _EDGE)) + _OFF * size)
    edge = np.interp(along, (_FIRST, hem), (upper, wide))
    return beside & (along > _FIRST) & (along < hem) & (outwards < edge)
