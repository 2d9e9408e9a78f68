"""The networks of the `compact` pipeline: layout, TPS and flow matching, inner back of the garment.

They see labels, pose and the garment, never the person's photo: what is learned on synthetic people
then holds on photos. The stages are those of VITON-HD; the networks are ours and small.

Conventions: tensors are (N, C, H, W) float32. Persons and garments come at `WORKING_SIZE`. A flow
is (N, 2, H, W): for each person pixel the (x, y) place in the garment image to read, in
`grid_sample` units with align_corners=False (-1 and 1 are the outer edges of the border pixels).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.tps import tps_basis

WORKING_SIZE = (256, 192)
AGNOSTIC_CHANNELS = 5  # hair, face, lower, left arm, right arm
POSE_CHANNELS = 3
CLOTH_CHANNELS = 4  # mask, then RGB from -1 to 1, 0 outside the mask
LAYOUT_CLASSES = len(Compact)
PERSON_CHANNELS = LAYOUT_CLASSES - 1 + POSE_CHANNELS  # every class but background, then the pose
_COARSE = (8, 6)  # the working size after five halvings


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


class Layout(nn.Module):
    """Predicts how the person's parse map will look in the new garment.

    A U-Net over agnostic parse and pose whose finest level works on 2x2 pixel blocks, which halves
    its cost and still gives labels at the working size. The garment enters twice: as a code that
    scales and shifts every decoder level (sleeve length, neckline and hem are properties of the
    whole garment), and as its coarsest feature map.

    Source: the segmentation generator of VITON-HD Sec. 3.2, in purpose; the network is our own.
    """

    def __init__(self, widths: tuple[int, ...] = (24, 48, 72, 96, 128), code: int = 128) -> None:
        super().__init__()
        self.stem = conv_block(4 * (AGNOSTIC_CHANNELS + POSE_CHANNELS), widths[0])
        self.encoder = Encoder(widths[0], widths[1:])
        garment_widths = (16, 32, 48, 64)
        self.garment = Encoder(CLOTH_CHANNELS, garment_widths)
        self.code = dense_block(garment_widths[-1] * _COARSE[0] * _COARSE[1], code, code)
        self.bottom = conv_block(widths[-1] + garment_widths[-1], widths[-1])
        self.modulations = nn.ModuleList([nn.Linear(code, 2 * widths[-1])])
        self.narrow = nn.ModuleList()
        self.decoder = nn.ModuleList()
        for level in range(len(widths) - 2, -1, -1):
            width = widths[level]
            self.narrow.append(nn.Conv2d(widths[level + 1], width, 1))
            block = [conv_block(2 * width, width)]
            if level > 0:
                block.append(conv_block(width, width))
            self.decoder.append(nn.Sequential(*block))
            self.modulations.append(nn.Linear(code, 2 * width))
        self.head = nn.Conv2d(widths[0], 4 * LAYOUT_CLASSES, 3, padding=1)

    def forward(self, agnostic: Tensor, pose: Tensor, cloth: Tensor) -> Tensor:
        """Predicts the layout.

        Args:
            agnostic: (N, 5, 256, 192) one-hot agnostic parse: hair, face, lower, left, right arm.
            pose: (N, 3, 256, 192) drawn limbs, 0 to 1.
            cloth: (N, 4, 256, 192) mask 0 to 1, RGB -1 to 1.

        Returns:
            (N, 8, 256, 192) logits over `labels.Compact`.
        """
        small_cloth = F.avg_pool2d(cloth, 2)
        garment = self.garment(small_cloth)[-1]
        code = self.code(garment.flatten(1))

        x = self.stem(F.pixel_unshuffle(torch.cat([agnostic, pose], 1), 2))
        skips = [x, *self.encoder(x)]
        x = self.bottom(torch.cat([skips.pop(), garment], 1))
        x = _modulate(x, self.modulations[0](code))
        for narrow, block, modulation in zip(
            self.narrow, self.decoder, list(self.modulations)[1:], strict=True
        ):
            x = F.interpolate(narrow(x), scale_factor=2.0, mode="nearest")
            x = _modulate(block(torch.cat([x, skips.pop()], 1)), modulation(code))
        logits: Tensor = F.pixel_shuffle(self.head(x), 2)
        return logits


def _modulate(x: Tensor, scale_and_shift: Tensor) -> Tensor:
    scale, shift = scale_and_shift[..., None, None].chunk(2, 1)
    return x * (1 + scale) + shift


def pixel_grid(size: tuple[int, int]) -> Tensor:
    """Returns the identity flow (1, 2, H, W)."""
    height, width = size
    y = (torch.arange(height) + 0.5) / height * 2 - 1
    x = (torch.arange(width) + 0.5) / width * 2 - 1
    grid_y, grid_x = torch.meshgrid(y, x, indexing="ij")
    return torch.stack([grid_x, grid_y])[None]


class AffineStart(nn.Module):
    """The flow every other flow starts from: moves and scales one mask onto the other."""

    grid: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("grid", pixel_grid((64, 48)), persistent=False)

    def _moments(self, mask: Tensor) -> tuple[Tensor, Tensor]:
        mask = F.interpolate(mask, size=self.grid.shape[-2:], mode="area")
        total = mask.sum((2, 3)).clamp(min=1.0)
        mean = (mask * self.grid).sum((2, 3)) / total
        spread = (mask * (self.grid - mean[..., None, None]) ** 2).sum((2, 3)) / total
        return mean, spread.clamp(min=1e-4).sqrt()

    def forward(self, upper: Tensor, cloth_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Returns scale and shift, (N, 2) each: garment place = person place * scale + shift."""
        person_mean, person_spread = self._moments(upper)
        cloth_mean, cloth_spread = self._moments(cloth_mask)
        scale = cloth_spread / person_spread
        return scale, cloth_mean - scale * person_mean


def affine_flow(scale: Tensor, shift: Tensor, grid: Tensor) -> Tensor:
    """Returns the flow (N, 2, H, W) of `AffineStart`'s scale and shift on an identity grid."""
    return grid * scale[..., None, None] + shift[..., None, None]


CONTROL_POINTS = 5
CONTROL_SPAN = 0.9


def control_points() -> Tensor:
    """Returns the (2, 25) TPS control points, row-major, (x, y) from -0.9 to 0.9."""
    line = torch.linspace(-CONTROL_SPAN, CONTROL_SPAN, CONTROL_POINTS)
    y, x = torch.meshgrid(line, line, indexing="ij")
    return torch.stack([x.flatten(), y.flatten()])


def _places(size: tuple[int, int]) -> Tensor:
    """Returns (H W, 2): the (x, y) of the identity flow, row by row."""
    return pixel_grid(size).flatten(2)[0].T


class TpsMatching(nn.Module):
    """Predicts a smooth TPS warp from the correlation of person and garment features.

    Source: the geometric matching module of VITON-HD Sec. 3.3; control points start from the affine
    fit of the masks instead of the identity.
    """

    basis: Tensor
    centres: Tensor

    def __init__(self, widths: tuple[int, ...] = (16, 32, 48, 64), hidden: int = 128) -> None:
        super().__init__()
        self.person = Encoder(PERSON_CHANNELS, widths)
        self.garment = Encoder(CLOTH_CHANNELS, widths)
        positions = (WORKING_SIZE[0] // 16) * (WORKING_SIZE[1] // 16)
        self.regression = nn.Sequential(
            conv_block(positions + widths[-1], 96, stride=2), conv_block(96, 64)
        )
        self.theta = dense_block(64 * _COARSE[0] * _COARSE[1], hidden, 2 * CONTROL_POINTS**2)
        last = self.theta[3]
        assert isinstance(last, nn.Linear)
        nn.init.normal_(last.weight, 0, 1e-3)
        nn.init.zeros_(last.bias)
        basis = tps_basis(control_points().T, _places((128, 96)))
        self.register_buffer("basis", basis, persistent=False)
        self.register_buffer("centres", control_points(), persistent=False)

    def forward(
        self, person: Tensor, cloth: Tensor, scale: Tensor, shift: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Matches the garment to the person.

        Args:
            person: (N, 10, 256, 192) layout without background, then pose.
            cloth: (N, 4, 256, 192).
            scale: (N, 2) of `AffineStart`.
            shift: (N, 2) of `AffineStart`.

        Returns:
            flow (N, 2, 128, 96) and theta (N, 2, 25), where the control points land in the garment.
        """
        p = self.person(person)[-1]
        g = F.normalize(self.garment(cloth)[-1], dim=1).flatten(2)
        correlation = torch.einsum("ncp,ncg->ngp", F.normalize(p, dim=1).flatten(2), g)
        correlation = correlation.reshape(-1, g.shape[-1], p.shape[-2], p.shape[-1])
        offset = self.theta(self.regression(torch.cat([correlation, p], 1)).flatten(1))
        start = self.centres * scale[..., None] + shift[..., None]
        theta = start + offset.reshape(-1, 2, CONTROL_POINTS**2)
        return (theta @ self.basis).reshape(-1, 2, 128, 96), theta


class FlowMatching(nn.Module):
    """Refines the affine fit into a dense flow, coarse to fine, up to half the working size.

    Each level reads the garment's features through the flow so far and adds a correction.
    """

    def __init__(self, widths: tuple[int, ...] = (20, 32, 48, 64, 80), context: int = 64) -> None:
        super().__init__()
        self.person_stem = conv_block(4 * PERSON_CHANNELS, widths[0])
        self.garment_stem = conv_block(4 * CLOTH_CHANNELS, widths[0])
        self.person = Encoder(widths[0], widths[1:])
        self.garment = Encoder(widths[0], widths[1:])
        cells = _COARSE[0] * _COARSE[1]
        self.mix = dense_block(2 * widths[-1] * cells, 192, context * cells)
        self.context = context
        self.coarse = nn.Sequential(
            conv_block(2 * widths[-1] + context, 96), conv_block(96, context)
        )
        self.coarse_flow = _flow_head(context)
        self.refiners = nn.ModuleList()
        self.flows = nn.ModuleList()
        carried = context
        for width in reversed(widths[:-1]):
            self.refiners.append(
                nn.Sequential(conv_block(2 * width + carried + 4, width), conv_block(width, width))
            )
            self.flows.append(_flow_head(width))
            carried = width

    def forward(self, person: Tensor, cloth: Tensor, scale: Tensor, shift: Tensor) -> list[Tensor]:
        """Returns the flows (N, 2, h, w), from 8x6 to 128x96; arguments as in `TpsMatching`."""
        p = self.person_stem(F.pixel_unshuffle(person, 2))
        g = self.garment_stem(F.pixel_unshuffle(cloth, 2))
        persons = [p, *self.person(p)]
        garments = [g, *self.garment(g)]
        p, g = persons.pop(), garments.pop()
        mixed = self.mix(torch.cat([p.flatten(1), g.flatten(1)], 1))
        mixed = mixed.view(-1, self.context, *_COARSE)
        hidden = self.coarse(torch.cat([p, g, mixed], 1))
        start = affine_flow(scale, shift, pixel_grid(_COARSE).to(person))
        flow = start + self.coarse_flow(hidden)
        flows = [flow]
        for refiner, head in zip(self.refiners, self.flows, strict=True):
            p, g = persons.pop(), garments.pop()
            size = (p.shape[-2], p.shape[-1])
            flow = F.interpolate(flow, size=size, mode="bilinear", align_corners=False)
            hidden = F.interpolate(hidden, size=size, mode="nearest")
            read = F.grid_sample(
                g, flow.permute(0, 2, 3, 1), padding_mode="border", align_corners=False
            )
            start = affine_flow(scale, shift, pixel_grid(size).to(person))
            hidden = refiner(torch.cat([p, read, hidden, flow, flow - start], 1))
            flow = flow + head(hidden)
            flows.append(flow)
        return flows


def _flow_head(inputs: int) -> nn.Conv2d:
    head = nn.Conv2d(inputs, 2, 3, padding=1)
    nn.init.normal_(head.weight, 0, 1e-3)
    assert head.bias is not None
    nn.init.zeros_(head.bias)
    return head


class InnerBack(nn.Module):
    """Finds the inner back of the garment, seen through the neckline of a product photo.

    Nobody sees it on a dressed person, so the warp must not paint with it.
    """

    def __init__(self, widths: tuple[int, ...] = (12, 24, 32, 48)) -> None:
        super().__init__()
        self.encoder = Encoder(CLOTH_CHANNELS, widths)
        self.decoder = nn.ModuleList()
        for deep, shallow in zip(widths[:0:-1], widths[-2::-1], strict=True):
            self.decoder.append(conv_block(deep + shallow, shallow))
        self.head = nn.Conv2d(widths[0], 1, 3, padding=1)

    def forward(self, cloth: Tensor) -> Tensor:
        """Returns (N, 1, 128, 96) logits for cloth (N, 4, 256, 192)."""
        features = self.encoder(cloth)
        x = features.pop()
        for block in self.decoder:
            x = F.interpolate(x, scale_factor=2.0, mode="nearest")
            x = block(torch.cat([x, features.pop()], 1))
        logits: Tensor = self.head(x)
        return logits


class Matching(nn.Module):
    """Everything that depends on person and garment together: both warps and the inner back."""

    def __init__(self) -> None:
        super().__init__()
        self.start = AffineStart()
        self.tps = TpsMatching()
        self.flow = FlowMatching()
        self.inner_back = InnerBack()

    def forward(self, person: Tensor, cloth: Tensor) -> tuple[Tensor, Tensor, list[Tensor], Tensor]:
        """Returns the TPS flow and theta, the dense flows coarse to fine, the inner-back logits.

        Args:
            person: (N, 10, 256, 192) layout without background (channel 2 is UPPER), then pose.
            cloth: (N, 4, 256, 192) mask 0 to 1, RGB -1 to 1.
        """
        upper = person[:, Compact.UPPER - 1 : Compact.UPPER]
        scale, shift = self.start(upper, cloth[:, :1])
        tps_flow, theta = self.tps(person, cloth, scale, shift)
        flows = self.flow(person, cloth, scale, shift)
        return tps_flow, theta, flows, self.inner_back(cloth)
