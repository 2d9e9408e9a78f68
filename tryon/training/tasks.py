"""What each compact network learns: its batches, its loss and its validation figures."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.compact import LAYOUT_CLASSES, WORKING_SIZE, Layout, Matching
from tryon.training.samples import Sample, Shards, draw_sample

Batch = dict[str, Tensor]
Figures = dict[str, float]
# Agnostic parse, pose and garment to the logits of a layout (N, 8, 256, 192).
Predicts = Callable[[Tensor, Tensor, Tensor], Tensor]

# How much the articulated start and each level of the flow pyramid count, coarse to fine.
_LEVEL_WEIGHTS = (1.0, 0.5, 0.5, 0.5, 0.7, 1.0)
# How much the places count to which the cloth would run on; trousers only hint at the hem.
_RUN_ON_WEIGHT = 0.4
_TROUSERS_WEIGHT = 0.1
# How much more a place beside the neckline counts: few pixels, but the cut everyone looks at.
_NECKLINE_WEIGHT = 3.0


class Source(Protocol):
    """Where a task's batches come from."""

    def __len__(self) -> int:
        """Returns the number of bodies, or of samples where they were drawn ahead."""
        ...

    def batch(self, rng: np.random.Generator, count: int, augment: bool) -> Batch:
        """Draws a batch."""
        ...


class Task(Protocol):
    """One network and how it is trained.

    Attributes:
        name: Command-line name.
        key_figure: The validation figure that picks the best checkpoint.
        larger_is_better: Which way that figure improves.
    """

    name: str
    key_figure: str
    larger_is_better: bool

    def build(self) -> nn.Module:
        """Returns a fresh network."""
        ...

    def open(self, folder: Path) -> Source:
        """Opens its training or hold-out data."""
        ...

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Returns the training loss of a batch."""
        ...

    def evaluate(self, network: nn.Module, batches: Iterable[Batch]) -> Figures:
        """Returns validation figures; the network is in evaluation mode."""
        ...


def collate(samples: list[Sample], fields: tuple[str, ...]) -> Batch:
    """Stacks samples into tensors, by field name."""
    return {
        name: torch.from_numpy(np.stack([getattr(sample, name) for sample in samples]))
        for name in fields
    }


class ShardSource:
    """Batches drawn from shards as they are asked for."""

    def __init__(self, folder: Path, fields: tuple[str, ...]) -> None:
        self._shards = Shards(folder)
        self._fields = fields

    def __len__(self) -> int:
        """Returns the number of bodies."""
        return len(self._shards)

    def batch(self, rng: np.random.Generator, count: int, augment: bool) -> Batch:
        """Draws samples; see `draw_sample`."""
        return collate(
            [draw_sample(self._shards, rng, augment) for _ in range(count)], self._fields
        )


def along_neckline(target: Tensor, reach: int = 9) -> Tensor:
    """Returns (N, H, W): 1 on both sides of the line where cloth gives way to the neck, else 0.

    Args:
        target: (N, H, W) compact classes.
        reach: Width of the line, an odd number of pixels.
    """
    sides = torch.stack([target == label for label in (Compact.UPPER, Compact.NECK)], 1).float()
    near = F.max_pool2d(sides, reach, stride=1, padding=reach // 2).prod(1)
    along: Tensor = near * sides.sum(1)
    return along


class LayoutTask:
    """Cross-entropy and soft dice; what has to be guessed counts more, the neckline most."""

    name = "layout"
    fields: tuple[str, ...] = ("agnostic", "pose", "cloth", "layout", "erased")
    key_figure = "mean_iou"
    larger_is_better = True

    def build(self) -> nn.Module:
        """Returns a fresh layout network."""
        return Layout()

    def open(self, folder: Path) -> ShardSource:
        """Opens shards."""
        return ShardSource(folder, self.fields)

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Returns cross-entropy plus dice over the classes that have to be guessed."""
        logits = network(batch["agnostic"], batch["pose"], batch["cloth"])
        target = batch["layout"].long()
        weight = 1 + 1.5 * (batch["erased"] & (target != Compact.BACKGROUND)).float()
        weight = weight + _NECKLINE_WEIGHT * along_neckline(target)
        cross_entropy = (F.cross_entropy(logits, target, reduction="none") * weight).mean()
        guessed = [Compact.UPPER, Compact.LEFT_ARM, Compact.RIGHT_ARM, Compact.NECK]
        probability = logits.softmax(1)[:, guessed]
        truth = F.one_hot(target, LAYOUT_CLASSES).movedim(-1, 1)[:, guessed].float()
        overlap = 2 * (probability * truth).sum((0, 2, 3)) + 1
        dice = overlap / (probability.sum((0, 2, 3)) + truth.sum((0, 2, 3)) + 1)
        total: Tensor = cross_entropy + 0.5 * (1 - dice).mean()
        return total

    def evaluate(self, network: nn.Module, batches: Iterable[Batch]) -> Figures:
        """Returns IoU by class, their mean, and predicted over true clothing area."""
        return layout_figures(
            (
                network(batch["agnostic"], batch["pose"], batch["cloth"]).argmax(1),
                batch["layout"],
            )
            for batch in batches
        )


def layout_figures(pairs: Iterable[tuple[Tensor, Tensor]]) -> Figures:
    """Returns IoU by class, their mean, and predicted over true clothing area.

    Args:
        pairs: Predicted and true compact classes, (N, H, W) each.
    """
    hit = torch.zeros(LAYOUT_CLASSES)
    union = torch.zeros(LAYOUT_CLASSES)
    predicted_upper = true_upper = 0.0
    for predicted, target in pairs:
        for label in range(LAYOUT_CLASSES):
            p, t = predicted == label, target == label
            hit[label] += float((p & t).sum())
            union[label] += float((p | t).sum())
        predicted_upper += float((predicted == Compact.UPPER).sum())
        true_upper += float((target == Compact.UPPER).sum())
    iou = hit / union.clamp(min=1)
    figures = {f"iou_{label.name.lower()}": float(iou[label]) for label in Compact}
    figures["mean_iou"] = float(iou.mean())
    figures["upper_area_ratio"] = predicted_upper / max(true_upper, 1.0)
    return figures


def _to_flow(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Reads the true flow.

    Returns:
        The flow (N, 2, 128, 96) in `grid_sample` units, how much each place counts (N, 1, ...), 0
        where it is unknown, and where there is cloth (N, 1, ...), 0 or 1.
    """
    height, width = WORKING_SIZE
    correspondence, layout = batch["correspondence"], batch["layout"][:, None]
    size = correspondence.new_tensor([width, height])[None, :, None, None]
    cloth = layout == Compact.UPPER
    # Every second pixel's centre is half a pixel off the centre of its 2x2 block: average the
    # block's known pixels instead.
    known = (~correspondence[:, :1].isnan()).float()
    flow = ((correspondence + 0.5) / size * 2 - 1).nan_to_num()
    share = F.avg_pool2d(known, 2)
    flow = F.avg_pool2d(flow * known, 2) / share.clamp(min=1e-3)
    counts = known * torch.where(layout == Compact.LOWER, _TROUSERS_WEIGHT, _RUN_ON_WEIGHT)
    counts = torch.where(cloth, known, counts)
    enough = (share > 0.4).float()
    on_cloth = (F.avg_pool2d(known * cloth, 2) > 0.4).float()
    return flow, F.avg_pool2d(counts, 2) * enough, on_cloth


def _masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum() / (mask.sum() * values.shape[1]).clamp(min=1)


def _bend(flow: Tensor) -> Tensor:
    """Second differences: zero for every affine flow.

    For flows and for the control points of a spline; of those, VITON-HD Eq. 12 is
    `losses.second_order_constraint`.
    """
    vertical = flow[:, :, 2:] - 2 * flow[:, :, 1:-1] + flow[:, :, :-2]
    horizontal = flow[..., 2:] - 2 * flow[..., 1:-1] + flow[..., :-2]
    return vertical.abs().mean() + horizontal.abs().mean()


def _slope_error(flow: Tensor, truth: Tensor, known: Tensor) -> Tensor:
    """L1 between neighbouring differences: keeps prints straight, allows true occlusion edges."""
    rows = known[:, :, 1:] * known[:, :, :-1]
    columns = known[..., 1:] * known[..., :-1]
    error = flow - truth
    vertical = _masked_mean((error[:, :, 1:] - error[:, :, :-1]).abs(), rows)
    horizontal = _masked_mean((error[..., 1:] - error[..., :-1]).abs(), columns)
    return vertical + horizontal


class MatchingTask:
    """L1 on the known correspondence at every level, its slopes, the TPS's mask, the inner back.

    With a trained layout network, half of the persons are seen in the layout it predicts: the flow
    learns to trust the garment where the two disagree.
    """

    name = "matching"
    fields: tuple[str, ...] = (
        "agnostic",
        "pose",
        "person",
        "cloth",
        "joints",
        "layout",
        "correspondence",
        "inner_back",
    )
    key_figure = "flow_error_px"
    larger_is_better = False

    def __init__(self, layout: Predicts | None = None) -> None:
        self._layout = layout

    def build(self) -> nn.Module:
        """Returns a fresh matching network."""
        return Matching()

    def open(self, folder: Path) -> ShardSource:
        """Opens shards."""
        return ShardSource(folder, self.fields)

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Returns the weighted sum of all terms."""
        person = batch["person"] if self._layout is None else self._half_predicted(batch)
        tps_flow, theta, flows, inner_back = network(person, batch["cloth"], batch["joints"])
        truth, counts, cloth = _to_flow(batch)

        total = torch.zeros(())
        for flow, weight in zip(flows, _LEVEL_WEIGHTS, strict=True):
            factor = truth.shape[-1] // flow.shape[-1]
            level_counts = F.avg_pool2d(counts, factor)
            level_truth = F.avg_pool2d(truth * counts, factor) / level_counts.clamp(min=1e-3)
            total = total + weight * _masked_mean((flow - level_truth).abs(), level_counts)
        total = total + 0.5 * _slope_error(flows[-1], truth, cloth) + 0.5 * _bend(flows[-1])

        tps_error = _masked_mean((tps_flow - truth).abs(), cloth)
        upper = F.avg_pool2d(batch["person"][:, Compact.UPPER - 1 : Compact.UPPER], 2)
        warped = F.grid_sample(
            batch["cloth"][:, :1], tps_flow.permute(0, 2, 3, 1), align_corners=False
        )
        bend = _bend(theta.reshape(-1, 2, 5, 5))
        total = total + tps_error + 0.3 * (warped - upper).abs().mean() + 0.1 * bend

        behind = F.avg_pool2d(batch["inner_back"][:, None].float(), 2)
        return total + 0.2 * F.binary_cross_entropy_with_logits(inner_back, behind)

    def _half_predicted(self, batch: Batch) -> Tensor:
        """Returns the persons (N, 10, H, W), every second one in its predicted layout."""
        assert self._layout is not None
        agnostic = batch["agnostic"]
        with torch.no_grad():
            logits = self._layout(agnostic, batch["pose"], batch["cloth"])
        predicted = F.one_hot(logits.argmax(1), LAYOUT_CLASSES).movedim(-1, 1).float()
        # Hair and face stay as the photo shows them.
        head = agnostic[:, :2]
        predicted = predicted * (1 - head.amax(1, keepdim=True))
        predicted[:, (Compact.HAIR, Compact.FACE)] = head
        person = torch.cat([predicted[:, 1:], batch["pose"]], 1)
        person[::2] = batch["person"][::2]
        return person

    def evaluate(self, network: nn.Module, batches: Iterable[Batch]) -> Figures:
        """Returns end-point errors in pixels of 256x192, mask IoU of the TPS, inner-back IoU."""
        height, width = WORKING_SIZE
        flow_error = tps_error = start_error = pixels = 0.0
        overlap = union = back_hit = back_union = 0.0
        for batch in batches:
            tps_flow, _, flows, inner_back = network(
                batch["person"], batch["cloth"], batch["joints"]
            )
            truth, _, cloth = _to_flow(batch)
            pixels += float(cloth.sum())

            def error(flow: Tensor, truth: Tensor = truth, cloth: Tensor = cloth) -> float:
                half = truth.new_tensor([width / 2, height / 2])[None, :, None, None]
                distance = ((flow - truth) * half).square().sum(1, keepdim=True).sqrt()
                return float((distance * cloth).sum())

            flow_error += error(flows[-1])
            tps_error += error(tps_flow)
            start_error += error(flows[0])
            upper = F.avg_pool2d(batch["person"][:, Compact.UPPER - 1 : Compact.UPPER], 2) > 0.5
            warped = F.grid_sample(
                batch["cloth"][:, :1], tps_flow.permute(0, 2, 3, 1), align_corners=False
            )
            overlap += float(((warped > 0.5) & upper).sum())
            union += float(((warped > 0.5) | upper).sum())
            behind = F.avg_pool2d(batch["inner_back"][:, None].float(), 2) > 0.5
            back_hit += float(((inner_back > 0) & behind).sum())
            back_union += float(((inner_back > 0) | behind).sum())
        return {
            "flow_error_px": flow_error / max(pixels, 1),
            "tps_error_px": tps_error / max(pixels, 1),
            "start_error_px": start_error / max(pixels, 1),
            "tps_mask_iou": overlap / max(union, 1),
            "inner_back_iou": back_hit / max(back_union, 1),
        }
