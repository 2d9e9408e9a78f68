"""The warp network of RMGN and PF-AFN, loadable from the published files of either.

Conventions: tensors are (N, C, H, W). A grid is (N, 2, H, W) float32, the (x, y) place in the cloth
to read for each pixel of the person. It holds places, not offsets: the networks predict offsets in
pixels of their level, which become places with the outermost pixel centres at -1 and 1, whatever
`align_corners` says about reading. The names of the layers are the keys of the published files.

RMGN's file was trained where reading a grid put -1 and 1 at the outer edges of the pixels
(`align_corners=False`), so that an offset of zero is not quite the identity: pixel x of w reads
x w / (w - 1) - 1/2. This adds up over ten compositions, and the weights have learned it. PF-AFN's
file needs True.

Source: RMGN Sec. 4.1, which keeps PF-AFN's appearance flow warping and changes its losses only.
"""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.blocks import each_level
from tryon.models.cost_volume import SIDE, cost_volume, cost_volume_reference
from tryon.models.sampling import sample, sample_rows
from tryon.types import Size

SLOPE = 0.1  # of the LeakyReLUs


def _normalised_conv(in_channels: int, out_channels: int, stride: int = 1) -> list[nn.Module]:
    """Returns batch normalisation, ReLU, 3x3 convolution: the reverse of the usual order."""
    conv = nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False)
    # In place: what the normalisation gives is nobody else's.
    return [nn.BatchNorm2d(in_channels), nn.ReLU(inplace=True), conv]


class DownBlock(nn.Module):
    """Halves the size."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.block = nn.Sequential(*_normalised_conv(in_channels, out_channels, 2))

    def forward(self, x: Tensor) -> Tensor:
        """Returns (N, out_channels, H / 2, W / 2)."""
        halved: Tensor = self.block(x)
        return halved


class ResidualBlock(nn.Module):
    """Adds what two convolutions make of the features."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        layers = _normalised_conv(channels, channels) + _normalised_conv(channels, channels)
        self.block = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """Returns the shape of x."""
        total: Tensor = self.block(x) + x
        return total


class FeatureEncoder(nn.Module):
    """Features at five sizes, each half of the one before."""

    def __init__(self, in_channels: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.encoders = nn.ModuleList()
        for width in widths:
            stage = [DownBlock(in_channels, width), ResidualBlock(width), ResidualBlock(width)]
            self.encoders.append(nn.Sequential(*stage))
            in_channels = width

    def forward(self, x: Tensor) -> list[Tensor]:
        """Returns one map a stage, finest (H / 2) first."""
        return each_level(self.encoders, x)


class FeaturePyramid(nn.Module):
    """Brings the features to one width and hands what the coarse ones know to the fine ones."""

    def __init__(self, widths: tuple[int, ...], channels: int) -> None:
        super().__init__()
        self.adaptive = nn.ModuleList(nn.Conv2d(width, channels, 1) for width in reversed(widths))
        self.smooth = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in widths)

    def forward(self, features: list[Tensor]) -> list[Tensor]:
        """Returns maps of `channels`, coarsest first, for features finest first."""
        pyramid: list[Tensor] = []
        layers = zip(reversed(features), self.adaptive, self.smooth, strict=True)
        for feature, adaptive, smooth in layers:
            level = adaptive(feature)
            if pyramid:
                level += F.interpolate(pyramid[-1], scale_factor=2)
            pyramid.append(smooth(level))
        return pyramid


class FlowNetwork(nn.Module):
    """Predicts the grid from coarse to fine: at every level first a search, then a refinement."""

    def __init__(self, levels: int, channels: int, hidden: tuple[int, ...]) -> None:
        super().__init__()
        self.netMain = nn.ModuleList(self._head(SIDE**2, hidden) for _ in range(levels))
        self.netRefine = nn.ModuleList(self._head(2 * channels, hidden) for _ in range(levels))

    @staticmethod
    def _head(in_channels: int, hidden: tuple[int, ...]) -> nn.Sequential:
        layers: list[nn.Module] = []
        for width in hidden:
            layers += [
                nn.Conv2d(in_channels, width, 3, padding=1),
                nn.LeakyReLU(SLOPE, inplace=True),
            ]
            in_channels = width
        return nn.Sequential(*layers, nn.Conv2d(in_channels, 2, 3, padding=1))

    def forward(
        self, cloths: Iterable[Tensor], persons: Iterable[Tensor], align_corners: bool, plain: bool
    ) -> list[Tensor]:
        """Returns a grid a level, at the level's size, coarsest first; see `AppearanceFlow`."""
        read: Callable[[Tensor, Tensor, bool], Tensor] = sample if plain else sample_rows
        compare = cost_volume_reference if plain else cost_volume
        refine = self._refine_reference if plain else self._refine
        grids: list[Tensor] = []
        for level, (cloth, person) in enumerate(zip(cloths, persons, strict=True)):
            grid = enlarged(grids[-1]) if grids else None
            moved = cloth if grid is None else read(cloth, grid, align_corners)
            costs = F.leaky_relu(compare(moved, person), SLOPE)
            found = places(self.netMain[level](costs))
            grid = found if grid is None else sample(grid, found, align_corners)
            refined = places(refine(level, read(cloth, grid, align_corners), person))
            grids.append(sample(grid, refined, align_corners))
        return grids

    def _refine_reference(self, level: int, moved: Tensor, person: Tensor) -> Tensor:
        offsets: Tensor = self.netRefine[level](torch.cat([moved, person], 1))
        return offsets

    def _refine(self, level: int, moved: Tensor, person: Tensor) -> Tensor:
        """The same without joining the two maps, the largest that there are, in a third."""
        head = self.netRefine[level]
        assert isinstance(head, nn.Sequential)
        first = head[0]
        assert isinstance(first, nn.Conv2d)
        for_cloth, for_person = first.weight.chunk(2, 1)
        hidden = F.conv2d(moved, for_cloth, first.bias, padding=1)
        hidden += F.conv2d(person, for_person, padding=1)
        offsets: Tensor = head[1:](hidden)
        return offsets


def enlarged(grid: Tensor) -> Tensor:
    """Returns a grid at twice its size: as a picture is enlarged, whatever `align_corners` says."""
    return F.interpolate(grid, scale_factor=2, mode="bilinear", align_corners=False)


def places(offsets: Tensor) -> Tensor:
    """Turns offsets into the grid that reads each pixel from where its offset points.

    Args:
        offsets: (N, 2, H, W) in pixels, x first.

    Returns:
        (N, 2, H, W) float32 at least; -1 and 1 are the centres of the outermost pixels.
    """
    height, width = offsets.shape[2:]
    x = torch.arange(width, device=offsets.device).expand(height, width)
    y = torch.arange(height, device=offsets.device)[:, None].expand(height, width)
    offsets = offsets.to(torch.promote_types(offsets.dtype, torch.float32))
    half = offsets.new_tensor([width - 1, height - 1])[:, None, None] / 2
    return (torch.stack([x, y]) + offsets) / half - 1


class AppearanceFlow(nn.Module):
    """Warps the cloth onto the person: the "appearance flow warping module".

    Args:
        in_channels: Channels on the person's side.
        cloth_channels: Channels on the cloth's side.
        widths: Of the encoders' stages.
        channels: Of every level of the pyramids.
        hidden: Of the flow network's heads.
        align_corners: False for RMGN's file, True for PF-AFN's.

    Source: RMGN Sec. 4.1.
    """

    def __init__(
        self,
        in_channels: int = 3,
        cloth_channels: int = 3,
        widths: tuple[int, ...] = (64, 128, 256, 256, 256),
        channels: int = 256,
        hidden: tuple[int, ...] = (128, 64, 32),
        align_corners: bool = False,
    ) -> None:
        super().__init__()
        self.align_corners = align_corners
        self.image_features = FeatureEncoder(cloth_channels, widths)
        self.cond_features = FeatureEncoder(in_channels, widths)
        self.image_FPN = FeaturePyramid(widths, channels)
        self.cond_FPN = FeaturePyramid(widths, channels)
        self.aflow_net = FlowNetwork(len(widths), channels, hidden)

    def forward(self, person: Tensor, cloth: Tensor) -> tuple[Tensor, Tensor]:
        """Warps the cloth.

        Args:
            person: (N, 3, H, W) RGB from -1 to 1; 512x384 or 256x192 as published.
            cloth: (N, 3, H, W) RGB from -1 to 1, 0 wherever its mask is 0.

        Returns:
            The warped cloth (N, 3, H, W) and the grid (N, 2, H, W) float32 for `warp`.

        Raises:
            ValueError: A side is not divisible by 2 to the number of levels, 32 as published.
        """
        grid = self.grid(self.person_pyramid(person), self.cloth_pyramid(cloth))
        return self.warp(cloth, grid), grid

    def forward_reference(self, person: Tensor, cloth: Tensor) -> tuple[Tensor, Tensor]:
        """The same as `forward`, computed as the published program does."""
        pyramids = self.person_pyramid(person), self.cloth_pyramid(cloth)
        grid = enlarged(self.grids_reference(*pyramids)[-1])
        return self.warp(cloth, grid), grid

    def grids_reference(
        self, person_pyramid: list[Tensor], cloth_pyramid: list[Tensor]
    ) -> list[Tensor]:
        """Returns the grids of all levels at their own sizes, coarsest first; they can be learnt.

        The last one, `enlarged`, is what `grid` gives.
        """
        found: list[Tensor] = self.aflow_net(
            cloth_pyramid, person_pyramid, self.align_corners, plain=True
        )
        return found

    def person_pyramid(self, person: Tensor) -> list[Tensor]:
        """Returns what the network knows of a person: five maps, H / 32 first, to H / 2.

        They depend on the person alone, so that a caller may keep them for another cloth.

        Raises:
            ValueError: As `forward`.
        """
        return self._pyramid(person, self.cond_features, self.cond_FPN)

    def cloth_pyramid(self, cloth: Tensor) -> list[Tensor]:
        """Returns the same of a masked cloth, which may be kept for another person.

        Raises:
            ValueError: As `forward`.
        """
        return self._pyramid(cloth, self.image_features, self.image_FPN)

    def _pyramid(self, x: Tensor, encoder: nn.Module, pyramid: nn.Module) -> list[Tensor]:
        check_sides(x, len(self.aflow_net.netMain))
        maps: list[Tensor] = pyramid(encoder(x.to(next(self.parameters()).dtype)))
        return maps

    def grid(self, person_pyramid: list[Tensor], cloth_pyramid: list[Tensor]) -> Tensor:
        """Returns the grid (N, 2, H, W) float32 for what the two sides know."""
        found: list[Tensor] = self.aflow_net(
            cloth_pyramid, person_pyramid, self.align_corners, plain=False
        )
        return enlarged(found[-1])

    def warp(self, picture: Tensor, grid: Tensor, outside: str = "border") -> Tensor:
        """Reads the cloth or its mask through the grid, as this network's grids are meant.

        Args:
            picture: (N, C, H, W).
            grid: (N, 2, H, W).
            outside: "border" for the cloth, "zeros" for its mask.

        Returns:
            (N, C, H, W).
        """
        return sample(picture, grid, self.align_corners, outside)


def flow_widths(width: int) -> dict[str, Any]:
    """Returns the arguments that make an `AppearanceFlow` so wide; 64 is the published one."""
    return {
        "widths": (width, 2 * width, 4 * width, 4 * width, 4 * width),
        "channels": 4 * width,
        "hidden": (2 * width, width, width // 2),
    }


def check_sides(x: Tensor, halvings: int) -> None:
    """Refuses pictures that cannot be halved so often.

    Raises:
        ValueError: A side is not divisible by 2 to the power of `halvings`.
    """
    size: Size = (x.shape[2], x.shape[3])
    step = 1 << halvings
    if size[0] % step or size[1] % step:
        raise ValueError(f"Both sides must be divisible by {step}, not {size[0]}x{size[1]}.")
