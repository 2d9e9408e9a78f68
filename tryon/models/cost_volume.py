"""Compares every place of a feature map with the places around it in another.

Conventions: maps are (N, C, H, W). A displacement (dy, dx) of the second map against the first has
the channel (dy + 3) * 7 + (dx + 3), so that channel 24 compares a place with itself; places
outside the second map count as zeros.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

REACH = 3
SIDE = 2 * REACH + 1

_RUN = 8  # pixels compared by one matrix product


def cost_volume(first: Tensor, second: Tensor) -> Tensor:
    """Returns the mean product of two feature maps over their channels, for 49 displacements.

    Rows are laid end to end with three zeros between them, maps with three rows of zeros; on that
    line a displacement of (dy, dx) is one of dy pitches and dx. A run of 8 places and the 14 places
    it is compared with are then slices of the line: one matrix product without copies, whose seven
    diagonals are the answer.

    Args:
        first: (N, C, H, W), in the published networks the warped cloth's features.
        second: (N, C, H, W), the person's.

    Returns:
        (N, 49, H, W) in the type of the maps.

    Source: PF-AFN's cost volume as the published RMGN network computes it (RMGN Sec. 4.1 keeps
    that warp network).
    """
    count, channels, height, width = first.shape
    step, pitch = height + REACH, width + REACH
    length = count * step * pitch
    runs = -(-length // _RUN)
    window = _RUN + 2 * REACH
    line = first.new_zeros(runs * _RUN, channels)
    _laid_out(line, first.shape)[:] = first.permute(0, 2, 3, 1)
    around = second.new_zeros(runs * _RUN + 2 * REACH * (pitch + 1), channels)
    _laid_out(around[REACH * (pitch + 1) :], second.shape)[:] = second.permute(0, 2, 3, 1)
    products = first.new_empty(runs, _RUN, window)
    diagonals = products.as_strided((runs, _RUN, SIDE), (_RUN * window, window + 1, 1))
    volume = first.new_empty(runs, _RUN, SIDE, SIDE)
    for row in range(SIDE):
        windows = around.as_strided(
            (runs, channels, window), (_RUN * channels, 1, channels), row * pitch * channels
        )
        places = line.view(runs, _RUN, channels)
        torch.baddbmm(products, places, windows, beta=0, alpha=1 / channels, out=products)
        volume[:, :, row] = diagonals
    found = _laid_out(volume.view(-1, SIDE**2), first.shape)
    return found.permute(0, 3, 1, 2)


def _laid_out(line: Tensor, shape: torch.Size) -> Tensor:
    """Returns the places (N, H, W, C) of maps (N, ?, H, W) on a line (more than that, C)."""
    count, _, height, width = shape
    step, pitch = height + REACH, width + REACH
    used = line[: count * step * pitch].view(count, step, pitch, -1)
    return used[:, :height, :width]


def cost_volume_reference(first: Tensor, second: Tensor) -> Tensor:
    """The same as `cost_volume`, one displacement after the other."""
    height, width = first.shape[2:]
    padded = F.pad(second, (REACH,) * 4)
    return torch.stack(
        [
            (first * padded[:, :, y : y + height, x : x + width]).mean(1)
            for y in range(SIDE)
            for x in range(SIDE)
        ],
        1,
    )
