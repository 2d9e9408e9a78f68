import json

import numpy as np
import PIL.Image
import pytest

from tryon.cli.main import main
from tryon.misalignment.overlays import CLOSED_RGB, MISALIGNED_RGB


def write_run(folder, misaligned_rows, layout=True):
    """A run whose clothing is 100 rows of 30 pixels, of which some are misaligned."""
    folder.mkdir()
    align, misaligned = np.zeros((128, 96), np.uint8), np.zeros((128, 96), np.uint8)
    align[10 + misaligned_rows : 110, 20:50] = 255
    misaligned[10 : 10 + misaligned_rows, 20:50] = 255
    canvas = np.full((128, 96, 3), 200, np.uint8)
    for name, pixels in (("align_mask", align), ("misalignment_mask", misaligned)):
        PIL.Image.fromarray(pixels).save(folder / f"{name}.png")
    PIL.Image.fromarray(canvas).save(folder / "canvas.png")
    if layout:
        PIL.Image.fromarray(align).save(folder / "predicted_parse.png")
    return folder


def test_numbers_and_overlay_of_a_run(tmp_path, capsys):
    run = write_run(tmp_path / "run", 20)
    assert main(["inspect", str(run), "--out", str(tmp_path / "out")]) == 0
    assert "20.0 % of the clothing" in capsys.readouterr().out
    said = json.loads((tmp_path / "out" / "inspection.json").read_text())
    assert (said["misaligned_pixels"], said["clothing_pixels"]) == (600, 3000)
    assert said["misalignment_ratio"] == pytest.approx(0.2)
    assert [spot["pixels"] for spot in said["spots"]] == [600]
    # 600 of 128 x 96 pixels would be 38,400 of 1024 x 768.
    assert said["group"] == "large"
    assert "before" not in said
    overlay = np.asarray(PIL.Image.open(tmp_path / "out" / "overlay.png")).astype(int)
    wanted = 0.25 * 200 + 0.75 * np.array(MISALIGNED_RGB)
    assert np.abs(overlay[15, 30] - wanted).max() <= 1
    assert (overlay[0, 0] == 200).all()


def test_two_runs_are_compared(tmp_path, capsys):
    before, after = write_run(tmp_path / "before", 30), write_run(tmp_path / "after", 10)
    words = ["inspect", str(after), "--before", str(before), "--out", str(tmp_path / "out")]
    assert main(words) == 0
    assert "30.0 % before, 10.0 % now" in capsys.readouterr().out
    said = json.loads((tmp_path / "out" / "inspection.json").read_text())["before"]
    assert (said["newly_closed_pixels"], said["newly_opened_pixels"]) == (600, 0)
    change = np.asarray(PIL.Image.open(tmp_path / "out" / "change.png")).astype(int)
    assert np.abs(change[30, 30] - (0.25 * 200 + 0.75 * np.array(CLOSED_RGB))).max() <= 1
    assert (change[15, 30] == 200).all()


def test_masks_of_no_predicted_layout_are_compared_with_their_like_only(tmp_path, capsys):
    run = write_run(tmp_path / "run", 20, layout=False)
    assert main(["inspect", str(run), "--out", str(tmp_path / "out")]) == 0
    assert "20.0 % of the clothing is misaligned, 1 spots" in capsys.readouterr().out
    said = json.loads((tmp_path / "out" / "inspection.json").read_text())
    assert not {"group", "rank", "compared_with"} & set(said)
    two = ["inspect", str(run), "--out", str(tmp_path / "two"), "--before"]
    assert main([*two, str(write_run(tmp_path / "of_layout", 30))]) == 2
    assert "the other one the old garment" in capsys.readouterr().err
    assert not (tmp_path / "two").exists()
    assert main([*two, str(write_run(tmp_path / "like", 30, layout=False))]) == 0
    assert "30.0 % before, 20.0 % now" in capsys.readouterr().out


def test_folders_without_masks_are_refused(tmp_path, capsys):
    run = write_run(tmp_path / "run", 20)
    for words in (["nowhere"], [str(run), "--before", str(tmp_path)]):
        assert main(["inspect", *words, "--out", str(tmp_path / "out")]) == 2
        assert "no run with an align mask" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["align_mask", "misalignment_mask", "canvas"])
@pytest.mark.parametrize("damage", ["EPS", "cut off", "another size", "text"])
def test_pictures_that_are_no_runs_cost_a_sentence(tmp_path, capsys, monkeypatch, name, damage):
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a program was started"))
    path = write_run(tmp_path / "run", 20) / f"{name}.png"
    other = PIL.Image.new("RGB" if name == "canvas" else "L", (96, 160))
    if damage == "EPS":
        other.save(path, "EPS")
    elif damage == "another size":
        other.save(path)
    else:
        path.write_bytes(path.read_bytes()[:70] if damage == "cut off" else b"no picture")
    assert main(["inspect", str(path.parent), "--out", str(tmp_path / "out")]) == 2
    error, hint = capsys.readouterr().err.splitlines()
    assert error.startswith("error: ") and hint.startswith("hint: ")
