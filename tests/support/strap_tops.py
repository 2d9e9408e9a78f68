"""A drawn top on straps."""

import numpy as np

from tryon.types import Image, Mask

HEIGHT, WIDTH = 512, 384
# Grey levels of the ground, the trunk and the straps.
GROUND, TRUNK, STRAP = (246, 246, 246), (40, 40, 60), (70, 20, 20)


def strap_top(half: int = 4) -> tuple[Image, Mask]:
    """Returns a top of 200 by 280 and its mask; its straps are 80 long and begin in its corners."""
    cloth = np.full((HEIGHT, WIDTH, 3), GROUND, np.uint8)
    mask = np.zeros((HEIGHT, WIDTH), bool)
    cloth[120:400, 92:292] = TRUNK
    mask[120:400, 92:292] = True
    for middle in (106, 278):
        strap = np.s_[40:120, middle - half : middle + half]
        cloth[strap], mask[strap] = STRAP, True
    return cloth, mask
