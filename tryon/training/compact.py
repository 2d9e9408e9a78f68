"""Trains the compact networks on synthetic people: `python -m tryon.training.compact --help`.

Seeded (the samples of a step depend on seed and step alone), resumable (a checkpoint holds
everything), made for a CPU. The learning rate warms up, stays, and falls to zero over the last
part of `--samples`; training longer means resuming with a larger number.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.tensorboard import SummaryWriter

from tryon.device import channels_last, choose_device
from tryon.models.compact import Layout
from tryon.training.composing import ComposingTask
from tryon.training.keeping import averaged, in_half, write_whole
from tryon.training.settling import SettlingTask
from tryon.training.tasks import Batch, Figures, LayoutTask, MatchingTask, Source, Task

TASKS = ("layout", "matching", "settling", "composing")
BATCH_SIZE = 8
PEAK_RATE = 1e-3
WARM_UP_STEPS = 100
FALL_SHARE = 0.3
EMA_DECAY = 0.998
_HOLDOUT_SEED = 7


@dataclass
class Run:
    """A training in progress; everything a checkpoint holds."""

    task: Task
    network: nn.Module
    average: AveragedModel
    optimiser: torch.optim.Optimizer
    device: torch.device
    step: int = 0
    hours: float = 0.0
    best: Figures | None = None

    @classmethod
    def start(
        cls,
        task: Task,
        seed: int,
        weights: Path | None = None,
        device: torch.device | None = None,
    ) -> "Run":
        """Returns a fresh run, from published weights if given."""
        torch.manual_seed(seed)
        device = device or torch.device("cpu")
        network = channels_last(task.build().to(device))
        if weights is not None:
            network.load_state_dict(load_file(weights))
        average = averaged(network, EMA_DECAY)
        optimiser = torch.optim.AdamW(network.parameters(), PEAK_RATE, weight_decay=1e-4)
        return cls(task, network, average, optimiser, device)

    def save(self, path: Path) -> None:
        """Writes the checkpoint; a killed run never leaves half of one."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "hours": self.hours,
            "best": self.best,
        }
        write_whole(state, path)

    def load(self, path: Path) -> None:
        """Goes on from a checkpoint."""
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.hours, self.best = state["step"], state["hours"], state["best"]


def make_task(name: str, layout: nn.Module | None = None) -> Task:
    """Returns a task of `TASKS`.

    Args:
        name: Which.
        layout: A trained layout network in evaluation mode, for the matching task.
    """
    if name == "matching":
        return MatchingTask(layout)
    tasks: dict[str, type[Task]] = {
        "layout": LayoutTask,
        "settling": SettlingTask,
        "composing": ComposingTask,
    }
    return tasks[name]()


def _holdout(source: Source, count: int, device: torch.device) -> Iterator[Batch]:
    rng = np.random.default_rng(_HOLDOUT_SEED)
    for _ in range(count // BATCH_SIZE):
        yield _on_device(source.batch(rng, BATCH_SIZE, augment=False), device)


def _on_device(batch: Batch, device: torch.device) -> Batch:
    return {name: values.to(device) for name, values in batch.items()}


def _rate(step: int, last_step: int) -> float:
    warm = min(1.0, (step + 1) / WARM_UP_STEPS)
    left = (last_step - step) / max(1.0, FALL_SHARE * last_step)
    return PEAK_RATE * warm * float(np.clip(left, 0.005, 1))


def evaluate(run: Run, source: Source, count: int) -> Figures:
    """Returns the averaged network's figures on `count` hold-out samples."""
    run.average.eval()
    with torch.inference_mode():
        return run.task.evaluate(run.average.module, _holdout(source, count, run.device))


def train(run: Run, arguments: argparse.Namespace) -> None:
    """Trains until `arguments.samples`, writing checkpoints, the log and the best network."""
    source, holdout = (run.task.open(path) for path in (arguments.shards, arguments.holdout))
    last_step = arguments.samples // BATCH_SIZE
    log = SummaryWriter(arguments.run)
    started, hours_before = time.monotonic(), run.hours
    smooth_loss: float | None = None
    while run.step < last_step:
        rate = _rate(run.step, last_step)
        for group in run.optimiser.param_groups:
            group["lr"] = rate
        rng = np.random.default_rng((arguments.seed, run.step))
        batch = _on_device(source.batch(rng, BATCH_SIZE, augment=True), run.device)
        run.network.train()
        with torch.autocast(run.device.type, torch.bfloat16, enabled=arguments.bf16):
            loss = run.task.loss(run.network, batch)
        run.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        nn.utils.clip_grad_norm_(run.network.parameters(), 5.0)
        run.optimiser.step()
        run.average.update_parameters(run.network)
        run.step += 1
        smooth_loss = (
            loss.item() if smooth_loss is None else 0.98 * smooth_loss + 0.02 * loss.item()
        )
        if run.step % arguments.every == 0 or run.step == last_step:
            run.hours = hours_before + (time.monotonic() - started) / 3600
            figures = evaluate(run, holdout, arguments.holdout_samples)
            for name, value in {**figures, "loss": smooth_loss, "rate": rate}.items():
                log.add_scalar(name, value, run.step * BATCH_SIZE)
            print(_line(run, smooth_loss, figures), flush=True)
            if _better(run, figures):
                run.best = figures
                _write_best(run, arguments, len(source), len(holdout))
            run.save(arguments.run / "checkpoint.pt")
            source = run.task.open(arguments.shards)
    log.close()


def _better(run: Run, figures: Figures) -> bool:
    if run.best is None:
        return True
    gain = figures[run.task.key_figure] - run.best[run.task.key_figure]
    return gain > 0 if run.task.larger_is_better else gain < 0


def _line(run: Run, loss: float, figures: Figures) -> str:
    shown = "  ".join(f"{name} {value:.4g}" for name, value in figures.items())
    return f"{run.step * BATCH_SIZE} samples  {run.hours:.2f} h  loss {loss:.4f}  {shown}"


def _write_best(run: Run, arguments: argparse.Namespace, drawn: int, held_out: int) -> None:
    """Keeps the averaged network in half precision, and what its model card says."""
    save_file(in_half(run.average.module), arguments.run / "best.safetensors")
    facts = {
        "network": run.task.name,
        "samples": run.step * BATCH_SIZE,
        "hours": round(run.hours, 2),
        "bodies": drawn,
        "holdout_bodies": held_out,
        "holdout_samples": arguments.holdout_samples // BATCH_SIZE * BATCH_SIZE,
        "seed": arguments.seed,
        "figures": {name: round(value, 4) for name, value in (run.best or {}).items()},
    }
    (arguments.run / "best.json").write_text(json.dumps(facts, indent=2) + "\n")


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tryon.training.compact")
    parser.add_argument("network", choices=TASKS)
    parser.add_argument("--shards", type=Path, required=True, help="training shards or pool")
    parser.add_argument("--holdout", type=Path, required=True, help="hold-out shards or pool")
    parser.add_argument("--run", type=Path, required=True, help="folder; resumed if it has a run")
    parser.add_argument("--start", type=Path, help="safetensors to start a fresh run from")
    parser.add_argument("--layout", type=Path, help="matching: layout weights to predict with")
    parser.add_argument("--samples", type=int, default=100_000, help="train until so many samples")
    parser.add_argument("--every", type=int, default=100, help="steps between evaluations")
    parser.add_argument("--holdout-samples", type=int, default=128)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu", help="auto, cpu, cuda or mps")
    parser.add_argument(
        "--bf16", action="store_true", help="bfloat16 where it is faster: AVX512-BF16, AMX, CUDA"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.run.mkdir(parents=True, exist_ok=True)
    layout = None
    if arguments.layout is not None:
        layout = channels_last(Layout()).eval()
        layout.load_state_dict(load_file(arguments.layout))
    task = make_task(arguments.network, layout)
    run = Run.start(task, arguments.seed, arguments.start, choose_device(arguments.device))
    checkpoint = arguments.run / "checkpoint.pt"
    if checkpoint.exists():
        run.load(checkpoint)
    train(run, arguments)


if __name__ == "__main__":
    main()
