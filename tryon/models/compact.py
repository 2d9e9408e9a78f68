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
from tryon.models.articulated import ArticulatedStart
from tryon.models.blocks import HEAD_SCALE, Encoder, conv_block, dense_block, modulate, pixel_grid
from tryon.models.tps import tps_basis

WORKING_SIZE = (256, 192)
AGNOSTIC_CHANNELS = 5  # hair, face, lower, left arm, right arm
POSE_CHANNELS = 3
CLOTH_CHANNELS = 4  # mask, then RGB from -1 to 1, 0 outside the mask
LAYOUT_CLASSES = len(Compact)
PERSON_CHANNELS = LAYOUT_CLASSES - 1 + POSE_CHANNELS  # every class but background, then the pose
_COARSE = (8, 6)  # the working size after five halvings
_FLOW_SIZE = (128, 96)


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
        x = modulate(x, self.modulations[0](code))
        for narrow, block, modulation in zip(
            self.narrow, self.decoder, list(self.modulations)[1:], strict=True
        ):
            x = F.interpolate(narrow(x), scale_factor=2.0, mode="nearest")
            x = modulate(block(torch.cat([x, skips.pop()], 1)), modulation(code))
        logits: Tensor = F.pixel_shuffle(self.head(x), 2)
        return logits


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

    Source: the geometric matching module of VITON-HD Sec. 3.3; control points start where the torso
    carries them instead of at the identity.
    """

    basis: Tensor

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
        basis = tps_basis(control_points().T, _places(_FLOW_SIZE))
        self.register_buffer("basis", basis, persistent=False)

    def forward(self, person: Tensor, cloth: Tensor, start: Tensor) -> tuple[Tensor, Tensor]:
        """Matches the garment to the person.

        Args:
            person: (N, 10, 256, 192) layout without background, then pose.
            cloth: (N, 4, 256, 192).
            start: (N, 2, 25) where the control points land to begin with.

        Returns:
            flow (N, 2, 128, 96) and theta (N, 2, 25), where the control points land in the garment.
        """
        p = self.person(person)[-1]
        g = F.normalize(self.garment(cloth)[-1], dim=1).flatten(2)
        correlation = torch.einsum("ncp,ncg->ngp", F.normalize(p, dim=1).flatten(2), g)
        correlation = correlation.reshape(-1, g.shape[-1], p.shape[-2], p.shape[-1])
        code = self.regression(torch.cat([correlation, p], 1)).flatten(1)
        offset = HEAD_SCALE * self.theta(code)
        theta = start + offset.reshape(-1, 2, CONTROL_POINTS**2)
        return (theta @ self.basis).reshape(-1, 2, *_FLOW_SIZE), theta


class FlowMatching(nn.Module):
    """Refines the articulated start into a dense flow, coarse to fine, up to half the working size.

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
        self.start = ArticulatedStart(
            PERSON_CHANNELS, CLOTH_CHANNELS, widths[2], _FLOW_SIZE, control_points()
        )
        self.refiners = nn.ModuleList()
        self.flows = nn.ModuleList()
        carried = context
        for width in reversed(widths[:-1]):
            self.refiners.append(
                nn.Sequential(conv_block(2 * width + carried + 6, width), conv_block(width, width))
            )
            self.flows.append(_flow_head(width))
            carried = width

    def forward(self, person: Tensor, cloth: Tensor, joints: Tensor) -> tuple[list[Tensor], Tensor]:
        """Warps the garment onto the person.

        Args:
            person: (N, 10, 256, 192) layout without background, then pose.
            cloth: (N, 4, 256, 192).
            joints: (N, 9, 2) see `tryon.models.articulated`.

        Returns:
            The flows (N, 2, h, w): the articulated start at 128x96, then from 8x6 to 128x96; and
            where the torso carries the TPS control points (N, 2, 25).
        """
        p = self.person_stem(F.pixel_unshuffle(person, 2))
        g = self.garment_stem(F.pixel_unshuffle(cloth, 2))
        persons = [p, *self.person(p)]
        garments = [g, *self.garment(g)]
        start, torso, anchored = self.start(joints, person, cloth, persons[2])
        p, g = persons.pop(), garments.pop()
        mixed = self.mix(torch.cat([p.flatten(1), g.flatten(1)], 1))
        mixed = mixed.view(-1, self.context, *_COARSE)
        hidden = self.coarse(torch.cat([p, g, mixed], 1))
        offset = HEAD_SCALE * self.coarse_flow(hidden)
        flows = [start, F.adaptive_avg_pool2d(start, _COARSE) + offset]
        for refiner, head in zip(self.refiners, self.flows, strict=True):
            p, g = persons.pop(), garments.pop()
            size = (p.shape[-2], p.shape[-1])
            offset = F.interpolate(offset, size=size, mode="bilinear", align_corners=False)
            hidden = F.interpolate(hidden, size=size, mode="nearest")
            begun, place = (F.adaptive_avg_pool2d(x, size) for x in (start, torso))
            flow = begun + offset
            read = F.grid_sample(
                g, flow.permute(0, 2, 3, 1), padding_mode="border", align_corners=False
            )
            hidden = refiner(torch.cat([p, read, hidden, flow, offset, place], 1))
            offset = offset + HEAD_SCALE * head(hidden)
            flows.append(begun + offset)
        return flows, anchored


def _flow_head(in_channels: int) -> nn.Conv2d:
    head = nn.Conv2d(in_channels, 2, 3, padding=1)
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
        self.tps = TpsMatching()
        self.flow = FlowMatching()
        self.inner_back = InnerBack()

    def forward(
        self, person: Tensor, cloth: Tensor, joints: Tensor
    ) -> tuple[Tensor, Tensor, list[Tensor], Tensor]:
        """Returns what `warps` does, then the inner-back logits (N, 1, 128, 96)."""
        return *self.warps(person, cloth, joints), self.inner_back(cloth)

    def warps(
        self, person: Tensor, cloth: Tensor, joints: Tensor
    ) -> tuple[Tensor, Tensor, list[Tensor]]:
        """Returns the TPS flow and theta, and the dense flows.

        Args:
            person: (N, 10, 256, 192) layout without background, then pose.
            cloth: (N, 4, 256, 192) mask 0 to 1, RGB -1 to 1.
            joints: (N, 9, 2) see `tryon.models.articulated`.

        Returns:
            (N, 2, 128, 96), (N, 2, 25) and the flows of `FlowMatching`.
        """
        flows, anchored = self.flow(person, cloth, joints)
        tps_flow, theta = self.tps(person, cloth, anchored.detach())
        return tps_flow, theta, flows
