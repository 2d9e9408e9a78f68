"""VITON-HD's ALIAS generator, loadable from the published file.

Conventions: tensors are (N, C, H, W); "labels" are class maps, usually one-hot; the misalignment
mask is 1 where clothing is wanted and the warped garment has none, and may be soft. The names of
the layers are the keys of the published file. This file is the plain form of the network, put
together of `alias_layers`; on a CPU `label_windows` and `alias_cpu` compute the same faster.

Source: VITON-HD Sec. 3.4 and A.2 (Fig. 4, 5, 12).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.device import prefers_label_windows
from tryon.models.alias_cpu import synthesise
from tryon.models.alias_layers import AliasBlock, AliasInputs
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


class AliasGenerator(nn.Module):
    """Paints the person in the warped garment. The working size is that of the inputs.

    Args:
        width: Channels at the full size times two, for the published number of doublings; the
            smallest blocks have 16 times as many.
        doublings: How often the size doubles; both sides of the inputs must be divisible by
            2 to this power.
        in_channels: Channels of x.
        parse_channels: Classes of the predicted parse; `parse_div` has one more.
        features: Channels of x injected before each block but the first.
        hidden: Of the norms.

    Source: VITON-HD Sec. 3.4, Fig. 12.
    """

    def __init__(
        self,
        width: int = 64,
        doublings: int = 7,
        in_channels: int = 9,
        parse_channels: int = 7,
        features: int = 16,
        hidden: int = 128,
    ) -> None:
        super().__init__()
        self.doublings = doublings
        self.names = ["head_0", "G_middle_0", "G_middle_1"]
        self.names += [f"up_{step}" for step in range(doublings - 2)]
        channels = 16 * width
        self.conv_0 = nn.Conv2d(in_channels, channels, 3, padding=1)
        for level, name in enumerate(self.names):
            if level > 0:
                self.add_module(f"conv_{level}", nn.Conv2d(in_channels, features, 3, padding=1))
            out_channels = 16 * width >> max(0, level - 2)
            by_region = level < REGION_BLOCKS
            if level > 0:
                channels += features
            block = AliasBlock(
                channels, out_channels, parse_channels + by_region, hidden, by_region
            )
            self.add_module(name, block)
            channels = out_channels
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
            x: See `AliasInputs`.
            parse: See there.
            parse_div: See there.
            misalign: See there.
            generator: Draws the noise; without it every call gives another picture.
            instance_norm_only: Standardise the map as a whole instead of by region. A network
                trained so is VITON-HD* of Table 1.

        Returns:
            (N, 3, H, W) from -1 to 1.

        Raises:
            ValueError: A side is not divisible by 2 to the power of `doublings`.
        """
        noises = self.draw_noise(x, generator)
        inputs = AliasInputs(x, parse, parse_div, misalign)
        if prefers_label_windows(x.device) and is_plain_inference(self, x):
            return synthesise(self.levels(x), self.conv_img, inputs, noises, instance_norm_only)
        return self.forward_reference(inputs, noises, instance_norm_only)

    def forward_reference(
        self,
        inputs: AliasInputs,
        noises: list[list[Tensor]],
        instance_norm_only: bool = False,
    ) -> Tensor:
        """The network as the paper draws it; the same picture as `forward` with these noises."""
        dtype = self.conv_img.weight.dtype
        x, parse, parse_div, misalign = inputs
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
