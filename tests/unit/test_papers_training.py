"""The trainers of both papers at narrow widths on four drawn people."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from tests.support.drawn_people import write_people
from tests.support.recipes import SIZES, WIDTH, untrained
from tryon.errors import TryOnError
from tryon.training.papers.command import main
from tryon.training.papers.data import Draws, Persons
from tryon.training.papers.loop import CHECKPOINT, Plan, Training
from tryon.training.papers.perceptual import Vgg19Features, load_perceptual, substitute
from tryon.training.papers.recipe import Recipe
from tryon.training.papers.rmgn import StudentRecipe, teacher_networks
from tryon.training.papers.viton_hd import MatchingRecipe


def seen_by() -> Vgg19Features:
    torch.manual_seed(5)
    return Vgg19Features(4)


def student(**options: object) -> Recipe:
    return StudentRecipe(teacher_networks(WIDTH), seen_by(), WIDTH, **{"fakes": 2, **options})


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_people(tmp_path_factory.mktemp("people"))


def begun(name: str, plan: Plan, rate: float | None = None, **options: object) -> Training:
    torch.manual_seed(0)
    if name == "rmgn":
        recipe = student(**options)
    else:
        recipe = untrained(name, SIZES[name], WIDTH, seen_by())
    if rate is not None:
        recipe.schedule = replace(recipe.schedule, rate=rate)
    return Training(recipe, plan)


def values(network: nn.Module | None) -> dict[str, torch.Tensor]:
    return {} if network is None else {k: v.clone() for k, v in network.named_parameters()}


@pytest.mark.parametrize("name", SIZES)
def test_one_step_moves_every_weight_and_leaves_files_and_pictures(
    name: str, people: Path, tmp_path: Path
) -> None:
    training = begun(name, Plan(tmp_path, iterations=1, batch=2))
    recipe = training._recipe
    before, critic_before = values(recipe.networks), values(recipe.critic)
    (loss,) = training.train(Persons(people, SIZES[name]))
    assert loss > 0
    after = values(recipe.networks)
    still = {key for key in before if torch.equal(before[key], after[key])}
    # ALIAS's noise scales are zero, and stay so only as long as no gradient reaches them.
    assert still == set()
    critic_after = values(recipe.critic)
    assert all(not torch.equal(critic_before[key], critic_after[key]) for key in critic_before)
    assert (recipe.critic is None) == (name not in ("seg", "alias"))
    assert list(tmp_path.glob("events.*"))
    for key, file in recipe.files.items():
        state = torch.load(tmp_path / file, weights_only=True)
        assert state.keys() == recipe.networks[key].state_dict().keys()


@pytest.mark.parametrize("generator", ["plain", "concatenation"])
def test_the_generators_of_table_3_learn_as_well(
    generator: str, people: Path, tmp_path: Path
) -> None:
    plan = Plan(tmp_path, iterations=1, batch=2)
    training = begun("rmgn", plan, fakes=1, generator=generator)
    before = values(training._recipe.networks["gen"])
    training.train(Persons(people, SIZES["rmgn"]))
    after = values(training._recipe.networks["gen"])
    assert all(not torch.equal(before[key], after[key]) for key in before)
    assert (tmp_path / f"{generator}_gen.pth").is_file()


# Steps, learning rate and what is left of the first loss: the adversarial parts, which do not
# fall, keep the losses of seg and alias up.
OVERFITTING = {
    "seg": (40, 4e-3, 0.6),
    "gmm": (40, 2e-3, 0.7),
    "alias": (16, 2e-3, 0.6),
    "rmgn-teacher": (24, 2e-3, 0.7),
    "rmgn": (20, 2e-3, 0.7),
}


@pytest.mark.parametrize("name", OVERFITTING)
def test_four_people_are_learnt_by_heart(name: str, people: Path, tmp_path: Path) -> None:
    steps, rate, left = OVERFITTING[name]
    plan = Plan(tmp_path, steps, batch=4, every=steps)
    losses = begun(name, plan, rate).train(Persons(people, SIZES[name]))
    assert len(losses) == steps
    assert sum(losses[-4:]) / 4 < left * losses[0], (losses[0], losses[-4:])


def test_a_run_goes_on_as_if_it_had_not_been_stopped(people: Path, tmp_path: Path) -> None:
    persons = Persons(people, SIZES["seg"])
    for name in ("whole", "halves"):
        (tmp_path / name).mkdir()
    whole = begun("seg", Plan(tmp_path / "whole", 4, batch=2, ema=0.9))
    whole.train(persons)
    begun("seg", Plan(tmp_path / "halves", 2, batch=2, ema=0.9)).train(persons)
    rest = begun("seg", Plan(tmp_path / "halves", 4, batch=2, ema=0.9))
    assert rest.resume()
    assert len(rest.train(persons)) == 2
    files = [torch.load(tmp_path / run / "seg_final.pth") for run in ("whole", "halves")]
    assert all(torch.equal(files[0][key], files[1][key]) for key in files[0])
    # What is written is the average, not the last weights.
    last = whole._recipe.networks["viton_hd_seg"].state_dict()
    assert any(not torch.equal(files[0][key], last[key]) for key in last)


def test_a_run_of_another_width_is_not_resumed(people: Path, tmp_path: Path) -> None:
    begun("gmm", Plan(tmp_path, 1, batch=2)).train(Persons(people, SIZES["gmm"]))
    other = Training(MatchingRecipe(2, SIZES["gmm"]), Plan(tmp_path, 2, batch=2))
    with pytest.raises(TryOnError, match="another network"):
        other.resume()


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_half_precision_learns_nearly_the_same(
    precision: str, people: Path, tmp_path: Path
) -> None:
    persons = Persons(people, SIZES["alias"])
    exact = begun("alias", Plan(tmp_path, 1, batch=2)).train(persons)
    plan = Plan(tmp_path, 1, batch=2, precision=precision)
    training = begun("alias", plan)
    assert training.train(persons) == pytest.approx(exact, rel=0.02)
    weights = training._recipe.networks.parameters()
    assert all(weight.dtype == torch.float32 for weight in weights)


def test_two_processes_learn_what_one_learns_from_two_batches(people: Path, tmp_path: Path) -> None:
    command = ["-m", "tryon.training", "gmm", "--data", people, "--size", "128x96", "--width", "2"]
    command += ["--iterations", "2", "--batch", "2", "--device", "cpu", "--threads", "1", "--out"]
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    runs = {"together": torchrun, "alone": []}
    for run, launcher in runs.items():
        extra = ["--accumulate", "2"] if run == "alone" else []
        call = [sys.executable, *launcher, *command, tmp_path / run, *extra]
        done = subprocess.run(
            list(map(str, call)), capture_output=True, text=True, check=False, timeout=500
        )
        assert done.returncode == 0, done.stderr
    files = [torch.load(tmp_path / run / "gmm_final.pth") for run in runs]
    for key, value in files[0].items():
        # The statistics of the normalisation are each process's own.
        if "running" not in key and "num_batches" not in key:
            assert torch.allclose(value, files[1][key], atol=1e-5), key


def test_two_processes_share_a_step_as_two_accumulated_batches_do() -> None:
    alone = list(Draws(9, 2, 1, range(3, 5), seed=7, accumulate=2))
    first, second = (
        list(Draws(9, 2, 1, range(3, 5), seed=7, rank=rank, processes=2)) for rank in (0, 1)
    )
    assert alone == [first[0], second[0], first[1], second[1]]
    assert len({person for batch in alone[:2] for person, _ in batch}) == 4
    assert all(len(others) == 1 for batch in alone for _, others in batch)


def test_the_rate_is_times_the_papers_and_may_change_on_the_way(
    people: Path, tmp_path: Path
) -> None:
    call = ["gmm", "--data", str(people), "--out", str(tmp_path), "--size", "128x96"]
    call += ["--width", "4", "--batch", "2", "--device", "cpu"]
    for steps, factor, rate in ((1, "10", 2e-3), (2, "5", 1e-3)):
        assert main([*call, "--iterations", str(steps), "--rate", factor]) == 0
        state = torch.load(tmp_path / CHECKPOINT, weights_only=True)
        assert state["step"] == steps
        assert state["optimiser_0"]["param_groups"][0]["lr"] == pytest.approx(rate)


@pytest.mark.parametrize("generator", ["plain", "concatenation", "regional"])
def test_a_student_may_begin_with_what_fits_of_its_teacher(generator: str) -> None:
    teacher = teacher_networks(WIDTH)
    own = StudentRecipe(
        teacher, seen_by(), WIDTH, fakes=1, generator=generator, from_teacher=True
    ).networks.state_dict()
    theirs = teacher.state_dict()
    first = "warp.cond_features.encoders.0.0.block.2.weight"
    assert theirs[first].shape[1] == 19
    assert torch.equal(own[first], theirs[first][:, :3])
    taken = {key for key in own if key in theirs and torch.equal(own[key], theirs[key])}
    begun_anew = {key for key in own if key not in taken}
    reading_the_person = "warp.cond_features.encoders.0.0.block."
    assert all(key.startswith((reading_the_person, "gen.")) for key in begun_anew)
    assert any(key.startswith("gen.") for key in begun_anew) == (generator != "regional")
    assert any(key.startswith("gen.") for key in taken) == (generator != "plain")


def test_what_is_missing_is_said_in_one_sentence(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--data", str(people), "--out", str(tmp_path / "run"), "--device", "cpu", "--offline"]
    calls = {
        "trained matching": ["alias", "--size", "64x64"],
        "trained teacher": ["rmgn", "--size", "96x96"],
        "at least 1": ["seg", "--batch", "0"],
        "above 0": ["seg", "--rate", "0"],
        "no folder image": ["seg", "--data", str(tmp_path)],
    }
    for words, call in calls.items():
        assert main([call[0], *common, *call[1:]]) == 2
        message = capsys.readouterr().err
        assert words in message and "hint: " in message


def test_without_vgg_the_trainer_says_what_it_takes_instead(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Nowhere:
        def state(self, key: str) -> dict[str, torch.Tensor]:
            raise TryOnError(f"{key} is not here.", "Put it there.")

    network = load_perceptual(Nowhere())
    assert "vgg19 is not here." in caplog.text and "untrained VGG-19" in caplog.text
    picture = torch.rand(1, 3, 32, 32)
    for one, other in zip(network(picture), substitute()(picture), strict=True):
        assert torch.equal(one, other)
    assert [maps.shape[1:] for maps in network(picture)] == [
        (3, 32, 32),
        (16, 32, 32),
        (32, 16, 16),
        (64, 8, 8),
        (128, 4, 4),
        (128, 2, 2),
    ]


def test_vgg_has_the_keys_of_the_published_file() -> None:
    with torch.device("meta"):
        state = Vgg19Features().state_dict()
    places = (0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28)
    assert set(state) == {f"features.{n}.{kind}" for n in places for kind in ("weight", "bias")}
    assert state["features.28.weight"].shape == (512, 512, 3, 3)


def test_the_checkpoint_is_whole_or_not_there(people: Path, tmp_path: Path) -> None:
    begun("gmm", Plan(tmp_path, 1, batch=2)).train(Persons(people, SIZES["gmm"]))
    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["step"] == 1
    assert not list(tmp_path.glob("*.partial"))
