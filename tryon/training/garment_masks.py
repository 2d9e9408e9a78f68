"""Trains the network that tells a garment from its ground.

`python -m tryon.training.garment_masks --help`. It learns from photos with outlines alone
(`garment_outlines`), moved, lit and laid on other ground anew each time, for as many minutes as it
is given. Contributors, not photos, are held out.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.device import channels_last
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.preprocess.garment_mask import overlap
from tryon.preprocess.garment_reader import as_input
from tryon.training import mask_training
from tryon.training.garment_encoder import published_encoder
from tryon.training.garment_mask_drawing import OutlinedPhoto, at_grid, by_grid, draw_sample
from tryon.training.garment_outlines import OUTLINES, read_outlines
from tryon.training.garment_photos import PARTS, SPLIT_SEED, hold_out, read_folder
from tryon.types import Image, Mask, Size

_FILE = "garment_mask.safetensors"
_BATCH = 8
# Places whose neighbourhood of so many pixels holds both count so many times more.
_NEAR, _NEAR_WEIGHT = 9, 3.0
Lots = dict[Size, list[OutlinedPhoto]]


def mask_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Returns cross-entropy, more of it along outlines, plus dice.

    Args:
        logits: (N, 1, H, W).
        masks: (N, 1, H, W), 0 or 1.
    """
    high = F.max_pool2d(masks, _NEAR, 1, _NEAR // 2)
    low = -F.max_pool2d(-masks, _NEAR, 1, _NEAR // 2)
    weight = 1 + _NEAR_WEIGHT * (high - low)
    every = F.binary_cross_entropy_with_logits(logits, masks, reduction="none")
    chance = torch.sigmoid(logits)
    shared = 2 * (chance * masks).sum((1, 2, 3)) + 1
    dice = shared / (chance.sum((1, 2, 3)) + masks.sum((1, 2, 3)) + 1)
    return (every * weight).sum() / weight.sum() + (1 - dice).mean()


def as_batch(samples: list[tuple[Image, Mask]]) -> tuple[Tensor, Tensor]:
    """Returns what the network takes and what it is to answer."""
    pictures = torch.cat([as_input(picture) for picture, _ in samples])
    masks = torch.from_numpy(np.stack([mask for _, mask in samples])[:, None]).float()
    return pictures.contiguous(memory_format=torch.channels_last), masks


def train(
    network: GarmentMaskNetwork,
    lots: Lots,
    gone: Callable[[int], float],
    seed: int,
    run: Path,
    bf16: bool,
) -> nn.Module:
    """Trains on photos by the size they are shown in; see `mask_training.train`."""
    rng = np.random.default_rng(seed)
    sizes = list(lots)
    shares = np.array([len(lots[size]) for size in sizes], np.float64)
    shares /= shares.sum()
    everything = [photo for lot in lots.values() for photo in lot]

    def draw() -> tuple[Tensor, Tensor]:
        size = sizes[rng.choice(len(sizes), p=shares)]
        lot = lots[size]
        return as_batch(
            [
                draw_sample(
                    lot[rng.integers(len(lot))],
                    everything[rng.integers(len(everything))],
                    size,
                    rng,
                )
                for _ in range(_BATCH)
            ]
        )

    return mask_training.train(network, draw, mask_loss, gone, run / _FILE, bf16)


@torch.inference_mode()
def figures(network: nn.Module, lots: Lots) -> dict[str, float]:
    """Returns how well the network's masks agree with outlines that were not trained on."""
    network.eval()
    found: list[float] = []
    for size, lot in lots.items():
        for photo in lot:
            picture, mask = at_grid(*photo.read(), size)
            logits = network(as_input(picture))[0, 0].numpy()
            found.append(overlap(logits > 0, mask))
    shares = np.array(found)
    return {
        "photos": len(found),
        "mean IoU": round(float(shares.mean()), 4),
        "below 0.95": round(float((shares < 0.95).mean()), 3),
        "below 0.90": round(float((shares < 0.90).mean()), 3),
    }


def outlined(folder: Path, outlines: Path) -> tuple[Lots, Lots]:
    """Returns photos with outlines to learn from, and those of contributors held out.

    Args:
        folder: The photos, see `garment_photos`.
        outlines: See `garment_outlines`.
    """
    parts, rest = hold_out(read_folder(folder), tuple(PARTS.values()), SPLIT_SEED)
    rings = read_outlines(outlines)
    held = [photo for part in parts for photo in part]
    learnt, kept = (
        [
            OutlinedPhoto(photo.path, rings[photo.path.stem])
            for photo in photos
            if photo.path.stem in rings
        ]
        for photos in (rest, held)
    )
    return by_grid(learnt), by_grid(kept)


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tryon.training.garment_masks"
    )
    parser.add_argument("--photos", type=Path, required=True, help="folder with images.csv")
    parser.add_argument("--outlines", type=Path, default=OUTLINES, help="garment_outlines.txt.gz")
    parser.add_argument("--encoder", type=Path, required=True, help="EfficientNet-Lite0, .pth")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    chosen = mask_training.parsed(parser)
    network = GarmentMaskNetwork()
    if chosen.start is None:
        network.encoder.load_state_dict(published_encoder(chosen.encoder).state_dict())
    else:
        mask_training.go_on_from(network, chosen.start)
    learnt, kept = outlined(chosen.photos, chosen.outlines)
    print({size: len(lot) for size, lot in learnt.items()}, flush=True)
    trained = train(
        channels_last(network),
        learnt,
        mask_training.in_minutes(chosen.minutes),
        chosen.seed,
        chosen.run,
        chosen.bf16,
    )
    facts: dict[str, object] = {"held out": figures(trained, kept)} if kept else {}
    mask_training.write(trained, chosen.run / _FILE, facts)


if __name__ == "__main__":
    main()
