"""What the `compact` networks are built from."""

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.pictures.coordinates import identity_flow

# Heads that speak in places answer in tenths of a unit: an optimiser's step moves every weight by
# about the learning rate, and without this the sum of such steps moves a flow by several pixels.
HEAD_SCALE = 0.1


def conv_block(in_channels: int, out_channels: int, stride: int = 1) -> nn.Sequential:
    """Returns 3x3 convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )


def dense_block(in_channels: int, hidden: int, out_channels: int) -> nn.Sequential:
    """Returns two linear layers. Without the normalisation and the leak every hidden unit dies.

    Their inputs are rectified, so that all weights of a unit are pushed the same way.
    """
    return nn.Sequential(
        nn.Linear(in_channels, hidden),
        nn.LayerNorm(hidden),
        nn.LeakyReLU(0.1, inplace=True),
        nn.Linear(hidden, out_channels),
    )


def each_level(levels: Iterable[nn.Module], x: Tensor) -> list[Tensor]:
    """Returns what every level makes of what the one before it gave, the first of x."""
    features = []
    for level in levels:
        x = level(x)
        features.append(x)
    return features


class Encoder(nn.Module):
    """A pyramid: every level halves the size and gives its features."""

    def __init__(self, in_channels: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.levels = nn.ModuleList()
        for width in widths:
            self.levels.append(
                nn.Sequential(conv_block(in_channels, width, stride=2), conv_block(width, width))
            )
            in_channels = width

    def forward(self, x: Tensor) -> list[Tensor]:
        """Returns one feature map a level, finest first."""
        return each_level(self.levels, x)


class UNet(nn.Module):
    """What U-Nets share: a stem, a pyramid down, and the way up with the features kept.

    Args:
        in_channels: Channels.
        widths: Of every level, finest first; the finest is the size of the input.
        code: Length of the code that scales and shifts every level on the way up; 0 for none.
    """

    def __init__(self, in_channels: int, widths: tuple[int, ...], code: int = 0) -> None:
        super().__init__()
        self.stem = conv_block(in_channels, widths[0])
        self.encoder = Encoder(widths[0], widths[1:])
        self.bottom = conv_block(widths[-1], widths[-1])
        self.narrow = nn.ModuleList()
        self.decoder = nn.ModuleList()
        for deep, shallow in zip(widths[:0:-1], widths[-2::-1], strict=True):
            self.narrow.append(nn.Conv2d(deep, shallow, 1))
            self.decoder.append(
                nn.Sequential(conv_block(2 * shallow, shallow), conv_block(shallow, shallow))
            )
        self.modulations = nn.ModuleList()
        if code > 0:
            self.modulations.extend(nn.Linear(code, 2 * width) for width in reversed(widths))

    def features(self, x: Tensor, code: Tensor | None = None) -> Tensor:
        """Returns (N, widths[0], H, W) for inputs (N, C, H, W) and, if there is one, a code."""
        x = self.stem(x.contiguous(memory_format=torch.channels_last))
        skips = [x, *self.encoder(x)]
        scales = [None if code is None else layer(code) for layer in self.modulations]
        x = modulate(self.bottom(skips.pop()), scales.pop(0) if scales else None)
        for narrow, block in zip(self.narrow, self.decoder, strict=True):
            x = F.interpolate(narrow(x), scale_factor=2.0, mode="nearest")
            x = block(torch.cat([x, skips.pop()], 1))
            x = modulate(x, scales.pop(0) if scales else None)
        return x


def modulate(x: Tensor, scale_and_shift: Tensor | None) -> Tensor:
    """Scales and shifts channels: x (N, C, H, W) by (N, 2 C); None leaves them."""
    if scale_and_shift is None:
        return x
    scale, shift = scale_and_shift[..., None, None].chunk(2, 1)
    return x * (1 + scale) + shift


def pixel_grid(size: tuple[int, int]) -> Tensor:
    """Returns the identity flow (1, 2, H, W)."""
    # A tensor of its own: `from_numpy` heeds no default device.
    return torch.tensor(identity_flow(size, np.float32))[None]


def moments(mask: Tensor, size: tuple[int, int] = (64, 48)) -> tuple[Tensor, Tensor]:
    """Returns centre and spread, (N, 2) each, of masks (N, 1, H, W) in `pixel_grid` units."""
    mask = F.interpolate(mask, size=size, mode="area")
    grid = pixel_grid(size).to(mask)
    total = mask.sum((2, 3)).clamp(min=1.0)
    mean = (mask * grid).sum((2, 3)) / total
    spread = (mask * (grid - mean[..., None, None]) ** 2).sum((2, 3)) / total
    return mean, spread.clamp(min=1e-4).sqrt()
