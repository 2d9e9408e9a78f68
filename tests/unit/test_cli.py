"""The command line, with a fake pipeline behind it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import torch
from safetensors.torch import load_file

from tests.support.fakes import (
    BodilessFakePipeline,
    FakePipeline,
    FakePreprocessor,
    OtherFakePipeline,
    photo,
)
from tryon import api
from tryon.cli import doctor
from tryon.cli.main import main
from tryon.config import PACKAGE_ROOT
from tryon.pictures import reading
from tryon.types import AS_IT_LOOKS, GarmentChoice
from tryon.weights import store as weights
from tryon.weights.table import BODY_WEIGHTS, WEIGHTS


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with two pipelines, the weights of the default one, and no network."""
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    registry = {
        "viton-hd": OtherFakePipeline,
        "rmgn": BodilessFakePipeline,
        "compact": FakePipeline,
    }
    monkeypatch.setattr(api, "PIPELINES", registry)
    monkeypatch.setattr(doctor, "PIPELINES", registry)
    monkeypatch.setattr(doctor, "import_module", lambda name: None)
    monkeypatch.setattr(api, "Preprocessor", FakePreprocessor)
    monkeypatch.setattr(FakePipeline, "sizes", ((1024, 768), (512, 384)))
    monkeypatch.setenv("TRYON_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TRYON_WEIGHTS_DIR", str(tmp_path / "weights"))
    monkeypatch.setenv("TRYON_OFFLINE", "1")
    (tmp_path / "weights" / "compact").mkdir(parents=True)
    (tmp_path / "weights" / "compact" / "layout.safetensors").touch()
    for folder in ("persons", "garments"):
        (tmp_path / folder).mkdir()
    for seed, name in enumerate(("persons/ann.png", "persons/bob.png", "garments/tee.png")):
        PIL.Image.fromarray(photo(seed)).save(tmp_path / name)
    PIL.Image.new("RGB", (120, 160)).save(tmp_path / "persons" / "nobody.png")


def run(folder: Path, *more: str, person: str = "ann", out: str = "out") -> int:
    words = ["run", "--person", f"{folder}/persons/{person}.png"]
    words += ["--garment", f"{folder}/garments/tee.png", "--out", f"{folder}/{out}", *more]
    return main(words)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Returns the error after checking that it is one line with one hint and nothing else."""
    error, hint = capsys.readouterr().err.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    assert len(hint) > len("hint: ")
    return error


def test_run_writes_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--seed", "5", "--size", "512x384", "--category", "upper") == 0
    said = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (said["pipeline"], said["seed"], said["size"]) == ("compact", 5, [512, 384])
    assert (tmp_path / "out" / "result.png").is_file()
    assert "compact" in capsys.readouterr().out


@pytest.fixture
def choices(monkeypatch: pytest.MonkeyPatch) -> list[GarmentChoice]:
    """What was said of each garment that was prepared, in order."""
    said = []

    class Listening(FakePreprocessor):
        def garment(self, source, *, choice=AS_IT_LOOKS, cancelled=None):
            said.append(choice)
            return super().garment(source, choice=choice, cancelled=cancelled)

    monkeypatch.setattr(api, "Preprocessor", Listening)
    return said


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
    assert run(tmp_path, *more) == 2
    assert words in complaint(capsys)
    assert not (tmp_path / "out").exists()


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


def test_weights_list_names_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "list"]) == 0
    printed = capsys.readouterr().out
    for key, weight in WEIGHTS.items():
        assert key in printed
        assert weight.licence in printed
    assert "no commercial use" in printed


def test_weights_fetch_offline_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "fetch"]) == 2
    assert "network may not be used" in complaint(capsys)
    assert main(["weights", "fetch", "nonsense"]) == 2
    assert "no weights called nonsense" in complaint(capsys)


def test_weights_verify_finds_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "weights" / "compact" / "layout.safetensors").unlink()
    assert main(["weights", "verify"]) == 0
    (tmp_path / "weights" / "sam_vit_b_01ec64.pth").write_bytes(b"not it")
    capsys.readouterr()
    assert main(["weights", "verify"]) == 2
    assert "sam_vit_b" in complaint(capsys)


def test_weights_convert_prints_the_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.save({"a": torch.ones(2)}, tmp_path / "a.pth")
    assert main(["weights", "convert", f"{tmp_path}/a.pth", f"{tmp_path}/a.safetensors"]) == 0
    printed = capsys.readouterr().out
    assert "sha256 " in printed
    pins = json.loads((tmp_path / "weights.lock").read_text())
    assert pins["a.safetensors"]["sha256"] in printed
    half = ["weights", "convert", "--half", f"{tmp_path}/a.pth", f"{tmp_path}/h.safetensors"]
    assert main(half) == 0
    assert load_file(tmp_path / "h.safetensors")["a"].dtype == torch.float16
    assert main(["weights", "convert", f"{tmp_path}/no.pth", f"{tmp_path}/b.safetensors"]) == 2
    complaint(capsys)


def test_doctor_without_weights_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "weights" / "compact" / "layout.safetensors").unlink()
    assert main(["doctor"]) == 2
    captured = capsys.readouterr()
    assert "compact_layout" in captured.err
    assert "python 3." in captured.out


def test_doctor_is_content_with_a_loadable_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights.WeightStore, "verify", lambda *_: "verified")
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "ready" in said and "torchvision" not in said


def test_doctor_says_what_follows_from_missing_pose_networks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        weights.WeightStore,
        "verify",
        lambda _, key: "missing" if key in BODY_WEIGHTS else "verified",
    )
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "Without pose_detection, pose_landmark, face_near, face_far nobody is found" in said


def test_doctor_names_a_torchvision_that_does_not_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> None:
        raise RuntimeError("operator torchvision::nms does not exist\nmore")

    monkeypatch.setattr(weights.WeightStore, "verify", lambda *_: "verified")
    monkeypatch.setattr(doctor, "import_module", refuse)
    for build, index in (("2.13.0+cpu", "/whl/cpu"), ("2.6.0+cu126", "/whl/cu126"), ("2.7.1", "")):
        monkeypatch.setattr(doctor, "version", lambda name, build=build: build)
        assert main(["doctor"]) == 0
        said = capsys.readouterr().out
        assert f"does not fit torch {build}: " in said and "(operator torchvision::nms" in said
        minor = {"2.13.0+cpu": 28, "2.6.0+cu126": 21, "2.7.1": 22}[build]
        (cure,) = (line for line in said.splitlines() if "pip install" in line)
        assert f"'torchvision==0.{minor}.*'" in cure and cure.endswith(index or "*'")


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
