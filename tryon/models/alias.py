"""VITON-HD's ALIAS generator, loadable from the published file.

Conventions: tensors are (N, C, H, W); "labels" are class maps, usually one-hot; the misalignment
mask is 1 where clothing is wanted and the warped garment has none, and may be soft. The names of
the layers are the keys of the published file. This file is the plain form of the network; on a CPU
`label_windows` and `alias_fast` compute the same faster.

Source: VITON-HD Sec. 3.4 and A.2 (Fig. 4, 5, 12).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import spectral_norm

from tryon.device import prefers_label_windows
from tryon.models.alias_fast import synthesise
from tryon.models.inference import is_plain_inference
from tryon.types import Size

REGION_BLOCKS = 5  # only so many blocks, the smallest, tell the regions apart (Sec. A.2)


def divide_parse(parse: Tensor, upper: int, warped_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Moves the clothing that the warped garment leaves uncovered to a channel of its own.

    Args:
        parse: (N, C, H, W) one-hot.
        upper: The channel of the upper clothes.
        warped_mask: (N, 1, H, W) the warped garment's mask, 0 to 1.

    Returns:
        parse_div (N, C + 1, H, W) and the misalignment mask (N, 1, H, W), 0 to 1.

    Source: VITON-HD Sec. 3.4, Eq. 3 and Eq. 4.
    """
    misalign = (parse[:, upper : upper + 1] - warped_mask).clamp(min=0)
    parse_div = torch.cat([parse, misalign], 1)
    parse_div[:, upper : upper + 1] -= misalign
    return parse_div, misalign


def standardise_regions(h: Tensor, misalign: Tensor) -> Tensor:
    """Standardises the misaligned region and the rest of a feature map apart from each other.

    Two quirks of the published network are kept: the small constant that guards the division grows
    with the share of the map outside the region, and a soft mask enters the variance squared.

    Args:
        h: (N, C, H, W) features.
        misalign: (N, 1, H, W) from 0 to 1.

    Returns:
        (N, C, H, W) in the type of `h`, computed in float32 at least.

    Source: VITON-HD Eq. 5-7.
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
        inputs: Channels in.
        outputs: Channels out; where they differ, the shortcut is a convolution behind a norm too.
        label_channels: Of the label maps.
        hidden: Of the norms.
        by_region: Whether its labels and its norms tell the misaligned region from the rest.

    Source: VITON-HD Fig. 4 (b).
    """

    slope = 0.2  # of the LeakyReLUs

    def __init__(
        self, inputs: int, outputs: int, label_channels: int, hidden: int, by_region: bool
    ) -> None:
        super().__init__()
        middle = min(inputs, outputs)
        self.by_region = by_region
        self.learned_shortcut = inputs != outputs
        self.conv_0 = spectral_norm(nn.Conv2d(inputs, middle, 3, padding=1))
        self.conv_1 = spectral_norm(nn.Conv2d(middle, outputs, 3, padding=1))
        self.norm_0 = AliasNorm(inputs, label_channels, hidden)
        self.norm_1 = AliasNorm(middle, label_channels, hidden)
        if self.learned_shortcut:
            self.conv_s = spectral_norm(nn.Conv2d(inputs, outputs, 1, bias=False))
            self.norm_s = AliasNorm(inputs, label_channels, hidden)

    @property
    def noises(self) -> int:
        """How many noise maps the block takes."""
        return 3 if self.learned_shortcut else 2

    def forward(
        self, h: Tensor, labels: Tensor, misalign: Tensor | None, noises: list[Tensor]
    ) -> Tensor:
        """Returns (N, outputs, H, W).

        Args:
            h: (N, inputs, H, W).
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


class AliasGenerator(nn.Module):
    """Paints the person in the warped garment. The working size is that of the inputs.

    Args:
        width: Channels at the full size times two, for the published number of doublings; the
            smallest blocks have 16 times as many.
        doublings: How often the size doubles; both sides of the inputs must be divisible by
            2 to this power.
        inputs: Channels of x.
        parse_channels: Classes of the predicted parse; `parse_div` has one more.
        features: Channels of x injected before each block but the first.
        hidden: Of the norms.

    Source: VITON-HD Sec. 3.4, Fig. 12.
    """

    def __init__(
        self,
        width: int = 64,
        doublings: int = 7,
        inputs: int = 9,
        parse_channels: int = 7,
        features: int = 16,
        hidden: int = 128,
    ) -> None:
        super().__init__()
        self.doublings = doublings
        self.names = ["head_0", "G_middle_0", "G_middle_1"]
        self.names += [f"up_{step}" for step in range(doublings - 2)]
        channels = 16 * width
        self.conv_0 = nn.Conv2d(inputs, channels, 3, padding=1)
        for level, name in enumerate(self.names):
            if level > 0:
                self.add_module(f"conv_{level}", nn.Conv2d(inputs, features, 3, padding=1))
            outputs = 16 * width >> max(0, level - 2)
            by_region = level < REGION_BLOCKS
            if level > 0:
                channels += features
            block = AliasBlock(channels, outputs, parse_channels + by_region, hidden, by_region)
            self.add_module(name, block)
            channels = outputs
        self.conv_img = nn.Conv2d(channels, 3, 3, padding=1)

    def forward(
        self,
        x: Tensor,
        parse: Tensor,
        parse_div: Tensor,
        misalign: Tensor,
        generator: torch.Generator | None = None,
        *,
        instance_norm_only: bool = False,
    ) -> Tensor:
        """Paints the picture, the fastest way that the device has.

        Args:
            x: (N, 9, H, W) agnostic image, pose map and warped cloth, each RGB from -1 to 1.
            parse: (N, 7, H, W) predicted parse, one-hot.
            parse_div: (N, 8, H, W) the same with the misaligned part of the clothing moved to a
                channel of its own.
            misalign: (N, 1, H, W) misalignment mask, 0 to 1.
            generator: Draws the noise; without it every call gives another picture.
            instance_norm_only: Standardise the map as a whole instead of by region. A network
                trained so is VITON-HD* of Table 1.

        Returns:
            (N, 3, H, W) from -1 to 1.

        Raises:
            ValueError: A side is not divisible by 2 to the power of `doublings`.
        """
        noises = self.draw_noise(x, generator)
        inputs = (x, parse, parse_div, misalign)
        if prefers_label_windows(x.device) and is_plain_inference(self, x):
            return synthesise(self, *inputs, noises, instance_norm_only)
        return self.forward_reference(*inputs, noises, instance_norm_only)

    def forward_reference(
        self,
        x: Tensor,
        parse: Tensor,
        parse_div: Tensor,
        misalign: Tensor,
        noises: list[list[Tensor]],
        instance_norm_only: bool = False,
    ) -> Tensor:
        """The network as the paper draws it; the same picture as `forward` with these noises."""
        dtype = self.conv_img.weight.dtype
        h = x
        for level, (conv, block, size) in enumerate(self.levels(x)):
            injected = conv(F.interpolate(x, size=size).to(dtype))
            h = torch.cat([F.interpolate(h, scale_factor=2), injected], 1) if level else injected
            labels = F.interpolate(parse_div if block.by_region else parse, size=size).to(dtype)
            mask = F.interpolate(misalign, size=size)
            whole = instance_norm_only or not block.by_region
            h = block(h, labels, None if whole else mask, [z.to(dtype) for z in noises[level]])
        picture: Tensor = self.conv_img(F.leaky_relu(h, AliasBlock.slope))
        return picture.tanh().to(x.dtype)

    def levels(self, x: Tensor) -> list[tuple[nn.Conv2d, AliasBlock, Size]]:
        """Returns what injects x, the block and its size, smallest first.

        Raises:
            ValueError: As `forward`.
        """
        height, width = x.shape[2:]
        step = 1 << self.doublings
        if height % step or width % step:
            raise ValueError(f"Both sides must be divisible by {step}, not {height}x{width}.")
        levels = []
        for level, name in enumerate(self.names):
            conv, block = self.get_submodule(f"conv_{level}"), self.get_submodule(name)
            assert isinstance(conv, nn.Conv2d)
            assert isinstance(block, AliasBlock)
            shift = self.doublings - level
            levels.append((conv, block, (height >> shift, width >> shift)))
        return levels

    def draw_noise(self, x: Tensor, generator: torch.Generator | None) -> list[list[Tensor]]:
        """Draws the noise of a whole run, in the order of the published network.

        Returns:
            For each block its maps (N, 1, H, W) float32 on the device of x. They are drawn
            transposed, with the generator's device doing the drawing.
        """
        device = x.device if generator is None else generator.device
        return [
            [
                torch.randn(len(x), width, height, generator=generator, device=device)
                .transpose(1, 2)[:, None]
                .to(x.device)
                for _ in range(block.noises)
            ]
            for _, block, (height, width) in self.levels(x)
        ]
