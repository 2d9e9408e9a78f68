"""The command line, with a fake pipeline behind it."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tests.support.command_line import check_mistake, complaint, run
from tests.support.fakes import (
    BodilessFakePipeline,
    FakePipeline,
    photo,
)
from tryon.cli.main import main
from tryon.config import PACKAGE_ROOT
from tryon.pictures import reading
from tryon.types import AS_IT_LOOKS, GarmentChoice


def test_run_writes_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--seed", "5", "--size", "512x384", "--category", "upper") == 0
    said = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (said["pipeline"], said["seed"], said["size"]) == ("compact", 5, [512, 384])
    assert (tmp_path / "out" / "result.png").is_file()
    assert "compact" in capsys.readouterr().out


def test_what_the_user_says_of_the_garment_is_passed_on(
    tmp_path: Path, choices: list[GarmentChoice]
) -> None:
    assert run(tmp_path, "--sleeve", "elbow", "--neckline", "v", "--category", "upper") == 0
    assert run(tmp_path, out="plain") == 0
    assert run(tmp_path, "--garment-index", "2", out="second") == 0
    said = GarmentChoice("upper", "elbow", "v")
    assert choices == [said, AS_IT_LOOKS, GarmentChoice(index=2)]


def test_all_runs_every_pipeline_whose_weights_are_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--pipeline", "all") == 0
    whole = {"side_by_side.png", "report.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"compact", *whole}
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").touch()
    assert run(tmp_path, "--pipeline", "all") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"compact", "rmgn", *whole}
    for name in ("compact", "rmgn"):
        assert json.loads((tmp_path / "out" / name / "report.json").read_text())["pipeline"] == name
    said = json.loads((tmp_path / "out" / "report.json").read_text())["pipelines"]
    assert [row["folder"] for row in said] == ["rmgn", "compact"]
    with PIL.Image.open(tmp_path / "out" / "side_by_side.png") as picture:
        assert picture.width == 16 + 3 * (120 + 16)
    captured = capsys.readouterr()
    assert "rmgn, compact: " in captured.out
    assert "note: No licence is granted for these weights" in captured.err


def test_where_nobody_is_found_all_goes_on_with_what_needs_no_body(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").touch()
    assert run(tmp_path, "--pipeline", "all", person="nobody") == 0
    assert (tmp_path / "out" / "rmgn" / "result.png").is_file()
    assert not (tmp_path / "out" / "compact").exists()
    said = json.loads((tmp_path / "out" / "report.json").read_text())["pipelines"]
    assert [row["error"] for row in said] == ["", "No person was found in the person photo."]
    assert "failed: compact: No person was found" in capsys.readouterr().err
    # Alone it refuses, and so do all together where none can do it.
    assert run(tmp_path, "--pipeline", "compact", person="nobody", out="alone") == 2
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").unlink()
    assert run(tmp_path, "--pipeline", "all", person="nobody", out="none") == 2
    assert not (tmp_path / "alone").exists() and not (tmp_path / "none").exists()


def test_with_all_a_size_that_one_lacks_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").touch()
    monkeypatch.setattr(BodilessFakePipeline, "sizes", ((512, 384), (256, 192)))
    assert run(tmp_path, "--pipeline", "all", "--size", "1024x768") == 0
    said = json.loads((tmp_path / "out" / "report.json").read_text())["pipelines"]
    assert [row["size"] for row in said] == [[512, 384], [1024, 768]]
    assert "warning: rmgn does not run at 1024x768" in capsys.readouterr().err
    assert run(tmp_path, "--pipeline", "rmgn", "--size", "1024x768") == 2


def test_missing_weights_of_a_named_pipeline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--pipeline", "viton-hd") == 2
    said = capsys.readouterr().err.splitlines()[-2:]
    assert said[0].startswith("error: VITON-HD segmentation generator (seg_final.pth) is not on")
    assert not (tmp_path / "out").exists()


def test_warnings_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PIL.Image.fromarray(photo(0)).save(tmp_path / "garments" / "tee.png")
    assert run(tmp_path) == 0
    assert "warning: Both photos are the same." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--category", "lower"), "cannot be put on yet"),
        (("--pipeline", "nonsense"), "no pipeline called nonsense"),
        (("--device", "cuda"), "no cuda device"),
    ],
)
def test_mistakes_in_options_cost_one_line_and_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], words: str
) -> None:
    check_mistake(run(tmp_path, *more), words, tmp_path / "out", capsys)


@pytest.mark.parametrize("person", ["nobody", "absent"])
def test_refused_photos_leave_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], person: str
) -> None:
    assert run(tmp_path, person=person, out="new/out") == 2
    complaint(capsys)
    assert not (tmp_path / "new").exists()


def test_an_output_path_that_is_a_file_is_refused_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("mine")
    monkeypatch.setattr(FakePipeline, "__call__", lambda *_, **__: pytest.fail("it ran"))
    assert run(tmp_path) == 2
    assert "is a file" in complaint(capsys)
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["run"], ["run", "--seed", "x"], ["run", "--size", "1x1"], ["weights"]],
)
def test_wrong_command_lines_speak_the_same_way(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    complaint(capsys)


def test_help_needs_no_heavy_library() -> None:
    program = (
        "import sys\nfrom tryon.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(1 if {'torch', 'ai_edge_litert', 'gradio'} & set(sys.modules) else 0)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=PACKAGE_ROOT, capture_output=True, check=False)
    assert done.returncode == 0


def test_chatter_of_native_libraries_is_kept_off_standard_error() -> None:
    program = (
        "import os, sys, warnings\nfrom tryon.__main__ import _quiet_libraries\n"
        "_quiet_libraries()\nos.write(2, b'native chatter')\nprint('error: ours', file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=PACKAGE_ROOT, capture_output=True, check=True)
    assert done.stderr == b"error: ours\n"


def test_mended_files_are_used_in_place_of_what_is_found(tmp_path: Path) -> None:
    labels = np.full((160, 120), 9, np.uint8)
    PIL.Image.fromarray(labels).save(tmp_path / "parse.png")
    rows = np.zeros((25, 3))
    rows[1] = (60, 20, 0.9)
    joints = {"people": [{"pose_keypoints_2d": rows.ravel().tolist()}]}
    (tmp_path / "joints.json").write_text(json.dumps(joints))
    words = ["--parse", f"{tmp_path}/parse.png", "--keypoints", f"{tmp_path}/joints.json"]
    assert run(tmp_path, *words) == 0
    with PIL.Image.open(tmp_path / "out" / "parse_map.png") as picture:
        assert (np.array(picture) == 9).all()


def test_joints_of_a_photo_that_was_reduced_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "joints.json").write_text('{"people": []}')
    monkeypatch.setattr(reading, "WORKING_PIXELS", 10_000)
    assert run(tmp_path, "--keypoints", f"{tmp_path}/joints.json") == 2
    assert "larger than it is worked on" in complaint(capsys)


@pytest.mark.parametrize("option", ["--parse", "--cloth-mask", "--mended"])
def test_mended_files_of_another_photo_are_two_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    PIL.Image.fromarray(np.zeros((99, 70), np.uint8)).save(tmp_path / "file.png")
    assert run(tmp_path, option, f"{tmp_path}/file.png") == 2
    assert complaint(capsys)
    assert not (tmp_path / "out").exists()
