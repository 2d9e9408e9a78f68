"""Blind studies: drawn by chance, shown without names, counted with intervals."""

import json
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tryon.cli.main import main
from tryon.study.ballot import Study, draw_study, read_key
from tryon.study.results import wilson
from tryon.study.systems import pictures_of

PAIRS = tuple(f"{person}_{garment}" for person in "abcd" for garment in "xy")
GREY = {"ours": 200, "theirs": 100, "third": 50}


def picture(path: Path, grey: int, height: int = 80) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.fromarray(np.full((height, 64, 3), grey, np.uint8)).save(path)


@pytest.fixture
def systems(tmp_path: Path) -> dict[str, Path]:
    """The three kinds of folders; one system lacks a pair, one has larger pictures."""
    for pair in PAIRS:
        picture(tmp_path / "batch" / pair / "result.png", GREY["ours"])
        picture(tmp_path / "evaluated" / "canvas" / f"{pair}.png", GREY["theirs"], 160)
        if pair != PAIRS[0]:
            picture(tmp_path / "loose" / f"{pair}.jpg", GREY["third"])
    return dict(zip(GREY, (tmp_path / n for n in ("batch", "evaluated", "loose")), strict=True))


def make(systems: dict[str, Path], out: Path, *more: str) -> int:
    words = [word for name, path in systems.items() for word in ("--system", f"{name}={path}")]
    return main(["study", "make", *words, "--out", str(out), *more])


def made(systems: dict[str, Path], out: Path, *more: str) -> Study:
    assert make(systems, out, *more) == 0
    return read_key(out)


def test_pictures_are_found_in_all_three_kinds_of_folders(systems: dict[str, Path]) -> None:
    assert [len(pictures_of(folder)) for folder in systems.values()] == [8, 8, 7]


def test_every_pair_is_asked_once_about_each_other_system_in_an_order_by_chance() -> None:
    every = {name: set(PAIRS) for name in GREY}
    study = draw_study(every, "ab", 30, seed=3)
    assert study == draw_study(every, "ab", 30, seed=3)
    assert study != draw_study(every, "ab", 30, seed=4)
    asked = {(question.pair, frozenset(question.shown)) for question in study.questions}
    others = [frozenset({"ours", other}) for other in ("theirs", "third")]
    assert asked == {(pair, both) for pair in PAIRS for both in others}
    assert len(study.questions) == 16
    assert {question.shown[0] for question in study.questions} == set(GREY)
    ranked = draw_study(every, "rank", 5, seed=3)
    assert len({question.pair for question in ranked.questions}) == 5
    assert all(set(question.shown) == set(GREY) for question in ranked.questions)


def test_the_voters_folder_tells_nobody_who_made_what(
    systems: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "study"
    study = made(systems, out, "--kind", "rank", "--seed", "5")
    assert len(study.questions) == 7
    page = (out / "voters" / "index.html").read_text()
    names = [path.name for path in (out / "voters" / "pictures").iterdir()]
    for told in (*GREY, *PAIRS):
        assert told not in page
        assert not any(told in name for name in names)
    for question in study.questions:
        for place, system in enumerate(question.shown, 1):
            shown = PIL.Image.open(out / f"voters/pictures/{question.number:04d}_{place}.jpg")
            assert shown.height == 80
            assert abs(int(np.asarray(shown)[40, 20, 0]) - GREY[system]) <= 2


def write_votes(path: Path, study_seed: int, rows: list[tuple[str, int, str, str]]) -> Path:
    lines = [f"{study_seed},{voter},{number},{asks},{order}" for voter, number, asks, order in rows]
    path.write_text("\n".join(["seed,voter,question,asks,order", *lines]) + "\n")
    return path


def results(out: Path, rows: list[tuple[str, int, str, str]], capsys) -> str:
    """Counts the votes and returns what is printed."""
    votes = write_votes(out.with_suffix(".csv"), read_key(out).seed, rows)
    capsys.readouterr()
    assert main(["study", "results", str(out), "--votes", str(votes)]) == 0
    return capsys.readouterr().out


def test_ab_votes_are_counted_against_each_system(
    systems: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    study = made(systems, out, "--kind", "ab", "--count", "4")
    rows = []
    for question in study.questions:
        # Ours wins against theirs always, against the third never.
        wins = "ours" if "theirs" in question.shown else "third"
        chosen = question.shown.index(wins) + 1
        rows.append(("anna", question.number, "real", str(3 - chosen)))
        rows.append(("anna", question.number, "real", str(chosen)))  # she thought again
    said = results(out, rows, capsys)
    assert "| real | ours | theirs | 4 | 4 | 100.0% | 51.0% to 100.0% |  |" in said
    assert "| real | ours | third | 0 | 4 | 0.0% | 0.0% to 49.0% |  |" in said
    assert (out / "results.md").read_text() == said


def test_ranks_are_counted_for_both_questions(
    systems: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    study = made(systems, out, "--kind", "rank", "--count", "2")
    best_first = {
        "photo_realistic": ("ours", "third", "theirs"),
        "details": ("third", "ours", "theirs"),
    }
    rows = [
        ("bo", q.number, asks, " ".join(str(q.shown.index(name) + 1) for name in order))
        for q in study.questions
        for asks, order in best_first.items()
    ]
    said = results(out, rows, capsys)
    assert "| photo_realistic | ours | all | 2 | 2 | 100.0% | 34.2% to 100.0% | 1.00 |" in said
    assert "| details | ours | all | 0 | 2 | 0.0% | 0.0% to 65.8% | 2.00 |" in said
    assert "| details | theirs | all | 0 | 2 | 0.0% | 0.0% to 65.8% | 3.00 |" in said


def test_wilsons_interval() -> None:
    # Newcombe 1998, Table I: 81 of 263 gives 0.2553 to 0.3662.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 0) == (0, 1)


@pytest.mark.parametrize(
    "row",
    [
        ("x", 99, "real", "1"),
        ("x", 1, "real", "3"),
        ("x", 1, "other", "1"),
        ("x", 1, "real", "1 2"),
    ],
)
def test_votes_that_cannot_be_are_refused(
    row: tuple[str, int, str, str],
    systems: dict[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "study"
    assert make(systems, out, "--kind", "ab", "--count", "1") == 0
    votes = write_votes(tmp_path / "votes.csv", 0, [row])
    assert main(["study", "results", str(out), "--votes", str(votes)]) == 2
    other = write_votes(tmp_path / "other.csv", 1, [("x", 1, "real", "1")])
    assert main(["study", "results", str(out), "--votes", str(other)]) == 2
    assert "no votes of this study" in capsys.readouterr().err


def test_mistakes_are_one_sentence(
    systems: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    only = {"ours": systems["ours"]}
    assert make(only, out) == 2
    assert "at least two systems" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert make({**only, "none": tmp_path / "empty"}, out) == 2
    assert "no pictures in empty" in capsys.readouterr().err
    picture(tmp_path / "strange" / "q_q.png", 1)
    assert make({**only, "strange": tmp_path / "strange"}, out) == 2
    assert "no pair that every system has" in capsys.readouterr().err
    assert not out.exists()
    assert main(["study", "results", str(tmp_path), "--votes", str(tmp_path / "v.csv")]) == 2
    assert "no study" in capsys.readouterr().err


def test_person_and_garment_are_shown_where_they_are_known(
    systems: dict[str, Path], tmp_path: Path
) -> None:
    for person in "abcd":
        picture(tmp_path / "persons" / f"{person}.jpg", 10)
    for garment in "xy":
        picture(tmp_path / "garments" / f"{garment}.jpg", 20)
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("".join(f"{pair[0]}.jpg {pair[-1]}.jpg\n" for pair in PAIRS))
    out = tmp_path / "study"
    folders = ["--persons", f"{tmp_path}/persons", "--garments", f"{tmp_path}/garments"]
    assert make(systems, out, "--count", "2", "--pairs", str(pairs), *folders) == 0
    page = (out / "voters" / "index.html").read_text()
    ballot = json.loads(page.split("const ballot = ")[1].split(";\n")[0])
    assert ballot["questions"][0]["references"] == [
        "pictures/0001_person.jpg",
        "pictures/0001_garment.jpg",
    ]
