"""Thin-plate splines as a linear map: where the control points land, times a basis of the size.

Convention: a grid is (N, H, W, 2) float32, the (x, y) place in the garment to read for each pixel
of the person, in `grid_sample` units with align_corners=False.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.device import unlowered
from tryon.types import Size

_PLACES_AT_ONCE = 4096  # so that what lies between stays in the cache


def tps_basis(centres: Tensor, places: Tensor) -> Tensor:
    """Solves the thin-plate spline once for fixed control points and places.

    The spline that moves every control point onto its target reads, at each place, a fixed mixture
    of the targets: warped = targets @ basis. Solved in float64, for the system is ill-conditioned.

    Args:
        centres: (K, 2) control points (x, y), any frame.
        places: (P, 2) where the spline is evaluated, the same frame.

    Returns:
        (K, P) float32.

    Source: VITON-HD Sec. 3.3, the TPS of its geometric matching.
    """
    centres = centres.double()
    weights = _solved(centres)
    basis = torch.empty(len(centres), len(places))
    for start in range(0, len(places), _PLACES_AT_ONCE):
        some = places[start : start + _PLACES_AT_ONCE].double()
        basis[:, start : start + len(some)] = (_design(some, centres) @ weights).T
    return basis


def _design(places: Tensor, centres: Tensor) -> Tensor:
    """Returns (P, K + 3): the radial terms of each place, then 1, x, y."""
    x, y = places.T[..., None] - centres.T[:, None]
    squared = x.square() + y.square()
    # r^2 log r^2 has the limit 0 at r = 0.
    radial = squared * torch.where(squared == 0, 1.0, squared).log()
    return torch.cat([radial, torch.ones_like(places[:, :1]), places], 1)


def _solved(centres: Tensor) -> Tensor:
    """Returns (K + 3, K): the spline's coefficients for targets of one at a single point each."""
    count = len(centres)
    system = centres.new_zeros(count + 3, count + 3)
    system[:count] = _design(centres, centres)
    system[count:, :count] = system[:count, count:].T
    inverse: Tensor = torch.linalg.inv(system)
    return inverse[:, :count]


class TpsGrid(nn.Module):
    """Turns predicted offsets of control points into a sampling grid of any size.

    Two quirks of the published network are kept: the control points are listed column by column
    (x outer, y inner), and the grid itself spans -0.9 to 0.9, not -1 to 1, so that offsets of zero
    zoom in a little.

    Args:
        points: Control points along each side.
        span: The outermost control points and grid places lie at -span and span.

    Source: VITON-HD Sec. 3.3, theta of 2 x 5 x 5.
    """

    def __init__(self, points: int = 5, span: float = 0.9) -> None:
        super().__init__()
        self.span = span
        line = torch.linspace(-span, span, points, dtype=torch.float64)
        x, y = torch.meshgrid(line, line, indexing="ij")
        # No buffer: it must stay float64 when the network becomes half precision.
        self._centres = torch.stack([x.flatten(), y.flatten()], 1)
        # The basis and the identity of the size used last: 85 MB at 1024x768.
        self._kept: tuple[Size, torch.device, Tensor, Tensor] | None = None

    def forward(self, theta: Tensor, size: Size) -> Tensor:
        """Returns the grid (N, H, W, 2) float32.

        Args:
            theta: (N, 2 K) offsets, all in x and then all in y, in units of the grid.
            size: (height, width) of the grid.
        """
        basis, identity = self._prepared(size, theta.device)
        # Where no point moves, the spline is the identity, so that only offsets need the basis.
        offsets = theta.float().view(2 * len(theta), -1)
        with unlowered(theta.device):
            moved = offsets @ basis
        grid = moved.view(-1, 2, size[0] * size[1]) + identity
        return grid.transpose(1, 2).contiguous().view(-1, *size, 2)

    def control_points(self, theta: Tensor) -> Tensor:
        """Returns where the control points land, (N, rows, columns, 2) as (x, y)."""
        side = round(len(self._centres) ** 0.5)
        moved = theta.float().view(len(theta), 2, -1) + self._centres.to(theta.device).float().T
        # Listed column by column.
        return moved.view(-1, 2, side, side).permute(0, 3, 2, 1)

    def forward_reference(self, theta: Tensor, size: Size) -> Tensor:
        """The same grid as `forward`, the spline evaluated anew at every pixel.

        In float32, or in float64 for offsets in float64.
        """
        theta = theta.to(torch.promote_types(theta.dtype, torch.float32))
        exact = self._centres.to(theta.device)
        centres = exact.to(theta.dtype)
        targets = theta.view(len(theta), 2, -1).transpose(1, 2) + centres
        coefficients = _solved(exact).to(theta.dtype) @ targets
        places = self._places(size).to(centres)
        return (_design(places, centres) @ coefficients).view(-1, *size, 2)

    def _places(self, size: Size) -> Tensor:
        """Returns (H W, 2) float64: the (x, y) of the grid, row by row."""
        y, x = (torch.linspace(-self.span, self.span, side, dtype=torch.float64) for side in size)
        grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
        return torch.stack([grid_x.flatten(), grid_y.flatten()], 1)

    def _prepared(self, size: Size, device: torch.device) -> tuple[Tensor, Tensor]:
        """Returns the basis (K, H W) and the identity grid (2, H W) for a size on a device."""
        kept = self._kept
        if kept is None or kept[:2] != (size, device):
            identity = self._places(size).T.float().contiguous().to(device)
            kept = (size, device, self._basis(size).to(device), identity)
            self._kept = kept
        return kept[2:]

    def _basis(self, size: Size) -> Tensor:
        """Returns (K, H W): a quarter of the grid is solved, the rest mirrors it."""
        (height, width), side = size, round(len(self._centres) ** 0.5)
        rows, columns = (height + 1) // 2, (width + 1) // 2
        places = self._places(size).view(height, width, 2)[:rows, :columns].flatten(0, 1)
        quarter = tps_basis(self._centres, places).view(side, side, rows, columns)
        half = torch.cat([quarter, quarter.flip(0, 3)[..., width % 2 :]], 3)
        whole = torch.cat([half, half.flip(1, 2)[:, :, height % 2 :]], 2)
        return whole.view(len(self._centres), -1)


def warp(picture: Tensor, grid: Tensor) -> Tensor:
    """Reads a picture through a grid: bilinear, what lies outside repeats the border.

    Args:
        picture: (N, C, H, W).
        grid: (N, h, w, 2).

    Returns:
        (N, C, h, w).
    """
    return F.grid_sample(
        picture, grid.to(picture.dtype), padding_mode="border", align_corners=False
    )
