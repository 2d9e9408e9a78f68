"""A small network's weight file in the place of a published one."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from tryon.config import Settings
from tryon.weights.entries import HubSource
from tryon.weights.store import WeightStore
from tryon.weights.table import WEIGHTS

KEY = "viton_hd_gmm"
NAME = "gmm_final.pth"
HUB = HubSource("owner/name", NAME)


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))


def store(folder: Path, **changes: object) -> WeightStore:
    options = {"weights_dir": folder, "cache_dir": folder.parent / "cache", **changes}
    return WeightStore(Settings(**options))


def knows(monkeypatch: pytest.MonkeyPatch, data: bytes, *sources: object) -> None:
    """Gives the table's entry a hash and sources."""
    known = hashlib.sha256(data).hexdigest()
    entry = replace(WEIGHTS[KEY], sha256=known, size=len(data), sources=sources)
    monkeypatch.setitem(WEIGHTS, KEY, replace(entry, commercial_use=True))
