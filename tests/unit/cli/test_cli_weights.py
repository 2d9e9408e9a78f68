"""Weights and the doctor on the command line."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.command_line import complaint
from tryon.cli import doctor
from tryon.cli.main import main
from tryon.weights import store as weights
from tryon.weights.table import BODY_WEIGHTS, WEIGHTS


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
