"""Rendered people for the composing network, packed, and the scenes it learns from.

A chunk holds N samples of somebody in one top and the product of another, H x W being 256x192:

    photo, target_photo   (N, 3, H, W) uint8    RGB in the old top and in the new one
    colours               (N, 3, H, W) uint8    the product's, running on past its edge
    kept, pose, cloth, joints, photo_parse, target   of `tryon.training.joint.drawing`; there the
                                                fifth is called photo
    labels                (N, 2H, 2W) uint8     what is true of the photo
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.labels import Compact
from tryon.models.compact import WORKING_SIZE, Matching
from tryon.models.first_look import with_head
from tryon.models.settling import read_through
from tryon.pipelines.compact.spread import run_on
from tryon.training.composing import RECOLOURED, SETTLED_SHARE
from tryon.training.fitting import Fitting, fittings, levels
from tryon.training.joint.learning import looked_at, settle
from tryon.training.joint.store import KINDS, agnostic_of, cloth_of, one_hot
from tryon.training.pool import Arrays
from tryon.training.pool_source import MIRRORED_CLASSES
from tryon.training.synthetic.outfits import outfits
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.swatches import Swatches
from tryon.training.tasks import Batch

# How far a parse map's outline may be off, see `removed_area`: a window of this many pixels.
_REMOVED_WINDOW = 5


def draw_people(assets: SharedAssets, seeds: list[int], swatches: Swatches | None) -> Arrays:
    """Renders people in two tops, each tried on over the other; see the module."""
    rows = []
    for seed in seeds:
        person = outfits(assets, seed, swatches)
        chunk = {name: values[None] for name, values in person.items()}
        rows += [_packed(one) for one in fittings(chunk, np.random.default_rng((seed, 2)))]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def _packed(one: Fitting) -> Arrays:
    outer = one.side == 1
    colours = run_on(one.product, outer if outer.any() else one.side > 0)
    cloth = one.cloth[0]
    return {
        "photo": one.photo.transpose(2, 0, 1),
        "target_photo": one.target_photo.transpose(2, 0, 1),
        "colours": colours.transpose(2, 0, 1),
        "kept": one.kept,
        "pose": levels(one.pose[0]),
        "cloth": levels(torch.cat([cloth[:1], cloth[1:] * 0.5 + 0.5])),
        "joints": one.joints[0].numpy(),
        "photo_parse": one.parse,
        "target": one.target,
        "labels": one.labels,
    }


@torch.no_grad()
def scenes(
    packed: Batch,
    layout: nn.Module,
    matching: Matching,
    settling: nn.Module,
    generator: torch.Generator,
) -> Batch:
    """Returns what `ComposingTask` learns from, values 0 to 255.

    Args:
        packed: Of `draw_people`.
        layout: Trained, in evaluation mode; so are the others.
        matching: The matching network.
        settling: The settling network.
        generator: On the processor; decides who is seen in the settled layout, and all colours.
    """
    pose, cloth = packed["pose"].float() / 255, cloth_of(packed["cloth"])
    agnostic = agnostic_of(packed["kept"])
    seen: Batch = {
        "agnostic": agnostic,
        "pose": pose,
        "cloth": cloth,
        "joints": packed["joints"],
        "photo_channels": one_hot(packed["photo_parse"])[:, 1:],
    }
    kind = torch.zeros((len(pose), KINDS), device=pose.device)
    logits = settle(settling, seen, looked_at(layout, matching, seen) | {"kind": kind})
    chosen = torch.rand(len(pose), generator=generator).to(pose) < SETTLED_SHARE
    settled = with_head(logits, F.interpolate(agnostic, scale_factor=2.0)).argmax(1)
    worn = torch.where(chosen[:, None, None], settled, packed["target"].long())
    person = torch.cat([one_hot(worn[:, ::2, ::2])[:, 1:], pose], 1)
    flow = matching.warps(person, cloth, packed["joints"])[2][-1]
    back = torch.sigmoid(matching.inner_back(cloth))
    back = F.interpolate(back, size=WORKING_SIZE, mode="bilinear", align_corners=False)
    mask = cloth[:, :1]
    carried = torch.cat([packed["colours"].float() / 255, mask, back * mask], 1)
    warped = 255 * read_through(carried, flow, "border")
    parse = packed["photo_parse"][:, ::2, ::2].contiguous()
    labels, target_labels = (
        packed[name][:, ::2, ::2].contiguous() for name in ("labels", "target")
    )
    photo, target = _recoloured(packed, labels, target_labels, generator)
    old = (parse == Compact.UPPER).float()[:, None]
    grown = F.max_pool2d(old, _REMOVED_WINDOW, 1, _REMOVED_WINDOW // 2)
    head = ((parse == Compact.HAIR) | (parse == Compact.FACE)).float()[:, None]
    return {
        "photo": photo,
        "target": target,
        "cloth": warped[:, :3],
        "cloth_mask": warped[:, 3:4],
        "inner_back": warped[:, 4:],
        "removed": 255 * grown * (1 - head),
        "layout": 255 * F.avg_pool2d(one_hot(worn), 2),
        "parse": parse,
        "labels": labels,
        "target_labels": target_labels,
    }


def _recoloured(
    packed: Batch, labels: Tensor, target_labels: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Returns both photos, every person in another skin, other trousers and another room."""
    count, device = len(labels), labels.device
    photos = [packed[name].float() for name in ("photo", "target_photo")]
    for classes in RECOLOURED:
        chance = torch.rand((count, 4), generator=generator).to(device)
        gain = (0.6 + 0.8 * chance[:, :1]) * (0.85 + 0.3 * chance[:, 1:])
        for index, found in enumerate((labels, target_labels)):
            member = one_hot(found)[:, list(classes)].sum(1, keepdim=True)
            soft = F.avg_pool2d(member, 3, 1, 1, count_include_pad=False)
            photos[index] = photos[index] * (1 + (gain - 1)[:, :, None, None] * soft)
    photo, target = (values.clamp(0, 255) for values in photos)
    return photo, target


def mirrored(batch: Batch) -> Batch:
    """Returns scenes as a mirror shows them."""
    order = MIRRORED_CLASSES.to(batch["parse"].device)
    flipped = {name: values.flip(-1) for name, values in batch.items()}
    for name in ("parse", "labels", "target_labels"):
        flipped[name] = order[flipped[name].long()].to(torch.uint8)
    return flipped | {"layout": flipped["layout"][:, order]}
