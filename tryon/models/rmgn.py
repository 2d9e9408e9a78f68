"""RMGN's regional-mask guided generator, loadable from the published file.

Conventions: tensors are (N, C, H, W). A regional mask is (N, 1, H, W) from 0 to 1: 1 takes the
cloth, 0 the person. The names of the layers are the keys of the published file. This file is the
plain form of the network, put together of `rmgn_layers`; on a CPU `rmgn_cpu` computes the same
faster.

Where the paper and the published weights differ, the weights decide: see `FeatureExtractor` for
Eq. 3 and `rmgn_layers.RegionalFusion` for Eq. 4 and 5.

Source: RMGN Sec. 4.2 (Fig. 2).
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.device import prefers_row_gathers
from tryon.models.appearance_flow import check_sides
from tryon.models.inference import is_plain_inference
from tryon.models.rmgn_cpu import fused_block
from tryon.models.rmgn_layers import FusionBlock

SLOPE = 0.1  # of the extractors' LeakyReLUs

# Name, width of input and output in `width`s, attribute level, whether the size doubles before.
BLOCKS = (
    ("AADResBlk_mid_0", 16, 16, 0, False),
    ("AADResBlk_up_0", 16, 8, 0, False),
    ("AADResBlk_up_1", 8, 4, 1, True),
    ("AADResBlk_mid_1", 4, 4, 2, True),
    ("AADResBlk_up_2", 4, 2, 2, False),
    ("AADResBlk_up_3", 2, 1, 3, True),
    ("AADResBlk_mid_2", 1, 1, 4, True),
)


def double(x: Tensor) -> Tensor:
    """Returns features at twice the size; the corners of both sizes lie on each other."""
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True)


class UpConv(nn.Module):
    """A transposed convolution that doubles the size, normalised and activated."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.deconv = nn.ConvTranspose2d(in_channels, out_channels, 4, 2, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Returns (N, out_channels, 2 H, 2 W)."""
        return F.leaky_relu(F.instance_norm(self.deconv(x)), SLOPE)


class FeatureExtractor(nn.Module):
    """Attributes of the person or of the warped cloth at five sizes.

    Eq. 3 adds the encoder's features to the decoder's. The weights need them joined, which doubles
    the width: the deconvolutions give half of what the next one takes. The bottleneck, f^0 in the
    paper, is no attribute; the fifth level is the fourth at twice the size.

    Args:
        in_channels: Channels: 3 of the person; 4 of the cloth, whose mask comes last.
        width: Of the first layer.

    Source: RMGN Sec. 4.2, Eq. 3.
    """

    def __init__(self, in_channels: int, width: int = 32) -> None:
        super().__init__()
        for level in range(5):
            out_channels = width << level
            conv = nn.Conv2d(in_channels, out_channels, 4, 2, 1, bias=False)
            self.add_module(f"conv{level + 1}", nn.Sequential(conv))
            in_channels = out_channels
        for level in range(4):
            out_channels = width << (3 - level)
            self.add_module(f"deconv{level + 1}", UpConv(in_channels, out_channels))
            in_channels = 2 * out_channels

    def forward(self, x: Tensor) -> list[Tensor]:
        """Returns the attributes at H / 16, H / 8, H / 4, H / 2 and H; 16 width channels first."""
        skips = []
        for level in range(1, 6):
            x = F.leaky_relu(F.instance_norm(self.get_submodule(f"conv{level}")(x)), SLOPE)
            skips.append(x)
        del skips[-1]
        attributes = []
        for level in range(1, 5):
            x = torch.cat([self.get_submodule(f"deconv{level}")(x), skips.pop()], 1)
            # The normalisation has undone the layout that the fusions and convolutions prefer.
            x = x.contiguous(memory_format=torch.channels_last)
            attributes.append(x)
        return [*attributes, double(x)]


BlockRun = Callable[[FusionBlock, Tensor, Tensor, Tensor], tuple[Tensor, list[Tensor]]]


class FusionDecoder(nn.Module):
    """Seven blocks from the smallest attributes to the full size.

    Source: RMGN Sec. 4.2, Fig. 2 (b).
    """

    def __init__(self, out_channels: int, width: int) -> None:
        super().__init__()
        self.conv_head = nn.Conv2d(16 * width, 16 * width, 3, padding=1)
        for name, before, after, level, _ in BLOCKS:
            attributes = 8 * width >> min(level, 3)
            self.add_module(name, FusionBlock(before * width, after * width, attributes))
        self.conv_final = nn.Conv2d(width, out_channels, 3, padding=1)

    def forward(
        self, person: list[Tensor], cloth: list[Tensor], run: BlockRun = FusionBlock.__call__
    ) -> tuple[Tensor, list[Tensor]]:
        """Returns the raw picture and the masks; see `RegionalMaskGenerator`.

        Args:
            person: The person's attributes.
            cloth: The cloth's.
            run: Computes a block.
        """
        h = self.conv_head(torch.cat([person[0], cloth[0]], 1))
        masks: list[Tensor] = []
        for name, _, _, level, doubles in BLOCKS:
            if doubles:
                h = double(h)
            block = self.get_submodule(name)
            assert isinstance(block, FusionBlock)
            h, some = run(block, h, person[level], cloth[level])
            masks += some
        return self.conv_final(h), masks


class RegionalMaskGenerator(nn.Module):
    """Paints the person in the warped cloth, fusing both by masks that it finds itself.

    Args:
        width: Channels at the full size; the smallest blocks have 16 times as many.
        out_channels: Channels of the raw picture: RGB and where to keep the warped cloth.

    Source: RMGN Sec. 4.2. That the cloth comes with its mask, and the fourth channel of the result,
    are the published network's.
    """

    def __init__(self, width: int = 64, out_channels: int = 4) -> None:
        super().__init__()
        self.inp_encoder = FeatureExtractor(3, width // 2)
        self.ref_encoder = FeatureExtractor(4, width // 2)
        self.generator = FusionDecoder(out_channels, width)

    def forward(
        self, person: Tensor, warped_cloth: Tensor, warped_edge: Tensor
    ) -> tuple[Tensor, list[Tensor]]:
        """Paints the raw picture, the fastest way that the device has.

        Args:
            person: (N, 3, H, W) RGB from -1 to 1.
            warped_cloth: (N, 3, H, W) RGB from -1 to 1.
            warped_edge: (N, 1, H, W) the warped cloth's mask, 0 to 1.

        Returns:
            The raw picture (N, 4, H, W) for `composite`, and 18 regional masks (N, 1, h, w), from
            H / 16 to H. The last is the one to look at.

        Raises:
            ValueError: A side is not divisible by 32.
        """
        cloth = self.cloth_attributes(warped_cloth, warped_edge)
        return self.decode(self.person_attributes(person), cloth)

    def person_attributes(self, person: Tensor) -> list[Tensor]:
        """Returns five maps of the person, H / 16 first, which may be kept for another cloth.

        Raises:
            ValueError: As `forward`.
        """
        return self._attributes(self.inp_encoder, person)

    def cloth_attributes(self, warped_cloth: Tensor, warped_edge: Tensor) -> list[Tensor]:
        """Returns the same of the warped cloth and its mask.

        Raises:
            ValueError: As `forward`.
        """
        return self._attributes(self.ref_encoder, torch.cat([warped_cloth, warped_edge], 1))

    def _attributes(self, extractor: nn.Module, x: Tensor) -> list[Tensor]:
        check_sides(x, 5)
        attributes: list[Tensor] = extractor(x.to(self.generator.conv_final.weight.dtype))
        return attributes

    def decode(self, person: list[Tensor], cloth: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
        """Returns the raw picture and the masks for the attributes of both sides."""
        fast = prefers_row_gathers(person[0].device) and is_plain_inference(self, person[0])
        raw, masks = self.generator(person, cloth, *([fused_block] if fast else []))
        return raw.float(), [mask.float() for mask in masks]

    def forward_reference(
        self, person: Tensor, warped_cloth: Tensor, warped_edge: Tensor
    ) -> tuple[Tensor, list[Tensor]]:
        """The same as `forward`, layer by layer as published."""
        cloth = self.cloth_attributes(warped_cloth, warped_edge)
        picture: tuple[Tensor, list[Tensor]] = self.generator(self.person_attributes(person), cloth)
        return picture


def composite(
    raw: Tensor, warped_cloth: Tensor, warped_edge: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Puts the warped cloth onto the painted picture wherever the network keeps it.

    Args:
        raw: (N, 4, H, W) of `RegionalMaskGenerator`.
        warped_cloth: (N, 3, H, W) from -1 to 1.
        warped_edge: (N, 1, H, W) from 0 to 1.

    Returns:
        The result (N, 3, H, W) from -1 to 1, the composite mask (N, 1, H, W) from 0 to 1, where 1
        keeps the warped cloth, and the rendered picture (N, 3, H, W) from -1 to 1.

    Source: The published program; the paper takes the generator's picture as the result.
    """
    rendered = raw[:, :3].tanh()
    mask = raw[:, 3:].sigmoid() * warped_edge
    return warped_cloth * mask + rendered * (1 - mask), mask, rendered
