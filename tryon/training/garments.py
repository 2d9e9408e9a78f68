"""Trains the garment network: `python -m tryon.training.garments --help`.

`prepare` draws a pool of photos, scenes and what shops show, `train` learns from it what the
garments are, `garment_cut` how they are cut. Where they lie is another network's word, see
`garment_masks`. Seeded.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

from tryon.models.garment import HEADS, GarmentNetwork
from tryon.training.garment_drawing import prepare, prepare_products
from tryon.training.garment_encoder import published_encoder
from tryon.training.garment_photos import PARTS
from tryon.training.garment_pool import UNKNOWN, Example, batches, read_example
from tryon.training.synthetic.shared_assets import open_shared_assets

_BATCH = 8
_RATE, _STAGE_RATE = 1e-3, 1.5e-4
_FALL_SHARE = 0.6
_LOSS_SHARE = {"category": 1.0, "sleeve": 0.7, "neckline": 0.4}
_SMOOTHING = 0.05
_TEMPERATURES = np.geomspace(0.5, 3.0, 40)

Answers = dict[str, Tensor]


def train(network: GarmentNetwork, pool: Path, steps: int, seed: int) -> list[float]:
    """Trains on a pool's photos and scenes in turns.

    Args:
        network: Its encoder's finer stages stay as they are.
        pool: Folder that `prepare` wrote.
        steps: Batches of eight.
        seed: Decides the order.

    Returns:
        The loss of every step.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network.encoder.requires_grad_(False)
    stage = network.encoder.stages[-1].requires_grad_(True)
    others = [
        value
        for name, value in network.named_parameters()
        if value.requires_grad and not name.startswith("encoder")
    ]
    groups: list[dict[str, Any]] = [{"params": others}, {"params": stage.parameters()}]
    optimiser = torch.optim.AdamW(groups, _RATE, weight_decay=0.01)
    network.train()
    losses: list[float] = []
    for step, paths in enumerate(islice(_endless(pool, rng), steps)):
        fall = min(1.0, (1 - step / steps) / _FALL_SHARE + 0.01)
        for group, rate in zip(optimiser.param_groups, (_RATE, _STAGE_RATE), strict=True):
            group["lr"] = rate * fall
        loss = _loss(network, [read_example(path) for path in paths])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        losses.append(loss.item())
    network.eval()
    return losses


def answers(network: GarmentNetwork, examples: list[Example]) -> Answers:
    """Returns the logits of what the garments are, for pictures of one size."""
    feature = torch.stack([example.feature for example in examples])
    return network.describe_logits([feature, network.encoder.stages[-1](feature)])


def _loss(network: GarmentNetwork, examples: list[Example]) -> Tensor:
    total = torch.zeros(())
    for name, logits in answers(network, examples).items():
        truth = torch.tensor([example.answers[name] for example in examples])
        if (truth != UNKNOWN).any():
            total = total + _LOSS_SHARE[name] * F.cross_entropy(
                logits, truth, ignore_index=UNKNOWN, label_smoothing=_SMOOTHING
            )
    return total


def _endless(pool: Path, rng: np.random.Generator) -> Iterator[list[Path]]:
    """Gives batches of photos and scenes, shuffled, again and again."""
    while True:
        paths = sorted(
            path for part in ("photos", "scenes") for path in pool.glob(f"{part}/*/*.npz")
        )
        yield from batches(paths, _BATCH, rng)


@torch.inference_mode()
def answered(network: GarmentNetwork, part: Path) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Returns the logits of every head on a part of a pool, and the truth, `UNKNOWN` included."""
    logits: dict[str, list[Tensor]] = {name: [] for name in HEADS}
    truth: dict[str, list[int]] = {name: [] for name in HEADS}
    for path in sorted(part.glob("*/*.npz")):
        example = read_example(path)
        described = answers(network, [example])
        for name in HEADS:
            logits[name].append(described[name][0])
            truth[name].append(example.answers[name])
    return (
        {name: torch.stack(rows) for name, rows in logits.items()},
        {name: torch.tensor(rows) for name, rows in truth.items()},
    )


def calibrate(network: GarmentNetwork, part: Path) -> None:
    """Sets the temperatures so that the chances fit a part that was not trained on."""
    network.temperatures.fill_(1.0)
    logits, truth = answered(network, part)
    for number, name in enumerate(HEADS):
        network.temperatures[number] = best_temperature(logits[name], truth[name])


def best_temperature(logits: Tensor, truth: Tensor) -> float:
    """Returns by what logits are to be divided for their chances to fit, 1 if nothing is known.

    Args:
        logits: (N, classes), not yet divided.
        truth: (N,) numbers of classes, `UNKNOWN` where it is not known.

    Source: Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017).
    """
    known = truth != UNKNOWN
    if not known.any():
        return 1.0
    losses = [F.cross_entropy(logits[known] / v, truth[known]).item() for v in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def figures(network: GarmentNetwork, part: Path) -> dict[str, float]:
    """Returns by head the share of right answers on a part of a pool."""
    logits, truth = answered(network, part)
    right: dict[str, float] = {}
    for name in HEADS:
        known = truth[name] != UNKNOWN
        if known.any():
            hits = logits[name][known].argmax(1) == truth[name][known]
            right[name] = round(float(hits.float().mean()), 4)
    return right


def write(network: GarmentNetwork, run: Path, facts: dict[str, object]) -> None:
    """Writes the network in half precision, and what its model card is to say."""
    run.mkdir(parents=True, exist_ok=True)
    state = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(state, run / "garment.safetensors")
    (run / "garment.json").write_text(json.dumps(facts, indent=2) + "\n")


def main() -> None:
    """Parses the command line; draws a pool or trains on one."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tryon.training.garments")
    steps = parser.add_subparsers(required=True, dest="step")
    drawing = steps.add_parser("prepare", help="draw a pool")
    drawing.add_argument("--photos", type=Path, required=True, help="folder with images.csv")
    drawing.add_argument("--shards", type=Path, help="shards of synthetic people, for scenes")
    drawing.add_argument("--scenes", type=int, default=600)
    drawing.add_argument("--products", type=int, default=1000, help="rendered, as shops show them")
    training = steps.add_parser("train", help="train on a pool")
    training.add_argument("--run", type=Path, required=True, help="folder for the weights")
    training.add_argument("--steps", type=int, default=3000, help="batches of eight pictures")
    for command in (drawing, training):
        command.add_argument("--encoder", type=Path, required=True, help="EfficientNet-Lite0, .pth")
        command.add_argument("--pool", type=Path, required=True)
        command.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    encoder = published_encoder(chosen.encoder)
    if chosen.step == "prepare":
        prepare(chosen.photos, chosen.shards, encoder, chosen.pool, chosen.scenes, chosen.seed)
        if chosen.products:
            assets = open_shared_assets()
            prepare_products(
                assets, chosen.photos, encoder, chosen.pool, chosen.products, chosen.seed
            )
        return
    network = GarmentNetwork()
    network.encoder.load_state_dict(encoder.state_dict())
    train(network, chosen.pool, chosen.steps, chosen.seed)
    calibrate(network, chosen.pool / "calibration")
    shares = {part: figures(network, chosen.pool / part) for part in PARTS}
    write(network, chosen.run, {"steps": chosen.steps, "seed": chosen.seed, "figures": shares})
    print(json.dumps(shares, indent=2))


if __name__ == "__main__":
    main()
