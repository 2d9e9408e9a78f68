"""How the composing network is trained: on rendered people in two tops each."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import LIP_TO_COMPACT, Compact, is_any
from tryon.models.compact import LAYOUT_CLASSES, WORKING_SIZE, Layout, Matching
from tryon.models.composing import Composed, Composing, Scene
from tryon.models.first_look import first_look
from tryon.models.settling import Settling, read_through
from tryon.pipelines.settled_layout import settled_layout, smooth_outlines
from tryon.pipelines.spread import run_on
from tryon.preprocess.agnostic import parse_agnostic
from tryon.preprocess.compact_inputs import (
    agnostic_channels,
    class_channels,
    cloth_channels,
    joint_places,
    person_channels,
    pose_channels,
    removed_area,
)
from tryon.training.pool import Arrays
from tryon.training.pool_source import MIRRORED_CLASSES, PoolSource
from tryon.training.samples import SIZE, detected, misparsed
from tryon.training.tasks import Batch, Figures
from tryon.types import Labels

# How much more a place counts that differs from the photo.
_CHANGED_WEIGHT = 2.0
_SLOPE_WEIGHT, _COLOUR_WEIGHT, _CHOICE_WEIGHT, _SHADING_WEIGHT = 0.7, 0.5, 0.3, 0.02
# A change of less than this, of 1, is none: another shadow, the noise of the picture.
_SAME = 0.03
_PHOTO, _GARMENT, _NEW = range(3)
_RECOLOURED = (
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
        uint8 arrays of 2N samples at 256x192: `photo`, `target`, `cloth` (..., 3, H, W) RGB,
        `removed`, `cloth_mask`, `inner_back` (..., 1, H, W), `layout` (..., 8, H, W)
        probabilities, 0 to 255; `parse` as a parser finds it, `labels` of the photo and
        `target_labels`, (..., H, W) compact classes.
    """
    rows = [
        _draw(outfits, person, top, layout, matching, settling, rng)
        for person in range(len(outfits["keypoints"]))
        for top in range(2)
    ]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def _draw(
    outfits: Arrays,
    person: int,
    top: int,
    layout: Layout,
    matching: Matching,
    settling: Settling,
    rng: np.random.Generator,
) -> Arrays:
    worn: Labels = outfits["labels"][person, 1 - top]
    product, side = outfits["product"][person, top], outfits["side"][person, top]
    keypoints = detected(outfits["keypoints"][person], rng, True)
    photo = LIP_TO_COMPACT[worn]
    fine = misparsed(photo.repeat(2, 0).repeat(2, 1), rng)
    parse = np.ascontiguousarray(fine[::2, ::2])
    kept = LIP_TO_COMPACT[parse_agnostic(worn, keypoints)]
    agnostic = _tensor(agnostic_channels(kept))
    pose, cloth = (
        _tensor(channels)
        for channels in (pose_channels(keypoints, SIZE), cloth_channels(product, side > 0, SIZE))
    )
    joints = _tensor(joint_places(keypoints, SIZE))
    first, cloth_mask, hints = first_look(layout, matching, agnostic, pose, cloth, joints)
    logits = settling(_tensor(class_channels(fine)), pose, first, cloth_mask, hints)
    probabilities = smooth_outlines(logits.softmax(1)[0].numpy())
    fine_layout = settled_layout(probabilities, fine, kept.repeat(2, 0).repeat(2, 1))
    shares = np.stack([fine_layout == label for label in Compact]).astype(np.float32)
    settled = F.avg_pool2d(_tensor(shares), 2)
    seen = _tensor(person_channels(np.ascontiguousarray(fine_layout[::2, ::2]), pose[0].numpy()))
    _, _, flows = matching.warps(seen, cloth, joints)
    colours = run_on(product, side == 1 if (side == 1).any() else side > 0)
    back = torch.sigmoid(matching.inner_back(cloth))
    back = F.interpolate(back, size=WORKING_SIZE, mode="bilinear", align_corners=False)
    carried = torch.cat([_tensor(colours.transpose(2, 0, 1) / np.float32(255)), cloth[:, :1]], 1)
    warped = read_through(torch.cat([carried, back * cloth[:, :1]], 1), flows[-1], "border")
    return {
        "photo": outfits["photo"][person, 1 - top].transpose(2, 0, 1),
        "target": outfits["photo"][person, top].transpose(2, 0, 1),
        "cloth": _levels(warped[0, :3]),
        "cloth_mask": _levels(warped[0, 3:4]),
        "inner_back": _levels(warped[0, 4:]),
        "removed": removed_area(parse)[None].astype(np.uint8) * 255,
        "layout": _levels(settled[0]),
        "parse": parse,
        "labels": photo,
        "target_labels": LIP_TO_COMPACT[outfits["labels"][person, top]],
    }


def _tensor(channels: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(channels, np.float32))[None]


def _levels(values: Tensor) -> NDArray[np.uint8]:
    levels: NDArray[np.uint8] = (values * 255).round().clamp(0, 255).to(torch.uint8).numpy()
    return levels


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
    for classes in _RECOLOURED:
        gain = (rng.uniform(0.6, 1.4) * rng.uniform(0.85, 1.15, 3)).astype(np.float32)
        for name, labels in pairs:
            member = is_any(arrays[labels][row], classes).astype(np.float32)
            soft = cv2.GaussianBlur(member, (0, 0), 0.6)
            pictures[name] *= 1 + (gain - 1)[:, None, None] * soft
    for name, picture in pictures.items():
        arrays[name][row] = np.clip(picture, 0, 255).astype(np.uint8)


class ComposingTask:
    """L1 and slopes of the picture, the new colour where nothing else can be, the choice."""

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
        picture = composed.picture(scene)
        same, garment = _same(scene, target), batch["target_labels"][:, None] == Compact.UPPER
        weight = 1 + _CHANGED_WEIGHT * (~same).float()
        total = ((picture - target).abs() * weight).mean()
        total = total + _SLOPE_WEIGHT * _slope_error(picture, target)
        painted = (~same & ~garment).float()
        off = ((composed.colour - target).abs() * painted).sum() / (3 * painted.sum() + 1)
        total = total + _COLOUR_WEIGHT * off
        choice = torch.where(garment, _GARMENT, torch.where(same, _PHOTO, _NEW))[:, 0]
        total = total + _CHOICE_WEIGHT * F.cross_entropy(composed.logits, choice)
        return total + _SHADING_WEIGHT * _slope_error(
            composed.shading, torch.ones_like(composed.shading)
        )

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
                sums[index] += (error * where).sum()
                counts[index] += where.sum()
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


def _same(scene: Scene, target: Tensor) -> Tensor:
    """Returns (N, 1, H, W): where the photo is right as it is."""
    near = (target - scene.photo).abs().mean(1, keepdim=True) < _SAME
    return near & (scene.removed < 0.5)


def _slope_error(picture: Tensor, target: Tensor) -> Tensor:
    error = picture - target
    vertical = (error[:, :, 1:] - error[:, :, :-1]).abs().mean()
    return vertical + (error[..., 1:] - error[..., :-1]).abs().mean()
