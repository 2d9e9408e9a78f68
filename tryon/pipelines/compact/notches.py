"""Cloth that a warp reads from the gap between the product's sleeve and trunk.

Where sleeve and trunk lie beside each other on the person, the dense flow stretches the gap between
them over the cloth, and what `spread.run_on` made up for it with it: slits, eyes and bright specks.
"""

import cv2
import numpy as np

from tryon.labels import Compact
from tryon.pictures.coordinates import canvas_scale
from tryon.pictures.islands import Islands
from tryon.pipelines.compact.spread import Plane, close_, erode, filled_smoothly
from tryon.types import Image, Labels, Mask

# In pixels of a canvas 768 wide: half the width of the widest gap that is closed, of six garments
# whose gaps were stretched; how far beside it cloth tells whether it has a pattern; what of the
# cloth there is the gap's rim, and how softly it is filled.
_WIDEST, _BESIDE, _RIM, _BLUR = 20, 24, 2, 2.0
# In grey levels: how far cloth lies from its mean around it, on average, that is closed smoothly;
# and in the same pixels how large that surrounding is. Beside 11 gaps of prints and cables it was
# 24.5 at least; beside four of velvet, whose shine was smeared, 11.1 to 13.5; in plain cloth 0.6 to
# 9.3. Folds alone span as many levels as a print.
_FINE, _AROUND = 10.0, 6.0


def closed_notches(warped: Image, own: Mask, layout: Labels) -> Image:
    """Returns the warped cloth with narrow gaps in it closed smoothly from both sides.

    But not where it has a pattern or a shine: continued as in a mirror from both sides, prints were
    as torn as before.

    Args:
        warped: (H, W, 3) the garment on its place.
        own: (H, W) where that shows the product's own cloth.
        layout: (H, W) compact classes in the new garment.

    Returns:
        (H, W, 3) uint8, a new array.
    """
    scale = canvas_scale(layout.shape[1])
    garment = layout == Compact.UPPER
    seen = garment & own
    gaps = Islands(close_(seen, _WIDEST * scale) & garment & ~seen)
    closed = warped.copy()
    for gap in gaps.parts(gaps.areas > 0, round(_BESIDE * scale)):
        cloth = warped[gap.window].astype(np.float32)
        sure = erode(seen[gap.window], _RIM * scale)
        beside = sure & gap.rim
        if beside.any() and _fineness(cloth, sure, _AROUND * scale)[beside].mean() < _FINE:
            smooth = cv2.GaussianBlur(filled_smoothly(cloth, sure), (0, 0), _BLUR * scale)
            closed[gap.window][gap.own] = np.rint(smooth[gap.own]).astype(np.uint8)
    return closed


def _fineness(cloth: Plane, sure: Mask, sigma: float) -> Plane:
    """Returns (H, W, 3): how far cloth is from its mean around each place, where that is sure."""
    weight = sure.astype(np.float32)
    share = np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)[..., None]
    mean = cv2.GaussianBlur(cloth * weight[..., None], (0, 0), sigma) / share
    away: Plane = np.abs(cloth - mean)
    return away
