"""The network that settles the layout: a second look, with the garment already on the person.

Where the layout network sees only what is left without the old garment, this one sees the photo's
own parse map, old garment, arms and neck included, and the garment warped onto the first answer.
The product itself comes as a code: sleeves and neckline are its own whatever the first answer was.
It answers twice as finely as the other networks work: that is where outlines are made.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.blocks import Encoder, UNet, dense_block
from tryon.models.compact import CLOTH_CHANNELS, LAYOUT_CLASSES, POSE_CHANNELS, WORKING_SIZE

FINE_SIZE = (2 * WORKING_SIZE[0], 2 * WORKING_SIZE[1])
PRODUCT_SIZE = (WORKING_SIZE[0] // 2, WORKING_SIZE[1] // 2)
KIND_CHANNELS = 10  # of sleeves and neckline, one-hot
HINT_CHANNELS = 3  # inner back and TPS mask, 0 to 1; brightness, -1 to 1
_CODE, _PRODUCT_WIDTHS = 128, (16, 32, 48, 64)  # as the layout network sees the product
_COARSE = (8, 6)  # `PRODUCT_SIZE` after four halvings
# A class that the first look all but rules out must be able to come back.
_LEAST_PROBABILITY = 4e-3
# Mask and hints are read at 128x96 blocks of 4x4 or 2x2 pixels.
_INPUTS = 16 * (LAYOUT_CLASSES - 1 + 1) + 4 * (POSE_CHANNELS + LAYOUT_CLASSES + HINT_CHANNELS)


class Settling(UNet):
    """A U-Net on blocks of 4x4 fine pixels; its answer starts from the first look's.

    Args:
        widths: Channels of every level, finest first.
        code: Length of the product's code.

    Source: in place of the second half of VITON-HD Sec. 3.2; the network is our own.
    """

    def __init__(
        self,
        widths: tuple[int, ...] = (64, 96, 144, 192, 256),
        code: int = _CODE,
    ) -> None:
        super().__init__(widths[0], widths, code)
        self.product = Encoder(CLOTH_CHANNELS, _PRODUCT_WIDTHS)
        self.code = dense_block(_PRODUCT_WIDTHS[-1] * _COARSE[0] * _COARSE[1], code, code)
        for layer in self.modulations:  # The code begins by changing nothing.
            assert isinstance(layer, nn.Linear)
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.told = nn.Linear(KIND_CHANNELS, code, bias=False)
        nn.init.zeros_(self.told.weight)
        self.gather = nn.Conv2d(_INPUTS, widths[0], 1)
        self.head = nn.Conv2d(widths[0], 16 * LAYOUT_CLASSES, 1)

    def forward(
        self,
        photo: Tensor,
        pose: Tensor,
        first: Tensor,
        cloth_mask: Tensor,
        hints: Tensor,
        product: Tensor,
        kind: Tensor | None = None,
    ) -> Tensor:
        """Settles the layout.

        Args:
            photo: (N, 7, 512, 384) one-hot parse map of the photo, every class but background.
            pose: (N, 3, 256, 192) drawn limbs, 0 to 1.
            first: (N, 8, 256, 192) probabilities of the first look.
            cloth_mask: (N, 1, 512, 384) the garment's mask warped onto it, 0 to 1.
            hints: (N, 3, 256, 192), see `garment_on_layout`.
            product: (N, 4, 128, 96) the garment photo, see `product_view`.
            kind: (N, 10) what sleeves and neckline are, see `kind_channels`; None is not known.

        Returns:
            (N, 8, 512, 384) logits over `labels.Compact`.
        """
        fine = F.pixel_unshuffle(torch.cat([photo, cloth_mask], 1), 4)
        coarse = F.pixel_unshuffle(torch.cat([pose, first, hints], 1), 2)
        code = self.code(self.product(product)[-1].flatten(1))
        if kind is not None:
            code = code + self.told(kind)
        x = self.features(self.gather(torch.cat([fine, coarse], 1)), code)
        begun = torch.log(first.clamp(min=_LEAST_PROBABILITY))
        begun = F.interpolate(begun, scale_factor=2.0, mode="bilinear", align_corners=False)
        return begun + F.pixel_shuffle(self.head(x), 4)


def product_view(cloth: Tensor) -> Tensor:
    """Returns (N, 4, 128, 96), what the settling network sees of a product (N, 4, 256, 192)."""
    return F.avg_pool2d(cloth, 2)


def garment_on_layout(
    cloth: Tensor, flow: Tensor, tps_flow: Tensor, inner_back: Tensor
) -> tuple[Tensor, Tensor]:
    """Warps what the settling network sees of the garment.

    Args:
        cloth: (N, 4, 256, 192) mask 0 to 1, RGB -1 to 1.
        flow: (N, 2, 128, 96) dense flow, see `tryon.models.compact`.
        tps_flow: (N, 2, 128, 96) flow of the TPS warp.
        inner_back: (N, 1, 128, 96) logits.

    Returns:
        The mask (N, 1, 512, 384) by the flow; (N, 3, 256, 192) the inner back by the flow, the
        mask by the TPS warp, the brightness by the flow.
    """
    mask = cloth[:, :1]
    back = mask * _enlarged(torch.sigmoid(inner_back), WORKING_SIZE)
    brightness = cloth[:, 1:].mean(1, keepdim=True)
    read = read_through(torch.cat([back, brightness], 1), flow)
    hints = torch.cat([read[:, :1], read_through(mask, tps_flow), read[:, 1:]], 1)
    return read_through(mask, flow, size=FINE_SIZE), hints


def read_through(
    picture: Tensor, flow: Tensor, padding: str = "zeros", size: tuple[int, int] = WORKING_SIZE
) -> Tensor:
    """Reads a picture (N, C, h, w) through a flow (N, 2, 128, 96), enlarged to `size`."""
    grid = _enlarged(flow, size).permute(0, 2, 3, 1)
    return F.grid_sample(picture, grid, padding_mode=padding, align_corners=False)


def _enlarged(field: Tensor, size: tuple[int, int]) -> Tensor:
    return F.interpolate(field.float(), size=size, mode="bilinear", align_corners=False)
