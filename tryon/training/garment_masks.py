"""Trains the network that tells a garment from its ground.

`python -m tryon.training.garment_masks --help`. It learns from photos with outlines alone
(`garment_outlines`), moved, lit and laid on other ground anew each time, for as many minutes as it
is given. Contributors, not photos, are held out.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.device import channels_last
from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.preprocess.garment_mask import overlap
from tryon.preprocess.garment_reader import as_input
from tryon.training.garment_encoder import published_encoder
from tryon.training.garment_mask_drawing import OutlinedPhoto, at_grid, by_grid, draw_sample
from tryon.training.garment_outlines import OUTLINES, read_outlines
from tryon.training.garment_photos import PARTS, SPLIT_SEED, hold_out, read_folder
from tryon.training.keeping import averaged
from tryon.types import Image, Mask, Size

_BATCH = 8
_RATE, _ENCODER_RATE = 1e-3, 2e-4
_WARM_STEPS = 100
_DECAY = 0.998  # of the running average of the weights
# Places whose neighbourhood of so many pixels holds both count so many times more.
_NEAR, _NEAR_WEIGHT = 9, 3.0
_WRITE_EVERY = 240.0  # seconds
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
    """Trains until all of it is gone, the rate falling along half a cosine.

    Args:
        network: Trained in place.
        lots: Photos by the size they are shown in.
        gone: Which share of the training is over after so many steps.
        seed: Decides the samples.
        run: Folder; the averaged weights are written there every four minutes.
        bf16: Half precision where the processor is faster with it.

    Returns:
        The running average of the network.
    """
    rng = np.random.default_rng(seed)
    encoder = {id(value) for value in network.encoder.parameters()}
    others = [value for value in network.parameters() if id(value) not in encoder]
    groups: list[dict[str, Any]] = [
        {"params": others},
        {"params": network.encoder.parameters()},
    ]
    optimiser = torch.optim.AdamW(groups, _RATE, weight_decay=0.01)
    smooth = averaged(network, _DECAY)
    sizes = list(lots)
    shares = np.array([len(lots[size]) for size in sizes], np.float64)
    shares /= shares.sum()
    everything = [photo for lot in lots.values() for photo in lot]
    written, step, losses = time.monotonic(), 0, list[float]()
    network.train()
    while (share := gone(step)) < 1:
        size = sizes[rng.choice(len(sizes), p=shares)]
        lot = lots[size]
        drawn = [
            draw_sample(
                lot[rng.integers(len(lot))], everything[rng.integers(len(everything))], size, rng
            )
            for _ in range(_BATCH)
        ]
        pictures, masks = as_batch(drawn)
        fall = min(1.0, (step + 1) / _WARM_STEPS) * (0.5 + 0.5 * float(np.cos(np.pi * share)))
        for group, rate in zip(optimiser.param_groups, (_RATE, _ENCODER_RATE), strict=True):
            group["lr"] = rate * fall
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            logits = network(pictures)
        loss = mask_loss(logits.float(), masks)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        smooth.update_parameters(network)
        step += 1
        losses.append(loss.item())
        if time.monotonic() - written > _WRITE_EVERY:
            written = time.monotonic()
            write(smooth.module, run, {"steps": step, "loss": float(np.mean(losses[-100:]))})
    write(smooth.module, run, {"steps": step, "loss": float(np.mean(losses[-100:]))})
    return smooth.module


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


def write(network: nn.Module, run: Path, facts: dict[str, object]) -> None:
    """Writes the network in half precision, and what its model card is to say."""
    run.mkdir(parents=True, exist_ok=True)
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    unfinished = run / ".garment_mask.safetensors"
    save_file(state, unfinished)
    unfinished.rename(run / "garment_mask.safetensors")
    with (run / "figures.jsonl").open("a") as lines:
        lines.write(json.dumps(facts) + "\n")


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
    parser.add_argument("--run", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bf16", action="store_true")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(chosen.seed)
    network = GarmentMaskNetwork()
    if chosen.start is None:
        network.encoder.load_state_dict(published_encoder(chosen.encoder).state_dict())
    else:
        stored = load_file(chosen.start)
        network.load_state_dict({name: value.float() for name, value in stored.items()})
    learnt, kept = outlined(chosen.photos, chosen.outlines)
    print({size: len(lot) for size, lot in learnt.items()}, flush=True)
    start = time.monotonic()
    trained = train(
        channels_last(network),
        learnt,
        lambda _: (time.monotonic() - start) / (60 * chosen.minutes),
        chosen.seed,
        chosen.run,
        chosen.bf16,
    )
    write(trained, chosen.run, {"held out": figures(trained, kept)} if kept else {})


if __name__ == "__main__":
    main()
