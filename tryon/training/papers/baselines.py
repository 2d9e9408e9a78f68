"""Generators without RMGN's parts, for the rows of its Table 3.

The paper does not describe what stands in a part's place once it is taken out. Row A is PF-AFN's
generator there; ours is a U-Net of the same kind and call. In row B both extractors are there and
what they find is simply joined.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.rmgn import RegionalMaskGenerator
from tryon.models.rmgn_layers import RegionalFusion

_LEVELS = 5
_SLOPE = 0.2  # of the LeakyReLUs


def _normalised(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.Sequential(conv, nn.InstanceNorm2d(outputs), nn.LeakyReLU(_SLOPE))


class PlainGenerator(nn.Module):
    """Table 3 A: one U-Net over person, warped cloth and its mask, joined at the first layer.

    Args:
        width: Channels at half the size; each level down has twice as many, eight times at most.
        outputs: As of `RegionalMaskGenerator`.
    """

    def __init__(self, width: int = 64, outputs: int = 4) -> None:
        super().__init__()
        widths = [width << min(level, 3) for level in range(_LEVELS)]
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        inputs = 7
        for level_width in widths:
            self.down.append(_normalised(inputs, level_width, 2))
            inputs = level_width
        for level_width in reversed(widths[:-1]):
            self.up.append(_normalised(inputs + level_width, level_width, 1))
            inputs = level_width
        self.conv_final = nn.Conv2d(inputs + 7, outputs, 3, padding=1)

    def forward_reference(
        self, person: Tensor, warped_cloth: Tensor, warped_edge: Tensor
    ) -> tuple[Tensor, list[Tensor]]:
        """Returns the raw picture for `composite`, and no masks."""
        x = torch.cat([person, warped_cloth, warped_edge], 1)
        maps = [x]
        for layer in self.down:
            maps.append(layer(maps[-1]))
        x = maps.pop()
        for layer in self.up:
            x = layer(torch.cat([F.interpolate(x, scale_factor=2), maps.pop()], 1))
        raw: Tensor = self.conv_final(torch.cat([F.interpolate(x, scale_factor=2), maps.pop()], 1))
        return raw, []


class JoinedFusion(nn.Module):
    """Modulates features by person and cloth together: no mask tells them apart.

    Args:
        channels: Of the features.
        attributes: Of the person's and of the cloth's attributes.
    """

    def __init__(self, channels: int, attributes: int) -> None:
        super().__init__()
        self.conv_gamma = nn.Conv2d(2 * attributes, channels, 1)
        self.conv_beta = nn.Conv2d(2 * attributes, channels, 1)

    def forward(self, x: Tensor, person: Tensor, cloth: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the modulated features, and zeros where `RegionalFusion` has its mask."""
        both = torch.cat([person, cloth], 1)
        fused = F.instance_norm(x) * (1 + self.conv_gamma(both)) + self.conv_beta(both)
        return fused, torch.zeros_like(x[:, :1])


class ConcatenationGenerator(RegionalMaskGenerator):
    """Table 3 B: RMGN's extractors and decoder with `JoinedFusion` in every place of a fusion."""

    def __init__(self, width: int = 64, outputs: int = 4) -> None:
        super().__init__(width, outputs)
        for block in self.generator.children():
            for name, fusion in list(block.named_children()):
                if isinstance(fusion, RegionalFusion):
                    gamma = fusion.conv_a1_gamma
                    setattr(block, name, JoinedFusion(gamma.out_channels, gamma.in_channels))
