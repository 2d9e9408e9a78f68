"""Trains the networks of VITON-HD and RMGN from scratch: seg, gmm, alias, rmgn-teacher, rmgn.

The defaults are the papers'. A run is resumed by the same command; a larger --iterations trains
longer. The finished files have the published names and keys: give their folder to --weights-dir.
Several processes: torchrun --nproc-per-node 2 -m tryon.training seg ...
"""

import argparse
import logging
import math
import sys
from pathlib import Path

import torch
import torch.distributed as dist

from tryon.config import Settings
from tryon.device import choose_device
from tryon.errors import TryOnError
from tryon.models import load
from tryon.training.papers.data import Persons
from tryon.training.papers.loop import Plan, Training
from tryon.training.papers.perceptual import Vgg19Features, load_perceptual
from tryon.training.papers.recipe import Recipe
from tryon.training.papers.rmgn import GENERATORS, StudentRecipe, TeacherRecipe, teacher_networks
from tryon.training.papers.viton_hd import AliasRecipe, MatchingRecipe, SegmentationRecipe
from tryon.types import Size
from tryon.weights.checkpoints import load_strictly, read_state
from tryon.weights.store import WeightStore

# (height, width) the pictures are read at: the published networks'.
_SIZES: dict[str, Size] = {
    "seg": (1024, 768),
    "gmm": (1024, 768),
    "alias": (1024, 768),
    "rmgn-teacher": (512, 384),
    "rmgn": (512, 384),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns 0, or 2 for what the user can mend."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        _train(given)
    except TryOnError as error:
        print(f"error: {error.message}\nhint: {error.hint}", file=sys.stderr)
        return 2
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tryon.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("network", choices=_SIZES)
    parser.add_argument("--data", type=Path, required=True, help="data set; train counts first")
    # Not --run: torchrun would take it for a short form of an option of its own.
    parser.add_argument("--out", type=Path, required=True, help="folder; resumed if it has a run")
    parser.add_argument("--size", type=_size, help="HEIGHTxWIDTH the pictures are read at")
    parser.add_argument("--width", type=int, default=64, help="64 as published; less is narrower")
    parser.add_argument("--iterations", type=int, help="steps in all; the paper's by default")
    parser.add_argument("--batch", type=int, help="persons a batch; the paper's by default")
    parser.add_argument("--rate", type=float, default=1.0, help="times the paper's learning rates")
    parser.add_argument("--accumulate", type=int, default=1, help="batches a step")
    parser.add_argument("--precision", choices=("fp32", "bf16", "fp16"), default="fp32")
    parser.add_argument("--ema", type=float, default=0.0, help="decay of an average; 0: none")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=1000, help="steps between checkpoints")
    parser.add_argument("--workers", type=int, default=0, help="processes that read the data")
    parser.add_argument("--threads", type=int, help="threads of the processor")
    parser.add_argument("--offline", action="store_true", help="fetch no perceptual network")
    parser.add_argument("--gmm", type=Path, help="alias: file of the trained matching")
    parser.add_argument(
        "--instance-norm",
        action="store_true",
        help="alias: VITON-HD* of Table 1, trained without region-separate standardisation",
    )
    parser.add_argument("--teacher", type=Path, help="rmgn: folder of the trained teacher")
    parser.add_argument(
        "--from-teacher",
        action="store_true",
        help="rmgn: begin with the teacher's weights wherever they fit, not with random ones",
    )
    parser.add_argument("--fakes", type=int, default=3, help="rmgn: fake persons (Fig. 5)")
    parser.add_argument(
        "--generator", choices=GENERATORS, default="regional", help="rmgn: rows of Table 3"
    )
    return parser


def _train(given: argparse.Namespace) -> None:
    _check(given)
    if given.threads:
        torch.set_num_threads(given.threads)
    device, rank, processes = _place(given.device)
    given.out.mkdir(parents=True, exist_ok=True)
    size = given.size or _SIZES[given.network]
    persons = Persons(given.data, size)
    torch.manual_seed(given.seed)
    recipe = _recipe(given, size)
    recipe.schedule = schedule = recipe.schedule.faster(given.rate)
    plan = Plan(
        run=given.out,
        iterations=given.iterations or schedule.iterations,
        batch=given.batch or schedule.batch,
        accumulate=given.accumulate,
        precision=given.precision,
        ema=given.ema,
        seed=given.seed,
        every=given.every,
        workers=given.workers,
        device=device,
        rank=rank,
        processes=processes,
    )
    training = Training(recipe, plan)
    resumed = training.resume()
    if rank == 0:
        logging.info(
            "%s: %d persons at %dx%d, %s step %d to %d, batch %d x %d x %d, rates %g and %g (%s)",
            given.network,
            len(persons),
            *size,
            "resumed from" if resumed else "from",
            training.step,
            plan.iterations,
            plan.batch,
            plan.accumulate,
            processes,
            schedule.rate,
            schedule.critic_rate,
            schedule.said_by,
        )
    training.train(persons)


def _check(given: argparse.Namespace) -> None:
    """Refuses numbers that make no sense.

    Raises:
        TryOnError: Naming the first of them.
    """
    for name in ("width", "iterations", "batch", "accumulate", "every", "fakes", "threads"):
        value = getattr(given, name)
        if value is not None and value < 1:
            raise TryOnError(f"--{name} must be at least 1.", f"Leave --{name} out.")
    if given.width % 2:
        raise TryOnError("--width must be even.", "64 is as published; 8 is narrow.")
    if not 0 < given.rate < math.inf:
        raise TryOnError("--rate must be above 0.", "1 is the paper's; leave --rate out for it.")
    if not 0 <= given.ema < 1:
        raise TryOnError("--ema must be from 0 to less than 1.", "0.999 is usual; 0 keeps none.")


def _place(device: str) -> tuple[torch.device, int, int]:
    """Returns the device, the number of this process and how many there are."""
    chosen = choose_device(device)
    if not dist.is_torchelastic_launched():
        return chosen, 0, 1
    if chosen.type == "cuda":
        chosen = torch.device("cuda", dist.get_node_local_rank())
        torch.cuda.set_device(chosen)
    dist.init_process_group("nccl" if chosen.type == "cuda" else "gloo")
    return chosen, dist.get_rank(), dist.get_world_size()


def _recipe(given: argparse.Namespace, size: Size) -> Recipe:
    """Builds the networks.

    Raises:
        TryOnError: Another network is needed first, or its file is not right.
    """
    if given.network == "seg":
        return SegmentationRecipe(given.width)
    if given.network == "gmm":
        return MatchingRecipe(given.width)
    if given.network == "alias":
        if given.gmm is None:
            raise TryOnError(
                "alias is trained on garments that a trained matching has warped.",
                "Give --gmm its file, gmm_final.pth: the published one or that of a run of gmm.",
            )
        matching = load("viton_hd_gmm", given.gmm)
        star = given.instance_norm
        return AliasRecipe(size, matching, _perceptual(given), given.width, instance_norm_only=star)
    if given.network == "rmgn-teacher":
        return TeacherRecipe(_perceptual(given), given.width)
    if given.teacher is None:
        raise TryOnError(
            "rmgn is trained on fake persons that a trained teacher has painted.",
            "Give --teacher the folder of a finished run of rmgn-teacher.",
        )
    teacher = _teacher(given.teacher)
    return StudentRecipe(
        teacher,
        _perceptual(given),
        given.width,
        given.fakes,
        given.generator,
        from_teacher=given.from_teacher,
    )


def _perceptual(given: argparse.Namespace) -> Vgg19Features:
    settings = Settings.from_environment()
    if given.offline:
        settings = Settings(settings.weights_dir, settings.cache_dir, offline=True)
    return load_perceptual(WeightStore(settings))


def _teacher(folder: Path) -> torch.nn.ModuleDict:
    """Loads a trained teacher, as wide as it is.

    Raises:
        TryOnError: Its files are not there or damaged.
    """
    paths = {part: folder / f"teacher_{part}.pth" for part in ("warp", "gen")}
    for path in paths.values():
        if not path.is_file():
            raise TryOnError(
                f"The teacher's file {path.name} is not there.",
                "Give --teacher the folder of a finished run of rmgn-teacher.",
            )
    states = {part: read_state(path, f"teacher_{part}", ()) for part, path in paths.items()}
    last = states["gen"].get("generator.conv_final.weight")
    networks = teacher_networks(64 if last is None else last.shape[1])
    for part, state in states.items():
        load_strictly(networks[part], state, f"teacher_{part}")
    return networks


def _size(text: str) -> Size:
    height, _, width = text.partition("x")
    if not (height.isdigit() and width.isdigit()):
        raise argparse.ArgumentTypeError("write HEIGHTxWIDTH, for example 512x384")
    return int(height), int(width)
