"""Teaches the garment network sleeves and necklines: `python -m tryon.training.garment_cut --help`.

Begins with what `garments train` wrote, whose encoder, categories and first description stay as
they are: what the encoder says of a picture is computed once, and 2,000 rounds take a minute.
Seeded.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from tryon.models.garment import CUT, HEADS, GarmentNetwork, placed
from tryon.training.garment_photos import PARTS
from tryon.training.garment_pool import UNKNOWN, read_example
from tryon.training.garments import best_temperature, write
from tryon.weights.checkpoints import load_strictly

_SHOWN = ("photos", "cut_outs", "products")
_BATCH, _RATE, _DECAY, _SMOOTHING = 64, 5e-4, 0.1, 0.05
_LOSS_SHARE = {"sleeve": 0.7, "neckline": 0.4}
# How much the first description's word counts: on the calibration part it is wrong about twice as
# many sleeves, and helps with necklines.
_FIRST_SHARE = 0.2


@dataclass(frozen=True)
class Described:
    """What the encoder says of some pictures, and what is known of them.

    Attributes:
        values: (N, C) float32, see `models.garment.placed`.
        first: By head of `CUT` (N, classes) logits of the first description.
        answers: By head of `CUT` (N,) int64 numbers of classes, `UNKNOWN` where it is not known.
    """

    values: Tensor
    first: dict[str, Tensor]
    answers: dict[str, Tensor]


@torch.inference_mode()
def describe(network: GarmentNetwork, paths: Iterable[Path], mirrored: bool) -> Described:
    """Reads pictures of a pool whose sleeve or neckline is known.

    Args:
        network: In evaluation mode.
        paths: Files that `garments prepare` wrote.
        mirrored: Whether each is given twice, once with left and right exchanged.
    """
    values: list[Tensor] = []
    first: dict[str, list[Tensor]] = {name: [] for name in CUT}
    answers: dict[str, list[int]] = {name: [] for name in CUT}
    for path in paths:
        example = read_example(path)
        if all(example.answers[name] == UNKNOWN for name in CUT):
            continue
        feature = example.feature[None]
        both = [feature, network.encoder.stages[-1](feature)]
        for features in (both, [x.flip(-1) for x in both]) if mirrored else (both,):
            values.append(placed(features[-1])[0])
            logits = network.first_logits(features)
            for name in CUT:
                first[name].append(logits[name][0])
                answers[name].append(example.answers[name])
    return Described(
        torch.stack(values).clone(),
        {name: torch.stack(rows) for name, rows in first.items()},
        {name: torch.tensor(numbers) for name, numbers in answers.items()},
    )


def train_cut(network: GarmentNetwork, shown: Described, rounds: int, seed: int) -> list[float]:
    """Trains what describes the cut a second time, from random weights and by itself.

    Args:
        network: Is left in evaluation mode.
        shown: What is trained on.
        rounds: Batches of 64.
        seed: Decides weights and order.

    Returns:
        The loss of every round.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network.requires_grad_(False)
    begun = GarmentNetwork()
    learning: list[tuple[nn.Module, nn.Module]] = [(network.describe_cut, begun.describe_cut)]
    learning += [(network.cut_heads[name], begun.cut_heads[name]) for name in CUT]
    for layer, random in learning:
        layer.load_state_dict(random.state_dict())
    values = [value for layer, _ in learning for value in layer.requires_grad_(True).parameters()]
    optimiser = torch.optim.AdamW(values, _RATE, weight_decay=_DECAY)
    network.train()
    losses: list[float] = []
    for number in range(rounds):
        optimiser.param_groups[0]["lr"] = _RATE * (1 - number / rounds)
        drawn = torch.from_numpy(rng.integers(len(shown.values), size=_BATCH))
        logits = network.cut_logits(shown.values[drawn])
        loss = sum(
            (_LOSS_SHARE[name] * _loss(logits[name], shown.answers[name][drawn]) for name in CUT),
            torch.zeros(()),
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        optimiser.step()
        losses.append(loss.item())
    network.eval()
    return losses


def _loss(logits: Tensor, truth: Tensor) -> Tensor:
    sums = F.cross_entropy(
        logits, truth, ignore_index=UNKNOWN, label_smoothing=_SMOOTHING, reduction="sum"
    )
    return sums / _BATCH


@torch.no_grad()
def blend(network: GarmentNetwork, part: Described) -> None:
    """Lets both descriptions have their say, and calibrates it on a part that was not trained on.

    Each is calibrated by itself first; see `garments.calibrate`.
    """
    for number, name in enumerate(HEADS):
        if name not in CUT:
            continue
        second = network.cut_logits(part.values)[name]
        both = (
            (network.heads[name], part.first[name], _FIRST_SHARE),
            (network.cut_heads[name], second, 1 - _FIRST_SHARE),
        )
        total = torch.zeros(())
        for head, logits, share in both:
            scale = share / best_temperature(logits, part.answers[name])
            for value in head.parameters():
                value.mul_(scale)
            total = total + scale * logits
        network.temperatures[number] = best_temperature(total, part.answers[name])


@torch.inference_mode()
def right(network: GarmentNetwork, part: Described) -> dict[str, float]:
    """Returns by head of `CUT` the share of right answers."""
    second = network.cut_logits(part.values)
    shares: dict[str, float] = {}
    for name in CUT:
        known = part.answers[name] != UNKNOWN
        said = (part.first[name] + second[name])[known].argmax(1)
        shares[name] = round(float((said == part.answers[name][known]).float().mean()), 4)
    return shares


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tryon.training.garment_cut"
    )
    parser.add_argument("--weights", type=Path, required=True, help="garment.safetensors that stay")
    parser.add_argument("--pool", type=Path, required=True, help="as `garments prepare` draws it")
    parser.add_argument("--run", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--rounds", type=int, default=2000, help="batches of 64 pictures")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    network = GarmentNetwork()
    begun = {name: value.float() for name, value in load_file(chosen.weights).items()}
    load_strictly(network, begun, "compact_garment")
    network.eval()
    folders = {name: sorted((chosen.pool / name).glob("*/*.npz")) for name in (*_SHOWN, *PARTS)}
    shown = describe(network, (path for name in _SHOWN for path in folders[name]), mirrored=True)
    train_cut(network, shown, chosen.rounds, chosen.seed)
    blend(network, describe(network, folders["calibration"], mirrored=False))
    shares = {
        name: right(network, describe(network, folders[name], mirrored=False)) for name in PARTS
    }
    write(network, chosen.run, {"rounds": chosen.rounds, "seed": chosen.seed, "figures": shares})
    print(json.dumps(shares, indent=2))


if __name__ == "__main__":
    main()
