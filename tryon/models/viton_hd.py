"""VITON-HD's segmentation generator and geometric matching, loadable from the published files.

Conventions: tensors are (N, C, H, W) float32. Both networks work at 256x192; their results serve
any size. The names of the layers are the keys of the published files.

Source: VITON-HD Sec. 3.2, 3.3 and A.2 (Fig. 10, 11).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.tps import TpsGrid
from tryon.types import Size

BLUR_SIZE = 15
BLUR_SIGMA = 3.0


def _twice(in_channels: int, out_channels: int) -> list[nn.Module]:
    """Returns (3x3 convolution, instance normalisation, ReLU) two times."""
    return [*_once(in_channels, out_channels), *_once(out_channels, out_channels)]


def _once(in_channels: int, out_channels: int) -> list[nn.Module]:
    return [
        nn.Conv2d(in_channels, out_channels, 3, padding=1),
        nn.InstanceNorm2d(out_channels),
        nn.ReLU(inplace=True),
    ]


class SegmentationGenerator(nn.Module):
    """Predicts how the person's parse map will look in the new garment: a U-Net.

    Args:
        in_channels: Cloth mask 1, masked cloth 3, agnostic parse 13, pose 3, noise 1.
        classes: Output channels.
        width: Channels of the finest level; each level down has twice as many.
        doublings: Levels below the finest.

    Source: VITON-HD Sec. 3.2, Fig. 10.
    """

    def __init__(
        self, in_channels: int = 21, classes: int = 13, width: int = 64, doublings: int = 4
    ) -> None:
        super().__init__()
        self.doublings = doublings
        widths = [width << level for level in range(doublings + 1)]
        for level, out_channels in enumerate(widths):
            block = nn.Sequential(
                *_twice(widths[level - 1] if level else in_channels, out_channels)
            )
            self.add_module(f"conv{level + 1}", block)
        for step, out_channels in enumerate(reversed(widths[:-1])):
            number = doublings + 2 + step
            up = nn.Sequential(nn.Upsample(scale_factor=2), *_once(2 * out_channels, out_channels))
            self.add_module(f"up{number}", up)
            block = nn.Sequential(*_twice(2 * out_channels, out_channels))
            self.add_module(f"conv{number}", block)
        block.append(nn.Conv2d(width, classes, 3, padding=1))
        self.dropout = nn.Dropout(0.5)

    def forward(self, x: Tensor) -> Tensor:
        """Predicts the class maps.

        Args:
            x: (N, 21, H, W), 256x192 as published; both sides divisible by 16.

        Returns:
            (N, 13, H, W) from 0 to 1; a sigmoid, so that the classes do not sum to one.
        """
        given = x.dtype
        x = x.to(next(self.parameters()).dtype)
        skips = []
        for level in range(1, self.doublings + 2):
            x = self.get_submodule(f"conv{level}")(x)
            if level >= self.doublings:
                x = self.dropout(x)
            if level <= self.doublings:
                skips.append(x)
                x = F.max_pool2d(x, 2)
        for number in range(self.doublings + 2, 2 * self.doublings + 2):
            x = self.get_submodule(f"up{number}")(x)
            x = self.get_submodule(f"conv{number}")(torch.cat([skips.pop(), x], 1))
        return x.sigmoid().to(given)


def segmentation_input(
    cloth: Tensor, cloth_mask: Tensor, kept: Tensor, pose: Tensor, noise: Tensor, size: Size
) -> Tensor:
    """Joins what the segmentation generator reads.

    Args:
        cloth: (N, 3, H, W) the garment's photo, -1 to 1.
        cloth_mask: (N, 1, H, W) 0 or 1.
        kept: (N, 13, H, W) the agnostic parse, one-hot.
        pose: (N, 3, H, W) the pose map, -1 to 1.
        noise: (N, 1, *size) normal; the published program stores it as bytes, so that nothing but
            0 and 1 remains of it.
        size: (height, width) the network works at.

    Returns:
        (N, 21, *size).

    Source: VITON-HD Sec. 3.2; the noise and the bilinear resizing are the published program's.
    """
    inputs = torch.cat([cloth_mask, cloth * cloth_mask, kept, pose], 1)
    small = F.interpolate(inputs, size=size, mode="bilinear", align_corners=False)
    return torch.cat([small, (noise >= 1).to(small)], 1)


def matching_inputs(
    upper: Tensor, pose: Tensor, agnostic: Tensor, cloth: Tensor, size: Size
) -> tuple[Tensor, Tensor]:
    """Joins what the geometric matching reads.

    Args:
        upper: (N, 1, H, W) where upper clothes are wanted, 0 or 1.
        pose: (N, 3, H, W) the pose map, -1 to 1.
        agnostic: (N, 3, H, W) the agnostic image, -1 to 1.
        cloth: (N, 3, H, W) the garment's photo, not masked, -1 to 1.
        size: (height, width) the network works at.

    Returns:
        (N, 7, *size) and (N, 3, *size), resized to the nearest pixel as published.

    Source: VITON-HD Sec. 3.3.
    """
    person = torch.cat([upper, pose, agnostic], 1)
    return F.interpolate(person, size=size), F.interpolate(cloth, size=size)


def upsample_labels(maps: Tensor, size: Size) -> Tensor:
    """Brings class maps to a size and picks the winner: bilinear, Gaussian blur, argmax.

    Args:
        maps: (N, C, h, w) class maps.
        size: (height, width) of the result.

    Returns:
        (N, height, width) int64 class numbers; of equals the first.

    Source: VITON-HD Sec. 4.1 (the map is upscaled before the later stages); the blur is the
    published program's.
    """
    # Four times as fast as argmax, which reads the classes of a pixel far apart.
    return upsample_blurred(maps, size).max(1).indices


def upsample_blurred(maps: Tensor, size: Size) -> Tensor:
    """Returns the class maps (N, C, height, width) enlarged bilinearly, then blurred.

    Both are linear and separable, so that each axis is one small matrix product.
    """
    rows = _axis_map(maps.shape[-2], size[0]).to(maps)
    columns = _axis_map(maps.shape[-1], size[1]).to(maps)
    return rows @ maps @ columns.T


def upsample_blurred_reference(maps: Tensor, size: Size) -> Tensor:
    """The same as `upsample_blurred`, pixel by pixel: a 15x15 kernel over the enlarged maps."""
    line = _gaussian().to(maps)
    kernel = torch.outer(line, line).expand(maps.shape[1], 1, -1, -1)
    large = F.interpolate(maps, size=size, mode="bilinear", align_corners=False)
    return F.conv2d(large, kernel, padding=BLUR_SIZE // 2, groups=maps.shape[1])


def _axis_map(inner: int, outer: int) -> Tensor:
    """Returns (outer, inner): what enlarging and blurring do along one axis."""
    spikes = torch.eye(inner)[:, None]
    large = F.interpolate(spikes, size=outer, mode="linear", align_corners=False)
    return F.conv1d(large, _gaussian()[None, None], padding=BLUR_SIZE // 2)[:, 0].T


def _gaussian() -> Tensor:
    place = torch.arange(BLUR_SIZE) - BLUR_SIZE // 2
    weights = torch.exp(-place.square() / (2 * BLUR_SIGMA**2))
    return weights / weights.sum()


class FeatureExtraction(nn.Module):
    """The features of one side of the matching, 16 times smaller than its input."""

    def __init__(self, in_channels: int, width: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for level in range(4):
            out_channels = width << level
            # Normalised after the ReLU, as published.
            layers += [
                nn.Conv2d(in_channels, out_channels, 4, 2, 1),
                nn.ReLU(True),
                nn.BatchNorm2d(out_channels),
            ]
            in_channels = out_channels
        layers += [
            nn.Conv2d(in_channels, in_channels, 3, padding=1),
            nn.ReLU(True),
            nn.BatchNorm2d(in_channels),
        ]
        layers += [nn.Conv2d(in_channels, in_channels, 3, padding=1), nn.ReLU(True)]
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """Returns (N, 8 width, H / 16, W / 16) features of unit length at every place."""
        wide = torch.promote_types(x.dtype, torch.float32)
        return F.normalize(self.model(x).to(wide), dim=1).to(x.dtype)


def correlation(person: Tensor, cloth: Tensor) -> Tensor:
    """Compares every place of one feature map with every place of the other.

    Args:
        person: (N, C, h, w).
        cloth: (N, C, h, w).

    Returns:
        (N, h w, h, w): the channel is the person's place, counted down the columns (x outer, y
        inner) as the published regression expects; height and width are the cloth's place.
    """
    places = person.transpose(2, 3).flatten(2)
    return (places.transpose(1, 2) @ cloth.flatten(2)).view(len(cloth), -1, *cloth.shape[2:])


class Regression(nn.Module):
    """Reads the offsets of the control points off the correlation."""

    def __init__(self, cells: Size, width: int, out_channels: int) -> None:
        super().__init__()
        height, width_ = cells
        layers: list[nn.Module] = []
        in_channels = height * width_
        for hidden, stride in ((8 * width, 2), (4 * width, 2), (2 * width, 1), (width, 1)):
            layers += [
                nn.Conv2d(in_channels, hidden, 4 if stride == 2 else 3, stride, 1),
                nn.BatchNorm2d(hidden),
                nn.ReLU(True),
            ]
            in_channels = hidden
        self.conv = nn.Sequential(*layers)
        self.linear = nn.Linear(width * (height // 4) * (width_ // 4), out_channels)

    def forward(self, x: Tensor) -> Tensor:
        """Returns (N, outputs) from -1 to 1 for a correlation (N, h w, h, w)."""
        # Channel by channel whatever the memory layout, as the linear layer was trained.
        return torch.tanh(self.linear(self.conv(x).flatten(1)))


class GeometricMatching(nn.Module):
    """Predicts the thin-plate spline that lays the garment onto the person.

    Args:
        in_channels: On the person's side: predicted upper mask 1, pose 3, agnostic image 3.
        cloth_channels: On the garment's side: the photo, not masked.
        width: Channels of the first feature level.
        working_size: (height, width) of the inputs.
        points: Control points along each side.

    Source: VITON-HD Sec. 3.3, Fig. 11.
    """

    def __init__(
        self,
        in_channels: int = 7,
        cloth_channels: int = 3,
        width: int = 64,
        working_size: Size = (256, 192),
        points: int = 5,
    ) -> None:
        super().__init__()
        self.extractionA = FeatureExtraction(in_channels, width)
        self.extractionB = FeatureExtraction(cloth_channels, width)
        cells = (working_size[0] // 16, working_size[1] // 16)
        self.regression = Regression(cells, width, 2 * points**2)
        self.tps = TpsGrid(points)

    def forward(self, a: Tensor, b: Tensor, size: Size = (1024, 768)) -> tuple[Tensor, Tensor]:
        """Matches the garment to the person.

        Args:
            a: (N, 7, 256, 192) predicted upper mask 0 or 1, pose and agnostic image -1 to 1.
            b: (N, 3, 256, 192) the garment's photo, -1 to 1.
            size: (height, width) of the grid.

        Returns:
            theta (N, 50), offsets of the control points from -1 to 1, and the grid
            (N, height, width, 2) float32 for `tps.warp`.
        """
        dtype = next(self.parameters()).dtype
        features = self.extractionA(a.to(dtype)), self.extractionB(b.to(dtype))
        theta = self.regression(correlation(*features)).to(a.dtype)
        return theta, self.tps(theta, size)
