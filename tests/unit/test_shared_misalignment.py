"""Fig. 9 of several evaluations on the same layouts and warps."""

import json
from pathlib import Path

import PIL.Image
import pytest

from tryon.cli.main import main

PIXELS = {"a": 5, "b": 900, "c": 40, "d": 300, "e": 60, "f": 7}


def evaluated(folder: Path, lpips: dict[str, float], **changed: int) -> Path:
    folder.mkdir()
    rows = [
        {
            "folder": pair,
            "error": "",
            "misaligned_pixels": pixels,
            "lpips": lpips[pair],
            "ablation_lpips": lpips[pair] / 2,
        }
        for pair, pixels in {**PIXELS, **changed}.items()
    ]
    rows.append({"folder": "g", "error": "no", "misaligned_pixels": None, "lpips": None})
    document = {"pipeline": "viton-hd", "misalignment_groups": [{}], "pairs": rows}
    (folder / "metrics.json").write_text(json.dumps(document))
    return folder


def test_models_on_the_same_areas_are_drawn_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # By misaligned pixels: a f, c e, d b.
    full = {"a": 0.01, "f": 0.03, "c": 0.04, "e": 0.06, "d": 0.07, "b": 0.09}
    one = evaluated(tmp_path / "one", full)
    two = evaluated(tmp_path / "two", {pair: 2 * value for pair, value in full.items()})
    out = tmp_path / "fig9.png"
    assert main(["misalignment", f"full={one}", f"star={two}", "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "full: LPIPS small 0.0200, medium 0.0500, large 0.0800",
        "star: LPIPS small 0.0400, medium 0.1000, large 0.1600",
    ]
    assert PIL.Image.open(out).size == (600, 400)


def test_models_on_other_areas_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = dict.fromkeys(PIXELS, 0.1)
    one, two = evaluated(tmp_path / "one", same), evaluated(tmp_path / "two", same, b=901)
    assert main(["misalignment", f"x={one}", f"y={two}", "--out", f"{tmp_path}/o.png"]) == 2
    assert "y does not have the others' layouts and warps" in capsys.readouterr().err
    broken = '{"pipeline": "viton-hd", "misalignment_groups": [], "pairs": [{"error": ""}]}'
    (tmp_path / "one" / "metrics.json").write_text(broken)
    assert main(["misalignment", f"x={one}", "--out", f"{tmp_path}/o.png"]) == 2
    assert "no paired evaluation" in capsys.readouterr().err
    assert not (tmp_path / "o.png").exists()


def test_the_second_pictures_of_an_evaluation_are_a_model_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = evaluated(tmp_path / "own", dict.fromkeys(PIXELS, 0.1))
    out = tmp_path / "fig9.png"
    models = [f"full={folder}", f"star={folder}/ablation"]
    assert main(["misalignment", *models, "--out", str(out)]) == 0
    assert "star: LPIPS small 0.0500, medium 0.0500, large 0.0500" in capsys.readouterr().out


def test_a_pipeline_without_a_layout_of_its_own_has_no_place_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = evaluated(tmp_path / "rmgn", dict.fromkeys(PIXELS, 0.1))
    document = json.loads((folder / "metrics.json").read_text())
    document |= {"pipeline": "rmgn", "misalignment_groups": []}
    (folder / "metrics.json").write_text(json.dumps(document))
    assert main(["misalignment", f"x={folder}", "--out", f"{tmp_path}/o.png"]) == 2
    assert "rmgn predicts no layout" in capsys.readouterr().err
    assert not (tmp_path / "o.png").exists()
