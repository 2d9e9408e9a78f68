"""Many pairs from the command line, with a fake pipeline behind it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tests.support.command_line import complaint, run
from tests.support.fakes import (
    FakePipeline,
    photo,
)
from tryon.cli.main import main
from tryon.types import GarmentChoice


def batch(folder: Path, *lines: str, more: tuple[str, ...] = (), garments: str = "garments") -> int:
    (folder / "pairs.txt").write_text("\n".join(lines))
    words = ["batch", "--pairs", f"{folder}/pairs.txt", "--persons", f"{folder}/persons"]
    return main([*words, "--garments", f"{folder}/{garments}", "--out", f"{folder}/out", *more])


def rows(folder: Path) -> dict[str, dict[str, object]]:
    said = json.loads((folder / "out" / "report.json").read_text())
    return {row["folder"]: row for row in said["pairs"]}


def test_what_the_user_says_of_the_garments_is_passed_on_to_every_pair(
    tmp_path: Path, choices: list[GarmentChoice]
) -> None:
    said = ("--category", "upper", "--sleeve", "long", "--neckline", "high")
    assert batch(tmp_path, "ann.png tee.png", more=said) == 0
    assert choices == [GarmentChoice("upper", "long", "high")]
    # With another word the pair that is done is made anew; with the same it is not.
    assert batch(tmp_path, "ann.png tee.png", more=("--sleeve", "short")) == 0
    assert batch(tmp_path, "ann.png tee.png", more=("--sleeve", "short")) == 0
    assert choices[1:] == [GarmentChoice(sleeve="short")]


def test_batch_survives_bad_pairs_and_records_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ("ann.png tee.png", "", "# a comment", "nobody.png tee.png", "lonely", "x.png tee.png")
    assert batch(tmp_path, *lines, "bob.png tee.png") == 0
    found = rows(tmp_path)
    assert [name for name, row in found.items() if not row["error"]] == ["ann_tee", "bob_tee"]
    assert found["nobody_tee"]["error"] == "No person was found in the person photo."
    assert found["line_5"]["error"] == "This line of the pairs file is no pair."
    assert "no such file" in found["x_tee"]["error"]
    assert all(row["hint"] for row in found.values() if row["error"])
    folders = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert folders == {"ann_tee", "bob_tee"}
    with PIL.Image.open(tmp_path / "out" / "contact_sheet.png") as sheet:
        assert sheet.width > 3 * 360 and sheet.height > 2 * 480
    captured = capsys.readouterr()
    assert "2 of 5 done" in captured.out
    assert "failed: nobody.png tee.png" in captured.err


def test_names_that_no_file_can_have_cost_their_own_pair(tmp_path: Path) -> None:
    long = "春" * 80 + ".png"
    PIL.Image.fromarray(photo(3)).save(tmp_path / "persons" / long)
    lines = (
        "ann.png tee.png",
        f"{'x' * 300}.png tee.png",
        f"ann.png {'y' * 300}",
        "a\0b.png c.png",
    )
    assert batch(tmp_path, *lines, f"{long} tee.png") == 0
    found = list(rows(tmp_path).values())
    assert [bool(row["error"]) for row in found] == [False, True, True, True, False]
    assert all(row["hint"] and "unexpected" not in row["error"] for row in found[1:4])
    assert (tmp_path / "out" / found[4]["folder"] / "result.png").is_file()


def test_a_damaged_file_of_a_better_pipeline_leaves_auto_on_the_next(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "weights" / "seg_final.pth").write_bytes(b"PK\3\4 half a file")
    assert run(tmp_path, "--pipeline", "auto") == 0
    assert json.loads((tmp_path / "out" / "report.json").read_text())["pipeline"] == "compact"
    assert "viton-hd is passed over: viton_hd_seg is damaged" in caplog.text


def test_an_unexpected_error_costs_one_pair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = FakePipeline.__call__

    def clumsy(self: FakePipeline, person: object, garment: object, *how: object) -> object:
        if np.array_equal(person.photo, photo(0)):
            raise ZeroDivisionError
        return original(self, person, garment, *how)

    monkeypatch.setattr(FakePipeline, "__call__", clumsy)
    assert batch(tmp_path, "ann.png tee.png", "bob.png tee.png") == 0
    assert "unexpected" in rows(tmp_path)["ann_tee"]["error"]
    assert rows(tmp_path)["bob_tee"]["error"] == ""


def test_batch_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[bool] = []
    original = FakePipeline.__call__

    def counted(self: FakePipeline, *inputs: object) -> object:
        if len(ran) == 1:
            ran.append(False)
            raise KeyboardInterrupt
        ran.append(True)
        return original(self, *inputs)

    monkeypatch.setattr(FakePipeline, "__call__", counted)
    pairs = ("ann.png tee.png", "bob.png tee.png")
    assert batch(tmp_path, *pairs) == 130
    assert list(rows(tmp_path)) == ["ann_tee"]
    assert not (tmp_path / "out" / "bob_tee").exists()
    assert batch(tmp_path, *pairs) == 0
    assert ran == [True, False, True]
    assert batch(tmp_path, *pairs) == 0
    assert len(ran) == 3
    PIL.Image.fromarray(photo(9)).save(tmp_path / "persons" / "ann.png")
    (tmp_path / "out" / "bob_tee" / "report.json").unlink()
    assert batch(tmp_path, *pairs) == 0
    assert len(ran) == 5


def test_pairs_with_the_same_short_names_get_their_own_folders(tmp_path: Path) -> None:
    PIL.Image.fromarray(photo(5)).save(tmp_path / "persons" / "ann.webp")
    assert batch(tmp_path, "ann.png tee.png", "ann.webp tee.png", "ann.png tee.png") == 0
    assert len(rows(tmp_path)) == 2
    assert len([path for path in (tmp_path / "out").iterdir() if path.is_dir()]) == 2


@pytest.mark.parametrize("lines", [(), ("nobody.png tee.png",)])
def test_batch_without_any_success_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: tuple[str, ...]
) -> None:
    assert batch(tmp_path, *lines) == 2
    assert "error: " in capsys.readouterr().err


def test_batch_leaves_a_foreign_report_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 0
    capsys.readouterr()
    before = (tmp_path / "out" / "report.json").read_text()
    assert batch(tmp_path, "ann.png tee.png") == 2
    assert "something else" in complaint(capsys)
    assert (tmp_path / "out" / "report.json").read_text() == before


def test_batch_with_all_draws_every_pair_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").touch()
    pairs = ("ann.png tee.png", "nobody.png tee.png", "absent.png tee.png")
    assert batch(tmp_path, *pairs, more=("--pipeline", "all")) == 0
    out = tmp_path / "out"
    found = rows(tmp_path)
    assert [name for name, row in found.items() if not row["error"]] == [
        "ann_tee/rmgn",
        "ann_tee/compact",
        "nobody_tee/rmgn",
    ]
    picture = np.array(PIL.Image.open(out / "ann_tee" / "side_by_side.png"))
    left = 16 + (120 + 16)
    made = np.array(PIL.Image.open(out / "ann_tee" / "rmgn" / "result.png"))
    assert (picture[64:224, left : left + 120] == made).all()
    assert (out / "nobody_tee" / "side_by_side.png").is_file()
    assert not (out / "absent_tee").exists()
    before = (out / "ann_tee" / "side_by_side.png").stat().st_mtime_ns
    (out / "nobody_tee" / "side_by_side.png").unlink()
    assert batch(tmp_path, *pairs, more=("--pipeline", "all")) == 0
    assert (out / "ann_tee" / "side_by_side.png").stat().st_mtime_ns == before
    assert (out / "nobody_tee" / "side_by_side.png").is_file()


def test_batch_uses_the_published_masks_of_a_data_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "garments").rename(tmp_path / "women_top_cloth_test")
    folder = tmp_path / "women_top_cloth_test"
    PIL.Image.fromarray(photo(3)).save(folder / "bare.png")
    masks = tmp_path / "women_top_cloth_mask_test"
    masks.mkdir()
    mask = np.zeros((160, 120), np.uint8)
    mask[40:120, 30:90] = 255
    PIL.Image.fromarray(mask).save(masks / "tee.png")
    seen: list[np.ndarray] = []
    original = FakePipeline.__call__

    def noted(self: FakePipeline, person: object, garment: object, *how: object) -> object:
        seen.append(garment.cloth_mask)
        small = replace(garment, image=garment.image[:64, :48])
        return original(self, person, small, *how)

    monkeypatch.setattr(FakePipeline, "__call__", noted)
    pairs = ("ann.png tee.png", "ann.png bare.png")
    assert batch(tmp_path, *pairs, garments=folder.name) == 0
    found = rows(tmp_path)
    assert [row["garment_from"] for row in found.values()] == ["published", "own"]
    assert seen[0].shape == (1024, 768)
    assert seen[0].mean() == pytest.approx(0.25, abs=0.01)
    # Another mask is another result.
    PIL.Image.fromarray(255 - mask).save(masks / "tee.png")
    assert batch(tmp_path, *pairs, garments=folder.name) == 0
    assert len(seen) == 3
    assert seen[2].mean() == pytest.approx(0.75, abs=0.01)
