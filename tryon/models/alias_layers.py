"""The layers of the ALIAS generator: region-separate standardisation, its norm, its block.

Conventions: tensors are (N, C, H, W); "labels" are class maps, usually one-hot; the misalignment
mask is 1 where clothing is wanted and the warped garment has none, and may be soft. The names of
the layers are the keys of the published file.

Source: VITON-HD Sec. 3.4 and A.2 (Fig. 4, 5).
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm


class AliasInputs(NamedTuple):
    """What the generator paints from.

    Attributes:
        x: (N, 9, H, W) agnostic image, pose map and warped cloth, each RGB from -1 to 1.
        parse: (N, 7, H, W) predicted parse, one-hot.
        parse_div: (N, 8, H, W) the same with the misaligned part of the clothing moved to a
            channel of its own.
        misalign: (N, 1, H, W) misalignment mask, 0 to 1.
    """

    x: Tensor
    parse: Tensor
    parse_div: Tensor
    misalign: Tensor


def standardise_regions(h: Tensor, misalign: Tensor) -> Tensor:
    """Standardises the misaligned region and the rest of a feature map apart from each other.

    Two quirks of the published network are kept: the small constant that guards the division grows
    with the share of the map outside the region, and a soft mask enters the variance squared.

    Args:
        h: (N, C, H, W) features.
        misalign: (N, 1, H, W) from 0 to 1.

    Returns:
        (N, C, H, W) in the type of `h`, computed in float32 at least.

    Source: VITON-HD Eq. 5-7; the mean of a region is Eq. 6, its deviation Eq. 7.
    """
    wide = h.to(torch.promote_types(h.dtype, torch.float32))
    mask = misalign.to(wide.dtype)
    both = _standardise_region(wide, mask) + _standardise_region(wide, 1 - mask)
    return both.to(h.dtype)


def _standardise_region(h: Tensor, mask: Tensor) -> Tensor:
    count = mask.sum((2, 3), keepdim=True)
    count = torch.where(count == 0, 1.0, count)
    mean = (h * mask).sum((2, 3), keepdim=True) / count
    filled = h * mask + mean * (1 - mask)
    return F.instance_norm(filled) * (count / (h.shape[2] * h.shape[3])).sqrt()


class AliasNorm(nn.Module):
    """Adds noise, standardises, then scales and shifts by what the labels around a place say.

    Args:
        channels: Of the features.
        label_channels: Of the label maps.
        hidden: Channels between labels and modulation.

    Source: VITON-HD Eq. 5, Fig. 5; the noise is the published network's.
    """

    def __init__(self, channels: int, label_channels: int, hidden: int) -> None:
        super().__init__()
        self.noise_scale = nn.Parameter(torch.zeros(channels))
        shared = nn.Conv2d(label_channels, hidden, 3, padding=1)
        self.conv_shared = nn.Sequential(shared, nn.ReLU(inplace=True))
        self.conv_gamma = nn.Conv2d(hidden, channels, 3, padding=1)
        self.conv_beta = nn.Conv2d(hidden, channels, 3, padding=1)

    def forward(self, h: Tensor, labels: Tensor, misalign: Tensor | None, noise: Tensor) -> Tensor:
        """Normalises features.

        Args:
            h: (N, C, H, W).
            labels: (N, L, H, W).
            misalign: (N, 1, H, W), or None to standardise the map as a whole.
            noise: (N, 1, H, W) of unit variance.
        """
        h = h + noise * self.noise_scale[:, None, None]
        normal = F.instance_norm(h) if misalign is None else standardise_regions(h, misalign)
        hidden = self.conv_shared(labels)
        modulated: Tensor = normal * (1 + self.conv_gamma(hidden)) + self.conv_beta(hidden)
        return modulated

    @property
    def label_conv(self) -> nn.Conv2d:
        """The convolution that reads the labels."""
        conv = self.conv_shared[0]
        assert isinstance(conv, nn.Conv2d)
        return conv


class AliasBlock(nn.Module):
    """A residual block of two convolutions, each behind an `AliasNorm`.

    Args:
        in_channels: Channels in.
        out_channels: Channels out; where they differ, the shortcut is a convolution behind a norm
            too.
        label_channels: Of the label maps.
        hidden: Of the norms.
        by_region: Whether its labels and its norms tell the misaligned region from the rest.

    Source: VITON-HD Fig. 4 (b).
    """

    slope = 0.2  # of the LeakyReLUs

    def __init__(
        self, in_channels: int, out_channels: int, label_channels: int, hidden: int, by_region: bool
    ) -> None:
        super().__init__()
        middle = min(in_channels, out_channels)
        self.by_region = by_region
        self.learned_shortcut = in_channels != out_channels
        self.conv_0 = spectral_norm(nn.Conv2d(in_channels, middle, 3, padding=1))
        self.conv_1 = spectral_norm(nn.Conv2d(middle, out_channels, 3, padding=1))
        self.norm_0 = AliasNorm(in_channels, label_channels, hidden)
        self.norm_1 = AliasNorm(middle, label_channels, hidden)
        if self.learned_shortcut:
            self.conv_s = spectral_norm(nn.Conv2d(in_channels, out_channels, 1, bias=False))
            self.norm_s = AliasNorm(in_channels, label_channels, hidden)

    @property
    def noises(self) -> int:
        """How many noise maps the block takes."""
        return 3 if self.learned_shortcut else 2

    def forward(
        self, h: Tensor, labels: Tensor, misalign: Tensor | None, noises: list[Tensor]
    ) -> Tensor:
        """Returns (N, out_channels, H, W).

        Args:
            h: (N, in_channels, H, W).
            labels: (N, L, H, W).
            misalign: As in `AliasNorm`.
            noises: One (N, 1, H, W) for each norm: the shortcut's, if any, then the branch's.
        """
        if self.learned_shortcut:
            shortcut = self.conv_s(self.norm_s(h, labels, misalign, noises[0]))
        else:
            shortcut = h
        h = self.conv_0(F.leaky_relu(self.norm_0(h, labels, misalign, noises[-2]), self.slope))
        h = self.conv_1(F.leaky_relu(self.norm_1(h, labels, misalign, noises[-1]), self.slope))
        total: Tensor = shortcut + h
        return total
