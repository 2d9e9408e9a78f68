"""What the settling network learns from, a pool of what the first look gave, and its loss."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.compact import LAYOUT_CLASSES, Layout, Matching
from tryon.models.first_look import first_look
from tryon.models.settling import Settling, product_view
from tryon.training.fitting import fittings, levels
from tryon.training.pool import Arrays
from tryon.training.pool_source import MIRRORED_CLASSES, PoolSource
from tryon.training.samples import Shards, draw_sample
from tryon.training.tasks import Batch, Figures, along_neckline, collate, layout_figures

# How much more a place counts that the old garment's parse map does not tell already, and one
# beside the neckline: few pixels, but those everybody looks at.
_CHANGED_WEIGHT = 2.0
_NECKLINE_WEIGHT = 2.0
_GUESSED = (Compact.UPPER, Compact.LEFT_ARM, Compact.RIGHT_ARM, Compact.NECK)
_FIRST_LOOK = ("agnostic", "pose", "cloth", "joints")
_DRAWN_FIELDS = (*_FIRST_LOOK, "fine_photo", "fine_layout")


def draw_settling(
    shards: Shards,
    layout: Layout,
    matching: Matching,
    rng: np.random.Generator,
    count: int,
    augment: bool = True,
) -> Arrays:
    """Draws samples and runs the first look on them.

    Args:
        shards: The synthetic people.
        layout: The layout network, in evaluation mode.
        matching: The matching network, in evaluation mode.
        rng: Source of every choice.
        count: How many samples N.
        augment: Whether persons, garments and parse maps are disturbed.

    Returns:
        uint8 arrays: `photo` and `target` (N, 512, 384) compact classes; `pose`, `first`,
        `cloth_mask`, `hints`, `product` as `Settling` takes them, 0 to 255.
    """
    samples = [draw_sample(shards, rng, augment) for _ in range(count)]
    batch = collate(samples, _DRAWN_FIELDS)
    return {
        **_looked_at(layout, matching, {name: batch[name] for name in _FIRST_LOOK}),
        "photo": batch["fine_photo"].numpy(),
        "target": batch["fine_layout"].numpy(),
    }


def settling_from_outfits(
    outfits: Arrays, layout: Layout, matching: Matching, rng: np.random.Generator
) -> Arrays:
    """Runs the first look on rendered people as our own preprocessing finds them.

    Args:
        outfits: A chunk of `tryon.training.synthetic.outfits`.
        layout: The layout network, in evaluation mode.
        matching: The matching network, in evaluation mode.
        rng: Source of every disturbance.

    Returns:
        What `draw_settling` does.
    """
    drawn = fittings(outfits, rng)
    inputs = {name: torch.cat([getattr(one, name) for one in drawn]) for name in _FIRST_LOOK}
    return {
        **_looked_at(layout, matching, inputs),
        "photo": np.stack([one.parse for one in drawn]),
        "target": np.stack([one.target for one in drawn]),
    }


@torch.inference_mode()
def _looked_at(layout: Layout, matching: Matching, inputs: dict[str, Tensor]) -> Arrays:
    """Returns what the first look gives; `inputs` are those of `first_look`, by name."""
    first, cloth_mask, hints = first_look(layout, matching, **inputs)
    product = product_view(inputs["cloth"])
    seen = {
        "pose": inputs["pose"],
        "first": first,
        "cloth_mask": cloth_mask,
        "hints": torch.cat([hints[:, :2], hints[:, 2:] * 0.5 + 0.5], 1),
        "product": torch.cat([product[:, :1], product[:, 1:] * 0.5 + 0.5], 1),
    }
    return {name: levels(values) for name, values in seen.items()}


class SettlingSource(PoolSource):
    """Batches from a pool of `draw_settling`."""

    label_maps = ("photo", "target")
    channel_order: ClassVar = {"first": MIRRORED_CLASSES, "pose": torch.tensor([0, 2, 1])}


class SettlingTask:
    """Cross-entropy and soft dice; what changes counts more, the neckline most."""

    name = "settling"
    key_figure = "mean_iou"
    larger_is_better = True

    def build(self) -> nn.Module:
        """Returns a fresh settling network."""
        return Settling()

    def open(self, folder: Path) -> SettlingSource:
        """Opens a pool."""
        return SettlingSource(folder)

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Returns `settling_loss` of a batch."""
        return settling_loss(_settle(network, batch), batch["photo"], batch["target"])

    def evaluate(self, network: nn.Module, batches: Iterable[Batch]) -> Figures:
        """Returns the figures of `layout_figures` at 512x384."""
        return layout_figures(
            (_settle(network, batch).argmax(1), batch["target"]) for batch in batches
        )


def settling_loss(logits: Tensor, photo: Tensor, target: Tensor) -> Tensor:
    """Returns the weighted cross-entropy plus dice over the classes that are guessed.

    Args:
        logits: (N, 8, 512, 384).
        photo: (N, 512, 384) uint8 compact classes of the photo.
        target: The same of what is to be answered.
    """
    log_odds = logits.float().log_softmax(1)
    changed = target != photo
    target = target.long()
    # The neckline is looked for in every second pixel: a maximum over windows is dear.
    near = along_neckline(target[:, ::2, ::2])[:, None]
    near = F.interpolate(near, scale_factor=2.0, mode="nearest")[:, 0]
    weight = 1 + _CHANGED_WEIGHT * changed + _NECKLINE_WEIGHT * near
    cross_entropy = -(log_odds.gather(1, target[:, None])[:, 0] * weight).mean()
    probability = log_odds[:, _GUESSED].exp()
    truth = torch.stack([target == label for label in _GUESSED], 1).float()
    overlap = 2 * (probability * truth).sum((0, 2, 3)) + 1
    dice = overlap / (probability.sum((0, 2, 3)) + truth.sum((0, 2, 3)) + 1)
    total: Tensor = cross_entropy + 0.5 * (1 - dice).mean()
    return total


def _settle(network: nn.Module, batch: Batch) -> Tensor:
    classes = torch.arange(1, LAYOUT_CLASSES, dtype=torch.uint8, device=batch["photo"].device)
    photo = (batch["photo"][:, None] == classes[:, None, None]).float()
    pose, first, cloth_mask, hints, product = (
        batch[name].float() / 255 for name in ("pose", "first", "cloth_mask", "hints", "product")
    )
    hints = torch.cat([hints[:, :2], hints[:, 2:] * 2 - 1], 1)
    product = torch.cat([product[:, :1], product[:, 1:] * 2 - 1], 1)
    logits: Tensor = network(photo, pose, first, cloth_mask, hints, product)
    return logits
