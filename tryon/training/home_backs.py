"""Trains the network that finds inner backs at home: `python -m tryon.training.home_backs --help`.

It begins as the network that finds whole garments. It learns from photos in which inner sides and
hoods are outlined (`inner_back_photos`), and from the products of `inner_backs`. Contributors, not
photos, are held out. Seeded.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.config import Settings
from tryon.device import channels_last
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.preprocess.compact_inputs import PRODUCT_SIZE, product_picture
from tryon.preprocess.garment_mask import overlap
from tryon.preprocess.garment_reader import GarmentReader, as_input
from tryon.training import mask_training
from tryon.training.inner_back_drawing import as_photographed
from tryon.training.inner_back_photos import STRETCH, SidedPhoto, draw_photo, read_sided
from tryon.training.inner_backs import Products, draw_sides, on_ground, read_products
from tryon.training.samples import INNER_BACK
from tryon.types import Image, Labels, Mask
from tryon.weights.store import WeightStore

_FILE = "inner_back_home.safetensors"
_BATCH = 8
_KNOWN = 3  # stages of the encoder that stay as they are
_CROSS_ENTROPY_SHARE, _DICE_SHARE = 5.0, 1.0
# Pixels by which dice is eased: what is smaller hardly counts, and nothing found where there is
# nothing is right.
_EASE = 60.0
# Photos' share of all that is drawn, and the share of them that more is drawn into.
_PHOTOS, _CHANGED = 0.6, 0.35
# Shares of the garment: more than that found is a false inside, and of one the least that is found.
_FALSE, _FOUND = 0.003, 0.1


def draw_product(
    photos: list[SidedPhoto], products: Products, rng: np.random.Generator
) -> tuple[Image, Mask]:
    """Returns a product (320, 256, 3) on even ground and its inner back (320, 256)."""
    if rng.random() < _PHOTOS:
        photo = photos[rng.integers(len(photos))]
        picture, side = draw_photo(photo, PRODUCT_SIZE, rng)
        changed = rng.random() < _CHANGED
    else:
        picture, side = draw_sides(products, rng, STRETCH)
        changed = True
    if changed:
        picture = as_photographed(picture, side, rng)
    picture = on_ground(picture, side, PRODUCT_SIZE, rng)
    return picture, at_product_size(side) == INNER_BACK


def at_product_size(side: Labels) -> Labels:
    """Returns sides (H, W) as large as the network sees products, (320, 256)."""
    small: Labels = cv2.resize(side, PRODUCT_SIZE[::-1], interpolation=cv2.INTER_NEAREST)
    return small


def draw_batch(
    photos: list[SidedPhoto], products: Products, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Returns inputs (N, 3, 320, 256) and inner backs (N, 1, 320, 256), 0 or 1."""
    drawn = [draw_product(photos, products, rng) for _ in range(_BATCH)]
    inputs = torch.cat([as_input(picture) for picture, _ in drawn])
    truth = torch.from_numpy(np.stack([back for _, back in drawn])).float()[:, None]
    return inputs.contiguous(memory_format=torch.channels_last), truth


def inner_back_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Returns cross-entropy plus dice, of which as good as nothing is left without an inside."""
    chance = torch.sigmoid(logits)
    shared = 2 * (chance * truth).sum((1, 2, 3)) + _EASE
    dice = shared / (chance.sum((1, 2, 3)) + truth.sum((1, 2, 3)) + _EASE)
    cross_entropy = F.binary_cross_entropy_with_logits(logits, truth)
    return _CROSS_ENTROPY_SHARE * cross_entropy + _DICE_SHARE * (1 - dice).mean()


@torch.inference_mode()
def found_in(network: nn.Module, photo: SidedPhoto) -> tuple[Mask, Mask]:
    """Returns where the network finds the inner back, and where it is, (320, 256) each."""
    picture = product_picture(photo.picture, photo.side > 0, PRODUCT_SIZE)
    found = network(as_input(picture))[0, 0].numpy() > 0
    side = at_product_size(photo.side)
    return found & (side > 0), side == INNER_BACK


def figures(network: nn.Module, photos: list[SidedPhoto]) -> dict[str, object]:
    """Returns how well a network's inner backs agree with those outlined by hand."""
    network.eval()
    shares: list[float] = []
    by_label: dict[str, list[float]] = {}
    missed = invented = 0
    for photo in photos:
        found, truth = found_in(network, photo)
        least = _FALSE * float((photo.side > 0).mean()) * truth.size
        if truth.sum() <= least:
            invented += bool(found.sum() > least)
            continue
        missed += bool((found & truth).sum() < _FOUND * truth.sum())
        shares.append(overlap(found, truth))
        by_label.setdefault(photo.label, []).append(shares[-1])
    return {
        "photos": len(photos),
        "with an inside": len(shares),
        "mean IoU": round(float(np.mean(shares)), 4),
        "missed": missed,
        "invented": invented,
        "by label": {label: round(float(np.mean(of)), 3) for label, of in sorted(by_label.items())},
    }


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tryon.training.home_backs"
    )
    parser.add_argument("--photos", type=Path, required=True, help="folder with images.csv")
    parser.add_argument("--outfits", type=Path, required=True, help="of `synthetic --outfits`")
    parser.add_argument("--shards", type=Path, required=True, help="of `synthetic --shards`")
    parser.add_argument("--start", type=Path, required=True, help="weights of a garment's mask")
    chosen = mask_training.parsed(parser)
    network = GarmentMaskNetwork()
    mask_training.go_on_from(network, chosen.start)
    # What edges and threads look like it knows; a third of the cost falls with them.
    for early in (network.encoder.stem, *network.encoder.stages[:_KNOWN]):
        early.requires_grad_(False)
    reader = GarmentReader(WeightStore(Settings.from_environment()))
    learnt, kept = read_sided(chosen.photos, reader)
    print(len(learnt), "photos to learn from,", len(kept), "held out", flush=True)
    # There are few that show no inside, and much that looks like one.
    learnt += [photo for photo in learnt if not (photo.side == INNER_BACK).any()]
    products = read_products(chosen.outfits, chosen.shards)
    rng = np.random.default_rng(chosen.seed)
    trained = mask_training.train(
        channels_last(network),
        lambda: draw_batch(learnt, products, rng),
        inner_back_loss,
        mask_training.in_minutes(chosen.minutes),
        chosen.run / _FILE,
        chosen.bf16,
    )
    facts = figures(trained, kept)
    mask_training.write(trained, chosen.run / _FILE, facts)
    print(json.dumps(facts, indent=2))


if __name__ == "__main__":
    main()
