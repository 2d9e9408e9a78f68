"""Where a flow starts: torso and sleeves as five parts, each carried from person to garment whole.

A garment photo shows arms hanging and a person's arms are anywhere. Places on the person are
therefore written in the frame of the limb they belong to, and only how those frames lie in the
garment is predicted. What no rigid part can do is left to the flow network.

Conventions: joints and places are (x, y) in `grid_sample` units (-1 to 1, align_corners=False),
joints in the order of `MATCHED_JOINTS`, NaN where missing. Inside, x counts three quarters, so that
lengths are the same in every direction of a 3:4 picture.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.blocks import HEAD_SCALE, Encoder, dense_block, moments, pixel_grid

ASPECT = 0.75
PARTS = 5  # torso, right upper arm, right forearm, left upper arm, left forearm
_BONES = ((1, 2), (2, 3), (4, 5), (5, 6))
_NECK, _SHOULDERS, _HIPS = 0, (1, 4), (7, 8)

# Half widths in torso lengths: a place nearer to a bone is as good as on it.
_HALF_WIDTHS = (0.3, 0.08, 0.06, 0.08, 0.06)
_SOFTNESS = 0.12
_MISSING = -1e4
_SHORTEST_BONE = 0.15  # of a torso; what points at the camera would blow up

# What is looked at to place the parts: the person from above the neck to below the hips, in torso
# lengths, and the garment as far as this many times its mask's spread from its middle.
_LOOK_SIZE = (64, 48)
_LOOK_ACROSS, _LOOK_DOWN = (-1.05, 1.05), (-0.6, 2.2)
_LOOK_SPREAD = 2.3

# The parts on the average training garment, in units of its spread: matrix by rows, then shift.
_MEAN_PLACES: tuple[tuple[float, ...], ...] = (
    (3.9, 0.0, 0.0, 2.8, 0.0, -1.2),
    (2.1, -0.5, 0.5, 1.5, -1.4, -1.1),
    (2.3, -0.8, 1.3, 1.5, -1.5, 0.5),
    (2.1, 0.5, -0.5, 1.5, 1.4, -1.1),
    (2.3, 0.8, -1.3, 1.5, 1.5, 0.5),
)


class Frames:
    """The limb frames of N persons.

    Attributes:
        origin: (N, 5, 2). along: (N, 5, 2) unit vectors down the trunk and along the bones.
        length: (N, 5) of the bones, the torso's being `unit`. unit: (N, 1) torso length.
        missing: (N, 5) bool.
    """

    def __init__(self, joints: Tensor) -> None:
        places = joints * joints.new_tensor([ASPECT, 1.0])
        shoulders = places[:, _SHOULDERS].nanmean(1)
        neck = _or(_or(places[:, _NECK], shoulders), joints.new_tensor([0.0, -0.4]))
        width = (places[:, _SHOULDERS[0]] - places[:, _SHOULDERS[1]]).norm(dim=1, keepdim=True)
        below = neck + 1.5 * _or(width, joints.new_tensor(0.4)) * joints.new_tensor([0.0, 1.0])
        # One hip alone would tilt the trunk.
        trunk = _or(places[:, _HIPS].mean(1), below) - neck
        self.unit = trunk.norm(dim=1, keepdim=True).clamp(min=0.1)
        starts = torch.stack([neck, *(places[:, a] for a, _ in _BONES)], 1)
        bones = torch.stack([trunk, *(places[:, b] - places[:, a] for a, b in _BONES)], 1)
        self.missing = bones.isnan().any(2)
        self.origin = torch.where(self.missing[..., None], neck[:, None], starts)
        bones = torch.where(self.missing[..., None], trunk[:, None], bones)
        self.length = bones.norm(dim=2).maximum(_SHORTEST_BONE * self.unit)
        self.along = bones / bones.norm(dim=2, keepdim=True).clamp(min=1e-4)

    def coordinates(self, places: Tensor) -> Tensor:
        """Writes places in every frame.

        Args:
            places: (2, P) in `grid_sample` units.

        Returns:
            (N, 5, 2, P): across, in torso lengths, and along, in lengths of the bone.
        """
        offset = places * places.new_tensor([[ASPECT], [1.0]]) - self.origin[..., None]
        across = torch.stack([self.along[..., 1], -self.along[..., 0]], 2)
        x = (offset * across[..., None]).sum(2) / self.unit[..., None]
        y = (offset * self.along[..., None]).sum(2) / self.length[..., None]
        return torch.stack([x, y], 2)

    def torso_window(self, grid: Tensor) -> Tensor:
        """Returns (N, H, W, 2): where in the picture the places of a window on the torso are.

        Args:
            grid: (1, 2, H, W) identity flow of the window, whose edges are -1 and 1.
        """
        x = _between(grid[0, 0], _LOOK_ACROSS)[None, ..., None] * self.unit[:, None, None]
        y = _between(grid[0, 1], _LOOK_DOWN)[None, ..., None] * self.unit[:, None, None]
        down = self.along[:, 0]
        across = torch.stack([down[:, 1], -down[:, 0]], 1)
        places = x * across[:, None, None] + y * down[:, None, None]
        places = places + self.origin[:, 0, None, None]
        window: Tensor = places / places.new_tensor([ASPECT, 1.0])
        return window

    def closeness(self, coordinates: Tensor) -> Tensor:
        """Returns (N, 5, P) logits: zero on a part, falling with the distance from it."""
        x, y = coordinates.unbind(2)
        beyond = torch.where(y > 1, y - 1, y.clamp(max=0))
        past_end = beyond * (self.length / self.unit)[..., None]
        half_width = x.new_tensor(_HALF_WIDTHS)[:, None]
        distance = ((x.square() + past_end.square() + 1e-8).sqrt() - half_width).clamp(min=0)
        logits = -(distance / _SOFTNESS).square()
        masked: Tensor = logits.masked_fill(self.missing[..., None], _MISSING)
        return masked


def _between(x: Tensor, ends: tuple[float, float]) -> Tensor:
    return ends[0] + (x + 1) / 2 * (ends[1] - ends[0])


def _or(value: Tensor, fallback: Tensor) -> Tensor:
    return torch.where(value.isnan(), fallback, value)


class ArticulatedStart(nn.Module):
    """Predicts how the parts lie in the garment, and which part each place of the person is on."""

    grid: Tensor
    window: Tensor
    anchors: Tensor
    mean_places: Tensor

    def __init__(
        self,
        person: int,
        cloth: int,
        features: int,
        size: tuple[int, int],
        anchors: Tensor,
        widths: tuple[int, ...] = (16, 32, 48, 64),
    ) -> None:
        """Builds the head.

        Args:
            person: Channels of the person.
            cloth: Channels of the garment, the mask first.
            features: Channels of the person's features that refine the parts' outlines.
            size: (height, width) of the flow.
            anchors: (2, A) further places to carry along with the torso.
            widths: Of both encoders.
        """
        super().__init__()
        self.size = size
        self.register_buffer("grid", pixel_grid(size).flatten(2)[0], persistent=False)
        self.register_buffer("window", pixel_grid(_LOOK_SIZE), persistent=False)
        self.register_buffer("anchors", anchors, persistent=False)
        self.register_buffer("mean_places", torch.tensor(_MEAN_PLACES), persistent=False)
        self.person = Encoder(person, widths)
        self.garment = Encoder(cloth, widths)
        cells = (_LOOK_SIZE[0] >> len(widths)) * (_LOOK_SIZE[1] >> len(widths))
        self.places = dense_block(2 * widths[-1] * cells + 27, 256, 6 * PARTS)
        self.outlines = nn.Conv2d(features, PARTS, 1)
        for layer in (self.places[3], self.outlines):
            assert isinstance(layer, nn.Linear | nn.Conv2d) and layer.bias is not None
            nn.init.normal_(layer.weight, 0, 1e-3)
            nn.init.zeros_(layer.bias)

    def forward(
        self, joints: Tensor, person: Tensor, cloth: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Places the person's parts in the garment.

        Args:
            joints: (N, 9, 2), see the module's conventions.
            person: (N, P, H, W).
            cloth: (N, C, H, W), mask first.
            features: (N, F, h, w) of the person.

        Returns:
            flow (N, 2, *size), the torso's coordinates (N, 2, *size), and where the torso carries
            the anchors (N, 2, A).
        """
        frames = Frames(joints)
        mean, spread = moments(cloth[:, :1])
        on_garment = self.window * _LOOK_SPREAD * spread[..., None, None] + mean[..., None, None]
        seen = self.person(_look(person, frames.torso_window(self.window)))[-1]
        garment = self.garment(_look(cloth, on_garment.permute(0, 2, 3, 1)))[-1]
        code = torch.cat([seen.flatten(1), garment.flatten(1), _described(joints, frames)], 1)
        placed = self.mean_places + HEAD_SCALE * self.places(code).view(-1, PARTS, 6)
        matrix = placed[..., :4].reshape(-1, PARTS, 2, 2) * spread[:, None, :, None]
        shift = (placed[..., 4:] * spread[:, None] + mean[:, None])[..., None]

        coordinates = frames.coordinates(self.grid)
        outlines = F.interpolate(self.outlines(features), size=self.size, mode="bilinear")
        weight = (frames.closeness(coordinates) + outlines.flatten(2)).softmax(1)
        flow = (weight[:, :, None] * (matrix @ coordinates + shift)).sum(1)
        anchored = matrix[:, 0] @ frames.coordinates(self.anchors)[:, 0] + shift[:, 0]
        torso = coordinates[:, 0].reshape(len(flow), 2, *self.size)
        return flow.reshape(len(flow), 2, *self.size), torso, anchored


def _look(picture: Tensor, places: Tensor) -> Tensor:
    """Reads at twice the window's size and averages, so that thin things are not skipped."""
    fine = F.interpolate(
        places.permute(0, 3, 1, 2), scale_factor=2.0, mode="bilinear", align_corners=False
    )
    read = F.grid_sample(picture, fine.permute(0, 2, 3, 1), align_corners=False)
    return F.avg_pool2d(read, 2)


def _described(joints: Tensor, frames: Frames) -> Tensor:
    """Returns (N, 27): the joints in the torso's frame, and which are missing."""
    places = joints.nan_to_num() * joints.new_tensor([ASPECT, 1.0])
    offset = (places - frames.origin[:, :1]) / frames.unit[..., None]
    missing = joints.isnan().any(2)
    return torch.cat([offset.masked_fill(missing[..., None], 0).flatten(1), missing.float()], 1)
