"""How networks learn masks of garments, for as many minutes as they are given."""

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

from tryon.models.garment_mask import GarmentMaskNetwork
from tryon.training.keeping import averaged
from tryon.weights.checkpoints import load_strictly

_RATE, _ENCODER_RATE = 1e-3, 2e-4
_WARM_STEPS = 100
_DECAY = 0.998  # of the running average of the weights
_WRITE_EVERY = 240.0  # seconds


def parsed(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Parses a command line that also asks for what all such trainings do.

    From then on there is one thread, and what is random goes by the seed.
    """
    parser.add_argument("--run", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bf16", action="store_true")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(chosen.seed)
    return chosen


def in_minutes(minutes: float) -> Callable[[int], float]:
    """Returns what tells `train` which share of so many minutes, from now on, is over."""
    start = time.monotonic()
    return lambda _: (time.monotonic() - start) / (60 * minutes)


def train(
    network: GarmentMaskNetwork,
    draw: Callable[[], tuple[Tensor, Tensor]],
    loss_of: Callable[[Tensor, Tensor], Tensor],
    gone: Callable[[int], float],
    file: Path,
    bf16: bool,
) -> nn.Module:
    """Trains until all of it is gone, the rate falling along half a cosine.

    Args:
        network: Trained in place.
        draw: Returns a batch, pictures (N, 3, H, W) and masks (N, 1, H, W).
        loss_of: Of logits and masks.
        gone: Which share of the training is over after so many steps.
        file: Where the averaged weights are written every four minutes.
        bf16: Half precision where the processor is faster with it.

    Returns:
        The running average of the network.
    """
    encoder = {id(value) for value in network.encoder.parameters()}
    others = [value for value in network.parameters() if id(value) not in encoder]
    groups: list[dict[str, Any]] = [
        {"params": others},
        {"params": network.encoder.parameters()},
    ]
    optimiser = torch.optim.AdamW(groups, _RATE, weight_decay=0.01)
    smooth = averaged(network, _DECAY)
    written, step, losses = time.monotonic(), 0, list[float]()
    network.train()
    while (share := gone(step)) < 1:
        pictures, masks = draw()
        fall = min(1.0, (step + 1) / _WARM_STEPS) * (0.5 + 0.5 * float(np.cos(np.pi * share)))
        for group, rate in zip(optimiser.param_groups, (_RATE, _ENCODER_RATE), strict=True):
            group["lr"] = rate * fall
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            logits = network(pictures)
        loss = loss_of(logits.float(), masks)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        smooth.update_parameters(network)
        step += 1
        losses.append(loss.item())
        if time.monotonic() - written > _WRITE_EVERY:
            written = time.monotonic()
            write(smooth.module, file, {"steps": step, "loss": float(np.mean(losses[-100:]))})
    write(smooth.module, file, {"steps": step, "loss": float(np.mean(losses[-100:]))})
    return smooth.module


def write(network: nn.Module, file: Path, facts: dict[str, object]) -> None:
    """Writes the network in half precision, and beside it what its model card is to say."""
    file.parent.mkdir(parents=True, exist_ok=True)
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    unfinished = file.with_name(f".{file.name}")
    save_file(state, unfinished)
    unfinished.rename(file)
    with file.with_name("figures.jsonl").open("a") as lines:
        lines.write(json.dumps(facts) + "\n")


def go_on_from(network: nn.Module, file: Path) -> None:
    """Gives a network the weights that `write` wrote."""
    stored = {name: value.float() for name, value in load_file(file).items()}
    load_strictly(network, stored, file.stem)
