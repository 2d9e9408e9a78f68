"""The trainers of both papers on a device, narrow and as wide as published."""

import math
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import default_collate

from benchmarks.gpu.bench import PRECISIONS, Bench, forget_peak, free, peak_since
from tests.support.recipes import SIZES, WIDTH, untrained
from tryon.device import settle
from tryon.training.papers.data import Draws, Persons
from tryon.training.papers.loop import Plan, Training
from tryon.training.papers.perceptual import Vgg19Features
from tryon.training.papers.recipe import Recipe
from tryon.types import Size

PAPERS_WIDTH = 64
# Of each network, the size its pictures are read at and the one it works at.
PUBLISHED: dict[str, tuple[Size, Size]] = {
    "seg": ((1024, 768), (256, 192)),
    "gmm": ((1024, 768), (256, 192)),
    "alias": ((1024, 768), (1024, 768)),
    "rmgn-teacher": ((512, 384), (512, 384)),
    "rmgn": ((512, 384), (512, 384)),
}
_STEPS = ("network", "width", "pictures", "batch", "precision", "loss", "s a step", "MiB")


def choose_freely() -> None:
    """Undoes `device.prefer_repeatable`, which the trainers do not ask for."""
    torch.backends.cudnn.deterministic = False


def narrow_training(bench: Bench, people: Path) -> None:
    """Every trainer as the command runs it, narrow: a step, its files, and one more, resumed."""
    choose_freely()
    bench.table(*_STEPS)
    for name, size in SIZES.items():
        persons = Persons(people, size)
        for precision in bench.precisions("fp32", "fp16"):
            losses = []
            with tempfile.TemporaryDirectory() as folder:
                for steps in (1, 2):
                    recipe = untrained(name, size, WIDTH, Vgg19Features(WIDTH))
                    plan = Plan(
                        Path(folder), steps, 2, precision=precision, ema=0.9, device=bench.device
                    )
                    training = Training(recipe, plan)
                    assert training.resume() == (steps > 1)
                    forget_peak(bench.device)
                    start = time.perf_counter()
                    losses += training.train(persons)
                    seconds = time.perf_counter() - start
            cells = (name, WIDTH, f"{size[0]}x{size[1]}", 2, precision, shown(losses))
            bench.row(*cells, f"{seconds:.2f} with files", peak_since(bench.device))


def full_training(bench: Bench, people: Path) -> None:
    """A step of every trainer as wide as published, with the paper's batch or what fits.

    The batch is on the device before the watch starts: what reading takes is another matter.
    """
    choose_freely()
    bench.table(*_STEPS)
    perceptual = Vgg19Features()
    for name, (read_at, size) in PUBLISHED.items():
        recipe = untrained(name, size, PAPERS_WIDTH, perceptual)
        persons = Persons(people, read_at)
        keys = next(iter(Draws(len(persons), recipe.schedule.batch, recipe.others, range(1), 0)))
        whole = default_collate([persons[key] for key in keys])
        for label in bench.precisions("bf16", "fp32", "tf32"):
            plan = Plan(Path(), 1, 1, precision=PRECISIONS[label][0], device=bench.device)
            for count in (len(keys), len(keys) // 2, 1):
                free()
                batch = {key: value[:count].to(bench.device) for key, value in whole.items()}
                taken = steps_taken(bench, recipe, plan, batch)
                if taken is not None:
                    break
            cells = (name, PAPERS_WIDTH, f"{read_at[0]}x{read_at[1]}", count, label)
            bench.row(*cells, *(taken or ("out of memory", "", "")))


def steps_taken(
    bench: Bench, recipe: Recipe, plan: Plan, batch: dict[str, Tensor]
) -> tuple[str, str, str] | None:
    """Takes a step to warm up and two with a watch; returns losses, seconds and MiB.

    None where the device's memory does not suffice.
    """
    forget_peak(bench.device)
    losses, seconds = [], []
    try:
        training = Training(recipe, plan)
        for _ in range(3):
            settle(bench.device)
            start = time.perf_counter()
            learnt, _ = training.one_step(iter([batch]))
            losses.append(learnt.loss.item())
            settle(bench.device)
            seconds.append(time.perf_counter() - start)
    except torch.OutOfMemoryError:
        return None
    return shown(losses), f"{min(seconds[1:]):.3f}", peak_since(bench.device)


def shown(losses: Iterable[float]) -> str:
    return ", ".join(f"{x:.4g}" if math.isfinite(x) else f"**{x}**" for x in losses)
