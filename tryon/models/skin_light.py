"""The network that lights new skin: what of a chest or an arm is lighter or darker, and how much.

It sees how the skin that the photo shows is lit, what is skin in the new garment and the joints,
and answers light alone, at 256x192: the tone is the photo's own (`pipelines.compact.skin`).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.blocks import UNet
from tryon.models.compact import LAYOUT_CLASSES

SKIN = (Compact.FACE, Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM)
_DARKEST = 8.0  # grey levels below which black is black
# The share of skin from which a place is nothing else.
SURELY = 0.99
# Light and where it is shown, layout, parse map without background, pose.
_INPUTS = 2 + LAYOUT_CLASSES + (LAYOUT_CLASSES - 1) + 3
# How far light may leave its mean either way, as a natural logarithm: from a fifth to five times.
_RANGE = 1.6


class SkinLight(UNet):
    """A U-Net on 2x2 blocks that answers the logarithm of the light on skin.

    Source: in place of the ALIAS generator of VITON-HD Sec. 3.4; the network is our own.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 48, 72, 96, 128)) -> None:
        super().__init__(4 * _INPUTS, widths)
        self.head = nn.Conv2d(widths[0], 4, 3, padding=1)

    def forward(
        self, light: Tensor, shown: Tensor, layout: Tensor, parse: Tensor, pose: Tensor
    ) -> Tensor:
        """Lights the skin of the layout.

        Args:
            light: (N, 1, H, W) natural logarithm of the photo's lightness where it shows skin, its
                mean there taken off; 0 elsewhere.
            shown: (N, 1, H, W) 1 where it does.
            layout: (N, 8, H, W) shares of the classes in the new garment.
            parse: (N, 7, H, W) one-hot, the photo's parse map without background.
            pose: (N, 3, H, W) of `compact_inputs.pose_channels`.

        Returns:
            (N, 1, H, W) as `light`, for all skin of the layout.
        """
        seen = torch.cat([light, shown, layout, parse, pose], 1)
        x = self.features(F.pixel_unshuffle(seen, 2))
        answer: Tensor = F.pixel_shuffle(self.head(x), 2).float()
        return _RANGE * torch.tanh(answer / _RANGE)


def light_of(lightness: Tensor, shown: Tensor) -> Tensor:
    """Returns (N, 1, H, W) the logarithm of lightness from 0 to 255, 0 on average where shown.

    Args:
        lightness: (N, 1, H, W) mean of red, green and blue, 0 to 255.
        shown: (N, 1, H, W) 1 where it counts; elsewhere it is the same scale, but not of the mean.
    """
    logarithm = lightness.clamp(min=_DARKEST).log()
    mean = (logarithm * shown).sum((1, 2, 3), keepdim=True)
    return logarithm - mean / shown.sum((1, 2, 3), keepdim=True).clamp(min=1)
