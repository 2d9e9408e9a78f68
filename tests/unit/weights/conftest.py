"""A folder for weights, and a file that may lie in it."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.support.hub import FakeHub
from tests.support.weight_files import HUB, KEY, NAME, knows, network
from tryon.weights import store as weights
from tryon.weights.table import WEIGHTS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty weights folder; the repository's own is out of sight."""
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    entry = replace(WEIGHTS[KEY], tensors=len(network().state_dict()), sources=())
    monkeypatch.setitem(WEIGHTS, KEY, entry)
    (tmp_path / "weights").mkdir()
    return tmp_path / "weights"


@pytest.fixture
def checkpoint(tmp_path: Path) -> bytes:
    torch.save(network().state_dict(), tmp_path / "checkpoint.pth")
    return (tmp_path / "checkpoint.pth").read_bytes()


@pytest.fixture
def on_hub(
    folder: Path, checkpoint: bytes, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> FakeHub:
    """The Hub, which has the file that the table knows."""
    knows(monkeypatch, checkpoint, HUB)
    hub.files[NAME] = checkpoint
    return hub
