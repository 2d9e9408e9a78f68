"""Trains the networks of both papers from nothing on synthetic people, narrow, and measures them.

    python -m benchmarks.small_world --out runs/small_world

Trains seg, gmm, alias, a teacher and RMGN; loads their files, which have the published names and
keys, with the pipelines `viton-hd` and `rmgn`; evaluates both on people held out; and runs RMGN's
Table 3 (rows A to D) and Fig. 5 (one, two and three fake persons) in this small world. A stopped
run goes on where it was. Writes `small_world.md`, `fig5.png` and `pictures.png`, people held out in
another's garment. About 95 minutes of one core.

What this proves is that the code trains and that its files are those the pipelines read. It says
nothing about the published networks, which are eight times as wide and saw photos of people.
"""

import argparse
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
import PIL.Image
import torch
from matplotlib.figure import Figure
from PIL.Image import Resampling
from torch import nn

from tryon.batch.pairs import read_pairs
from tryon.cli.main import main as program
from tryon.evaluation.metrics import image_similarity
from tryon.evaluation.report import markdown_table
from tryon.models.appearance_flow import AppearanceFlow, flow_widths
from tryon.outputs.side_by_side import Panel, draw_panels
from tryon.pictures.reading import read_image
from tryon.pictures.resampling import resampled
from tryon.pipelines.working_inputs import as_picture
from tryon.training.papers.command import main as trainer
from tryon.training.papers.data import Batch, Persons
from tryon.training.papers.rmgn import (
    GENERATORS,
    Generator,
    teacher_networks,
    wear,
    wear_as_teacher,
)
from tryon.training.synthetic.dataset_layout import write_dataset
from tryon.training.synthetic.shared_assets import open_shared_assets
from tryon.types import Image, Size
from tryon.weights.checkpoints import load_strictly, read_state

# ALIAS doubles its size seven times, as the published file's keys say: the least it can be.
_VITON_SIZE: Size = (512, 384)
_RMGN_SIZE: Size = (256, 192)


@dataclass(frozen=True)
class Lesson:
    """How a network is trained here.

    Attributes:
        steps: At --scale 1.
        batch: Persons a step.
        rate: Times the paper's, which is meant for a hundred times as many steps.
        size: (height, width) the pictures are read at.
    """

    steps: int
    batch: int
    rate: float
    size: Size


LESSONS = {
    "seg": Lesson(300, 2, 2, _RMGN_SIZE),
    "gmm": Lesson(1000, 4, 5, _RMGN_SIZE),
    "alias": Lesson(700, 1, 5, _VITON_SIZE),
    "rmgn-teacher": Lesson(700, 2, 10, _RMGN_SIZE),
    "rmgn": Lesson(90, 2, 10, _RMGN_SIZE),
}
# The folder of each student, its switches, and what it is in Table 3.
STUDENTS = {
    "rmgn": (["--fakes", "3"], "D: RMGN, 3 fake persons"),
    "rmgn-fakes-2": (["--fakes", "2"], "2 fake persons"),
    "rmgn-fakes-1": (["--fakes", "1"], "C: no posture awareness, 1 fake person"),
    "rmgn-joined": (["--fakes", "1", "--generator", "concatenation"], "B: no regional mask"),
    "rmgn-plain": (["--fakes", "1", "--generator", "plain"], "A: neither"),
}
_GENERATORS: dict[str, Generator] = {"rmgn-joined": "concatenation", "rmgn-plain": "plain"}
_PAIRS = "test_pairs.txt"
_SHOWN = 4  # pairs in the picture
_EVERY = 50  # steps between two checkpoints, and two lines of the log


@dataclass(frozen=True)
class World:
    """Where everything is, and how much is spent.

    Attributes:
        out: Folder of the runs and of what is written.
        train: Data set to learn from.
        held_out: Data set to be measured on, with `test_pairs.txt`.
        width: Of all networks; 64 is as published.
        scale: Of the steps.
        device: Where the networks learn.
    """

    out: Path
    train: Path
    held_out: Path
    width: int
    scale: float
    device: str = "cpu"

    def learn(self, network: str, folder: str, *more: str) -> None:
        """Trains a network into its folder, or the rest of it."""
        lesson = LESSONS[network]
        steps = self.steps(network)
        words = [network, "--data", self.train, "--out", self.out / folder, "--width", self.width]
        words += ["--iterations", steps, "--batch", lesson.batch, "--rate", lesson.rate]
        words += ["--size", _written(lesson.size), "--every", min(steps, _EVERY)]
        _done(trainer, [*words, "--offline", "--device", self.device, *more])

    def steps(self, network: str) -> int:
        """Returns how many steps a network is trained."""
        return max(1, round(LESSONS[network].steps * self.scale))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="folders `learn` and `held_out` of data sets")
    parser.add_argument("--people", type=int, default=160, help="to learn from, where not given")
    parser.add_argument("--held-out", type=int, default=16, help="to measure on")
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--scale", type=float, default=1.0, help="of all numbers of steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu", help="where the networks learn")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    data = given.data or _people(given.out / "data", given.people, given.held_out)
    world = World(given.out, data / "learn", data / "held_out", given.width, given.scale)
    run(replace(world, device=given.device))


def run(world: World) -> None:
    """Does everything, in order."""
    start = time.monotonic()
    world.learn("seg", "seg")
    world.learn("gmm", "gmm")
    world.learn("alias", "alias", "--gmm", str(world.out / "gmm" / "gmm_final.pth"))
    world.learn("rmgn-teacher", "teacher")
    for folder, (switches, _) in STUDENTS.items():
        world.learn("rmgn", folder, *_taught(world), *switches)
    weights = _gathered(world)
    shown = _first_pairs(world)
    for name, size, given in (
        ("viton-hd", _VITON_SIZE, ["--layout", "given"]),
        ("rmgn", _RMGN_SIZE, []),
    ):
        words = ["evaluate", "--dataset", world.held_out, "--pipeline", name, "--offline"]
        words += ["--size", _written(size), "--weights-dir", weights]
        own = ["--pairs", world.held_out / _PAIRS, "--paired", *given]
        _done(program, [*words, *own, "--out", world.out / f"evaluated-{name}"])
        _done(program, [*words, "--pairs", shown, "--out", world.out / f"shown-{name}"])
    scores = {folder: _score(world, folder) for folder in STUDENTS}
    _draw_fig5(world, scores)
    _draw_pictures(world)
    minutes = (time.monotonic() - start) / 60
    text = f"{_tables(world, scores)}\nIn {minutes:.0f} minutes of this call.\n"
    (world.out / "small_world.md").write_text(text, "utf-8")
    print(text)


def _people(data: Path, learn: int, held_out: int) -> Path:
    """Renders people to learn from and, of other seeds, to be measured on."""
    assets = open_shared_assets()
    for name, count, seed in (("learn", learn, 0), ("held_out", held_out, 30_000_000)):
        write_dataset(assets, data / name, count, seed, _VITON_SIZE)
    return data


def _taught(world: World) -> list[str]:
    return ["--teacher", str(world.out / "teacher"), "--from-teacher"]


def _done(command: Callable[[list[str]], int], words: list[object]) -> None:
    if command([str(word) for word in words]):
        raise SystemExit(f"stopped at: {words[0]}")


def _written(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


def _first_pairs(world: World) -> Path:
    """Writes the pairs that are shown: people held out in another's garment."""
    pairs = (world.held_out / _PAIRS).read_text("utf-8").splitlines(keepends=True)
    path = world.out / "shown_pairs.txt"
    path.write_text("".join(pairs[:_SHOWN]), "utf-8")
    return path


def _gathered(world: World) -> Path:
    """Returns a folder that holds the trained files of both pipelines."""
    weights = world.out / "weights"
    weights.mkdir(exist_ok=True)
    for folder in ("seg", "gmm", "alias", "rmgn"):
        for file in (world.out / folder).glob("*.pth"):
            if "_final" in file.name or "epoch_030" in file.name:
                shutil.copy(file, weights / file.name)
    # A later training is no forgery of an earlier one.
    (weights / "weights.lock").unlink(missing_ok=True)
    return weights


def _networks(world: World, folder: str) -> nn.ModuleDict:
    generator: Generator = _GENERATORS.get(folder, "regional")
    networks = nn.ModuleDict(
        {
            "warp": AppearanceFlow(**flow_widths(world.width)),
            "gen": GENERATORS[generator](width=world.width),
        }
    )
    gen = "RMGN_gen_epoch_030.pth" if generator == "regional" else f"{generator}_gen.pth"
    return _filled(networks, world.out / folder, "RMGN_warp_epoch_030.pth", gen)


def _filled(networks: nn.ModuleDict, folder: Path, warp: str, gen: str) -> nn.ModuleDict:
    for part, name in (("warp", warp), ("gen", gen)):
        load_strictly(networks[part], read_state(folder / name, name), name)
    return networks.eval()


def _score(world: World, folder: str) -> float:
    """Returns the SSIM of people held out, dressed back from fakes into what they wear."""
    networks = _networks(world, folder)
    teacher = _filled(
        teacher_networks(world.width), world.out / "teacher", "teacher_warp.pth", "teacher_gen.pth"
    )
    persons = Persons(world.held_out, _RMGN_SIZE)
    found = []
    for number in range(len(persons)):
        sample = persons[(number, ((number + 1) % len(persons),))]
        batch: Batch = {name: value[None] for name, value in sample.items()}
        with torch.inference_mode():
            other, mask = batch["other_cloths"][:, 0], batch["other_masks"][:, 0]
            fake = wear_as_teacher(teacher, batch, other, mask).result
            worn = wear(networks, fake, fake, batch["cloth"], batch["cloth_mask"])
        found.append(image_similarity(as_picture(worn.result), as_picture(batch["image"])))
    return fmean(found)


def _draw_fig5(world: World, scores: dict[str, float]) -> None:
    figure = Figure(figsize=(5, 3.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([1, 2, 3], [scores[name] for name in ("rmgn-fakes-1", "rmgn-fakes-2", "rmgn")], "o-")
    axes.set_xticks([1, 2, 3])
    axes.set_xlabel("fake persons")
    axes.set_ylabel("SSIM of people held out")
    figure.savefig(world.out / "fig5.png", dpi=100)


def _draw_pictures(world: World) -> None:
    """Draws people held out in another's garment, a row each: photo, garment, both pipelines."""
    rows = []
    for pair in read_pairs(world.out / "shown_pairs.txt"):
        canvas = f"canvas/{pair.folder}.png"
        paths = {
            "Photo": next(world.held_out.glob(f"*/image/{pair.person}")),
            "Garment": next(world.held_out.glob(f"*/cloth/{pair.garment}")),
            "viton-hd": world.out / "shown-viton-hd" / canvas,
            "rmgn": world.out / "shown-rmgn" / canvas,
        }
        rows.append(draw_panels([Panel(name, "", _seen(path)) for name, path in paths.items()]))
    PIL.Image.fromarray(np.concatenate(rows)).save(world.out / "pictures.png")


def _seen(path: Path) -> Image:
    picture = read_image(path, "result").rgb
    return resampled(picture, _RMGN_SIZE, Resampling.BILINEAR)


def _tables(world: World, scores: dict[str, float]) -> str:
    pipelines = []
    for name in ("viton-hd", "rmgn"):
        found = json.loads((world.out / f"evaluated-{name}" / "metrics.json").read_text("utf-8"))
        warp = found["warp"] or {"warp_ssim": float("nan"), "mask_ssim": float("nan")}
        pipelines.append(
            [
                name,
                str(found["pairs_done"]),
                f"{found['metrics']['ssim']['value']:.3f}",
                f"{warp['warp_ssim']:.3f}",
                f"{warp['mask_ssim']:.3f}",
            ]
        )
    students = [[words, f"{scores[name]:.4f}"] for name, (_, words) in STUDENTS.items()]
    steps = ", ".join(
        f"{name} {world.steps(name)} x {lesson.batch}" for name, lesson in LESSONS.items()
    )
    return (
        f"Width {world.width} instead of 64, steps x batch: {steps}.\n\n"
        + markdown_table(["pipeline", "people", "SSIM", "Warp-SSIM", "Mask-SSIM"], pipelines)
        + "\n\nTable 3 and Fig. 5, SSIM instead of FID:\n\n"
        + markdown_table(["RMGN", "SSIM"], students)
        + "\n"
    )


if __name__ == "__main__":
    main()
