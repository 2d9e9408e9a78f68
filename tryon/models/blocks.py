"""What the `compact` networks are built from."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# Heads that speak in places answer in tenths of a unit: an optimiser's step moves every weight by
# about the learning rate, and without this the sum of such steps moves a flow by several pixels.
HEAD_SCALE = 0.1


def conv_block(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """Returns 3x3 convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def dense_block(inputs: int, hidden: int, outputs: int) -> nn.Sequential:
    """Returns two linear layers. Without the normalisation and the leak every hidden unit dies.

    Their inputs are rectified, so that all weights of a unit are pushed the same way.
    """
    return nn.Sequential(
        nn.Linear(inputs, hidden),
        nn.LayerNorm(hidden),
        nn.LeakyReLU(0.1, inplace=True),
        nn.Linear(hidden, outputs),
    )


class Encoder(nn.Module):
    """A pyramid: every level halves the size and gives its features."""

    def __init__(self, inputs: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.levels = nn.ModuleList()
        for width in widths:
            self.levels.append(
                nn.Sequential(conv_block(inputs, width, stride=2), conv_block(width, width))
            )
            inputs = width

    def forward(self, x: Tensor) -> list[Tensor]:
        """Returns one feature map a level, finest first."""
        features = []
        for level in self.levels:
            x = level(x)
            features.append(x)
        return features


def pixel_grid(size: tuple[int, int]) -> Tensor:
    """Returns the identity flow (1, 2, H, W)."""
    height, width = size
    y = (torch.arange(height) + 0.5) / height * 2 - 1
    x = (torch.arange(width) + 0.5) / width * 2 - 1
    grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
    return torch.stack([grid_x, grid_y])[None]


def moments(mask: Tensor, size: tuple[int, int] = (64, 48)) -> tuple[Tensor, Tensor]:
    """Returns centre and spread, (N, 2) each, of masks (N, 1, H, W) in `pixel_grid` units."""
    mask = F.interpolate(mask, size=size, mode="area")
    grid = pixel_grid(size).to(mask)
    total = mask.sum((2, 3)).clamp(min=1.0)
    mean = (mask * grid).sum((2, 3)) / total
    spread = (mask * (grid - mean[..., None, None]) ** 2).sum((2, 3)) / total
    return mean, spread.clamp(min=1e-4).sqrt()
