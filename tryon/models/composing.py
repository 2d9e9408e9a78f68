"""The network that composes the picture: photo, warped garment, or newly painted, at every place.

It chooses, and it shades; prints and faces are never its own. New colour starts from what the photo
shows of the same class nearby, so it cannot go far wrong. It works at 256x192; outlines are made at
full size from the layout (`tryon.pipelines.compact.composition`).
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.blocks import UNet
from tryon.models.compact import LAYOUT_CLASSES

# Photo, what is removed of it, garment, its mask, inner back, layout, parse map, start colours.
_INPUTS = 3 + 1 + 3 + 1 + 1 + LAYOUT_CLASSES + (LAYOUT_CLASSES - 1) + 3
_OUTPUTS = 3 + 1 + 3
# How far light may change the garment, and new colour leave its start.
_SHADING_RANGE, _COLOUR_RANGE = 0.6, 0.5
_LEAST_CHOICE = 0.02
# A removed place never shows the photo.
_NEVER = 12.0
_SKIN = (Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM, Compact.FACE)
# What is filled from its own class: skin, trousers, background.
_FILLED = (_SKIN, (Compact.LOWER,), (Compact.BACKGROUND,))
_FILL_STEPS = (64, 32, 16, 8)
_ENOUGH_SHARE, _ENOUGH_PIXELS = 0.02, 8


@dataclass(frozen=True)
class Scene:
    """What the network sees of one try-on; tensors (N, C, 256, 192), values 0 to 1.

    Attributes:
        photo: (N, 3, H, W) RGB.
        removed: (N, 1, H, W) 1 where the old garment is or may be.
        cloth: (N, 3, H, W) RGB of the warped garment, its colours running on past its edge.
        cloth_mask: (N, 1, H, W) where the warped garment is.
        inner_back: (N, 1, H, W) where it would show its inner back.
        layout: (N, 8, H, W) probabilities of the settled layout.
        parse: (N, 8, H, W) one-hot, the photo's parse map.
    """

    photo: Tensor
    removed: Tensor
    cloth: Tensor
    cloth_mask: Tensor
    inner_back: Tensor
    layout: Tensor
    parse: Tensor


@dataclass(frozen=True)
class Composed:
    """The network's answer.

    Attributes:
        logits: (N, 3, H, W) of photo, garment, new colour.
        shading: (N, 1, H, W) what the garment's colours are multiplied with.
        colour: (N, 3, H, W) the new colour, 0 to 1.
    """

    logits: Tensor
    shading: Tensor
    colour: Tensor

    def picture(self, scene: Scene) -> Tensor:
        """Returns (N, 3, H, W): the composed picture, 0 to 1."""
        photo, garment, new = self.logits.softmax(1)[:, :, None].unbind(1)
        lit = (scene.cloth * self.shading).clamp(0, 1)
        return photo * scene.photo + garment * lit + new * self.colour


class Composing(UNet):
    """A U-Net on 2x2 blocks that answers choice, shading and new colour.

    Source: in place of the ALIAS generator of VITON-HD Sec. 3.4; the network is our own.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 64, 96, 128, 160)) -> None:
        super().__init__(4 * _INPUTS, widths)
        self.head = nn.Conv2d(widths[0], 4 * _OUTPUTS, 3, padding=1)

    def forward(self, scene: Scene) -> Composed:
        """Composes; see `Scene` and `Composed`."""
        start = start_colours(scene)
        seen = [
            scene.photo * (1 - scene.removed),
            scene.removed,
            scene.cloth,
            scene.cloth_mask,
            scene.inner_back,
            scene.layout,
            scene.parse[:, 1:],
            start,
        ]
        x = self.features(F.pixel_unshuffle(torch.cat(seen, 1), 2))
        answer = F.pixel_shuffle(self.head(x), 2).float()
        logits = answer[:, :3] + _prior(scene).log()
        logits = torch.cat([logits[:, :1] - _NEVER * scene.removed, logits[:, 1:]], 1)
        shading = 1 + _SHADING_RANGE * torch.tanh(answer[:, 3:4])
        colour = (start + _COLOUR_RANGE * torch.tanh(answer[:, 4:])).clamp(0, 1)
        return Composed(logits, shading, colour)


def _prior(scene: Scene) -> Tensor:
    """Returns (N, 3, H, W): the choice that follows from layout and parse map alone."""
    garment = scene.layout[:, Compact.UPPER : Compact.UPPER + 1]
    same = (scene.layout * scene.parse).sum(1, keepdim=True)
    photo = same * (1 - scene.removed) * (1 - garment)
    new = (1 - photo - garment).clamp(min=0)
    return torch.cat([photo, garment, new], 1).clamp(min=_LEAST_CHOICE)


def start_colours(scene: Scene) -> Tensor:
    """Returns (N, 3, H, W): of every class the colours that the photo shows of it, carried on."""
    seen = 1 - scene.removed
    total = torch.zeros_like(scene.photo)
    weights = torch.full_like(scene.removed, 1e-3)
    for classes in _FILLED:
        wanted = scene.layout[:, classes].sum(1, keepdim=True)
        shown = scene.parse[:, classes].sum(1, keepdim=True) * seen
        total = total + wanted * carried_on(scene.photo, shown)
        weights = weights + wanted
    return total / weights


def carried_on(picture: Tensor, shown: Tensor) -> Tensor:
    """Carries a class's colours on smoothly to where the picture does not show it.

    Args:
        picture: (N, 3, H, W).
        shown: (N, 1, H, W) 1 where it shows the class.

    Returns:
        (N, 3, H, W): the mean of all, nearer means where there are any; grey where there are none.
    """
    mass = shown.sum((2, 3), keepdim=True)
    mean = (picture * shown).sum((2, 3), keepdim=True) / mass.clamp(min=1e-3)
    some = (mass > _ENOUGH_PIXELS).to(picture)
    colours = (mean * some + 0.5 * (1 - some)).expand_as(picture)
    size = (picture.shape[-2], picture.shape[-1])
    for step in _FILL_STEPS:
        share = F.avg_pool2d(shown, step)
        near = F.avg_pool2d(picture * shown, step) / share.clamp(min=1e-4)
        enough = (share > _ENOUGH_SHARE).to(picture)
        spread = F.interpolate(
            torch.cat([near * enough, enough], 1), size=size, mode="bilinear", align_corners=False
        )
        trust = spread[:, 3:]
        colours = colours * (1 - trust) + spread[:, :3] / trust.clamp(min=1e-3) * trust
    return colours
