"""How the composing network is trained: on rendered people in two tops each."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact, is_any
from tryon.models.compact import LAYOUT_CLASSES, WORKING_SIZE, Layout, Matching
from tryon.models.composing import Composed, Composing, Scene
from tryon.models.first_look import first_look
from tryon.models.settling import Settling, product_view, read_through
from tryon.pipelines.compact.settled_layout import settled_layout, smooth_outlines
from tryon.pipelines.compact.spread import run_on
from tryon.preprocess.compact_inputs import class_channels, person_channels, removed_area
from tryon.training.fitting import Fitting, fittings, levels, tensor
from tryon.training.pool import Arrays
from tryon.training.pool_source import MIRRORED_CLASSES, PoolSource
from tryon.training.tasks import Batch, Figures
from tryon.types import Labels

# How much more a place counts that differs from the photo.
_CHANGED_WEIGHT = 2.0
_SLOPE_WEIGHT, _COLOUR_WEIGHT, _CHOICE_WEIGHT = 0.7, 0.5, 0.3
_LIGHT_WEIGHT, _SHADING_WEIGHT = 1.0, 0.05
# Light is learnt from what is coarser than cloth: a window of this many pixels, twice. From single
# pixels the network learnt to make up for threads and prints a pixel off, and mottled plain cloth.
_LIGHT_WINDOW = 5
_SURELY_CLOTH = 0.9
# A change of less than this, of 1, is none: another shadow, the noise of the picture.
_SAME = 0.03
_PHOTO, _GARMENT, _NEW = range(3)
# How many see the layout as it is predicted; the others the true one, so that what is to be learnt
# about light and colour is not blurred by outlines in the wrong place.
SETTLED_SHARE = 0.5
RECOLOURED = (
    (Compact.FACE, Compact.NECK, Compact.LEFT_ARM, Compact.RIGHT_ARM),
    (Compact.LOWER,),
    (Compact.BACKGROUND,),
    (Compact.HAIR,),
)


@torch.inference_mode()
def draw_composing(
    outfits: Arrays,
    layout: Layout,
    matching: Matching,
    settling: Settling,
    rng: np.random.Generator,
) -> Arrays:
    """Runs everything before composing on rendered people, each top tried on over the other.

    Args:
        outfits: A chunk of `tryon.training.synthetic.outfits`, N people.
        layout: Trained, in evaluation mode; so are the others.
        matching: The matching network.
        settling: The settling network.
        rng: Source of every disturbance.

    Returns:
        uint8 arrays of up to 2N samples at 256x192: `photo`, `target`, `cloth` (..., 3, H, W) RGB,
        `removed`, `cloth_mask`, `inner_back` (..., 1, H, W), `layout` (..., 8, H, W)
        probabilities, 0 to 255; `parse` as a parser finds it, `labels` of the photo and
        `target_labels`, (..., H, W) compact classes.
    """
    rows = [_draw(one, layout, matching, settling, rng) for one in fittings(outfits, rng)]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def _draw(
    one: Fitting,
    layout: Layout,
    matching: Matching,
    settling: Settling,
    rng: np.random.Generator,
) -> Arrays:
    worn = one.target
    if rng.random() < SETTLED_SHARE:
        worn = _settled(one, layout, matching, settling)
    shares = np.stack([worn == label for label in Compact]).astype(np.float32)
    coarse = np.ascontiguousarray(worn[::2, ::2])
    person = tensor(person_channels(coarse, one.pose[0].numpy()))
    _, _, flows = matching.warps(person, one.cloth, one.joints)
    colours = run_on(one.product, one.side == 1 if (one.side == 1).any() else one.side > 0)
    back = torch.sigmoid(matching.inner_back(one.cloth))
    back = F.interpolate(back, size=WORKING_SIZE, mode="bilinear", align_corners=False)
    carried = [
        tensor(np.asarray(colours.transpose(2, 0, 1) / np.float32(255), np.float32)),
        one.cloth[:, :1],
    ]
    warped = read_through(torch.cat([*carried, back * one.cloth[:, :1]], 1), flows[-1], "border")
    parse = np.ascontiguousarray(one.parse[::2, ::2])
    return {
        "photo": one.photo.transpose(2, 0, 1),
        "target": one.target_photo.transpose(2, 0, 1),
        "cloth": levels(warped[0, :3]),
        "cloth_mask": levels(warped[0, 3:4]),
        "inner_back": levels(warped[0, 4:]),
        "removed": removed_area(parse)[None].astype(np.uint8) * 255,
        "layout": levels(F.avg_pool2d(tensor(shares), 2)[0]),
        "parse": parse,
        "labels": one.labels[::2, ::2],
        "target_labels": one.target[::2, ::2],
    }


def _settled(one: Fitting, layout: Layout, matching: Matching, settling: Settling) -> Labels:
    """Returns (512, 384): the layout as the networks before this one settle it."""
    first, cloth_mask, hints = first_look(
        layout, matching, one.agnostic, one.pose, one.cloth, one.joints
    )
    fine = tensor(class_channels(one.parse))
    logits = settling(fine, one.pose, first, cloth_mask, hints, product_view(one.cloth))
    probabilities = smooth_outlines(logits.softmax(1)[0].numpy())
    return settled_layout(probabilities, one.parse, one.kept.repeat(2, 0).repeat(2, 1))


class ComposingSource(PoolSource):
    """Batches from a pool of `draw_composing`, recoloured."""

    label_maps = ("parse", "labels", "target_labels")
    channel_order: ClassVar = {"layout": MIRRORED_CLASSES}

    def disturb(self, arrays: Arrays, rng: np.random.Generator) -> None:
        """Gives everybody other colours."""
        for row in range(len(arrays["parse"])):
            _recolour(arrays, row, rng)


def _recolour(arrays: Arrays, row: int, rng: np.random.Generator) -> None:
    """Gives a person another skin, other trousers, another room: the same change in both photos."""
    pairs = (("photo", "labels"), ("target", "target_labels"))
    pictures = {name: arrays[name][row].astype(np.float32) for name, _ in pairs}
    for classes in RECOLOURED:
        gain = (rng.uniform(0.6, 1.4) * rng.uniform(0.85, 1.15, 3)).astype(np.float32)
        for name, labels in pairs:
            member = is_any(arrays[labels][row], classes).astype(np.float32)
            soft = cv2.GaussianBlur(member, (0, 0), 0.6)
            pictures[name] *= 1 + (gain - 1)[:, None, None] * soft
    for name, picture in pictures.items():
        arrays[name][row] = np.clip(picture, 0, 255).astype(np.uint8)


class ComposingTask:
    """L1 and slopes of the picture, the new colour where nothing else can be, choice and light."""

    name = "composing"
    key_figure = "error_of_255"
    larger_is_better = False

    def build(self) -> nn.Module:
        """Returns a fresh composing network."""
        return Composing()

    def open(self, folder: Path) -> ComposingSource:
        """Opens a pool."""
        return ComposingSource(folder)

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Returns the weighted sum of all terms."""
        scene, target = scene_of(batch), batch["target"].float() / 255
        composed: Composed = network(scene)
        picture = replace(composed, shading=composed.shading.detach()).picture(scene)
        same, garment = _same(scene, target), batch["target_labels"][:, None] == Compact.UPPER
        weight = 1 + _CHANGED_WEIGHT * (~same).float()
        total = ((picture - target).abs() * weight).mean()
        total = total + _SLOPE_WEIGHT * _slope_error(picture, target)
        painted = (~same & ~garment).float()
        off = ((composed.colour - target).abs() * painted).sum() / (3 * painted.sum() + 1)
        total = total + _COLOUR_WEIGHT * off
        choice = torch.where(garment, _GARMENT, torch.where(same, _PHOTO, _NEW))[:, 0]
        total = total + _CHOICE_WEIGHT * F.cross_entropy(composed.logits, choice)
        return total + light_loss(composed.shading, scene, target, garment)

    def evaluate(self, network: nn.Module, batches: Iterable[Batch]) -> Figures:
        """Returns mean errors in grey levels: of all, of what changed, of newly bare skin."""
        sums = torch.zeros(3)
        counts = torch.zeros(3)
        for batch in batches:
            scene, target = scene_of(batch), batch["target"].float() / 255
            composed: Composed = network(scene)
            error = (composed.picture(scene) - target).abs().mean(1, keepdim=True) * 255
            changed = ~_same(scene, target)
            labels = batch["target_labels"][:, None]
            bare = changed & ((labels >= Compact.LEFT_ARM) & (labels <= Compact.NECK))
            for index, where in enumerate((torch.ones_like(changed), changed, bare)):
                sums[index] += (error * where).sum().item()
                counts[index] += where.sum().item()
        names = ("error_of_255", "error_changed", "error_new_skin")
        return {
            name: float(total / count.clamp(min=1))
            for name, total, count in zip(names, sums, counts, strict=True)
        }


def scene_of(batch: Batch) -> Scene:
    """Returns what the network sees of a batch."""
    unit = {
        name: batch[name].float() / 255
        for name in ("photo", "removed", "cloth", "cloth_mask", "inner_back", "layout")
    }
    parse = F.one_hot(batch["parse"].long(), LAYOUT_CLASSES).movedim(-1, 1).float()
    return Scene(**unit, parse=parse)


def light_loss(shading: Tensor, scene: Scene, target: Tensor, garment: Tensor) -> Tensor:
    """Returns how far the garment is from being lit as it should, finer than cloth not looked at.

    Args:
        shading: (N, 1, H, W) what the garment's colours are multiplied with.
        scene: Whose garment is lit.
        target: (N, 3, H, W) the photo in the new garment, 0 to 1.
        garment: (N, 1, H, W) bool, where it shows the garment.
    """
    inside = (garment & (scene.cloth_mask > _SURELY_CLOTH)).float()
    lit, wanted = (
        _coarsely(picture * inside) / _coarsely(inside).clamp(min=1e-3)
        for picture in (scene.cloth * shading, target)
    )
    off = ((lit - wanted).abs() * inside).sum() / (3 * inside.sum() + 1)
    even = _slope_error(shading, torch.ones_like(shading))
    return _LIGHT_WEIGHT * off + _SHADING_WEIGHT * even


def _coarsely(picture: Tensor) -> Tensor:
    for _ in range(2):
        picture = F.avg_pool2d(picture, _LIGHT_WINDOW, 1, _LIGHT_WINDOW // 2)
    return picture


def _same(scene: Scene, target: Tensor) -> Tensor:
    """Returns (N, 1, H, W): where the photo is right as it is."""
    near = (target - scene.photo).abs().mean(1, keepdim=True) < _SAME
    return near & (scene.removed < 0.5)


def _slope_error(picture: Tensor, target: Tensor) -> Tensor:
    error = picture - target
    vertical = (error[:, :, 1:] - error[:, :, :-1]).abs().mean()
    return vertical + (error[..., 1:] - error[..., :-1]).abs().mean()
