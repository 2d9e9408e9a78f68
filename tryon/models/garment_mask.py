"""The network that tells a garment from its ground, pixel by pixel."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.garment import TAP_WIDTHS, GarmentEncoder

# Pictures are stretched to the one of about their own shape, sides a multiple of the deepest
# level's 32 pixels: finer than those by which it is told what the garment is.
MASK_GRIDS = ((320, 256), (288, 288), (256, 320))
_WIDTHS = (16, 24, 40, 64, 96)  # of the decoder at strides 2, 4, 8, 16 and 32


class GarmentMaskNetwork(nn.Module):
    """An encoder of its own, and a decoder that goes back up to every pixel.

    Hangers, hoods and cuffs are told by what the whole picture shows, so the deepest level takes
    part, and the encoder is trained as a whole.
    """

    def __init__(self) -> None:
        super().__init__()
        self.encoder = GarmentEncoder()
        self.narrow = nn.ModuleList(
            nn.Conv2d(tap, width, 1) for tap, width in zip(TAP_WIDTHS, _WIDTHS, strict=True)
        )
        self.mix = nn.ModuleList(
            nn.Conv2d(fine + coarse, fine, 3, padding=1) for fine, coarse in pairwise(_WIDTHS)
        )
        self.context = nn.Conv2d(_WIDTHS[-1], _WIDTHS[-1], 3, padding=1)
        # Each place of the finest level answers for the 2x2 pixels it covers.
        self.mask = nn.Conv2d(_WIDTHS[0], 4, 3, padding=1)

    def forward(self, picture: Tensor) -> Tensor:
        """Returns the logits (N, 1, H, W) of being garment.

        Args:
            picture: (N, 3, H, W) RGB from -1 to 1, a size of `MASK_GRIDS`.
        """
        features = self.encoder(picture)
        levels = [F.relu(narrow(x)) for narrow, x in zip(self.narrow, features, strict=True)]
        x = levels[-1]
        x = x + F.relu(self.context(x))
        for level in range(len(self.mix) - 1, -1, -1):
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
            x = F.relu(self.mix[level](torch.cat([levels[level], x], 1)))
        return F.pixel_shuffle(self.mask(x), 2)
