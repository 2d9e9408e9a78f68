"""A machine of its own for the command line: fake pipelines, one weight file, no network."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.fakes import FakePreprocessor
from tryon import api
from tryon.weights import store as weights


def set_up(
    monkeypatch: pytest.MonkeyPatch, folder: Path, viton_hd: type, rmgn: type, compact: type
) -> Mapping[str, type]:
    """Puts pipelines in the place of the real ones, with the weights of the default one.

    Returns:
        The registry.
    """
    registry = {"viton-hd": viton_hd, "rmgn": rmgn, "compact": compact}
    monkeypatch.setattr(api, "PIPELINES", registry)
    monkeypatch.setattr(api, "Preprocessor", FakePreprocessor)
    monkeypatch.setattr(weights, "BUNDLED", folder / "bundled")
    monkeypatch.setenv("TRYON_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setenv("TRYON_WEIGHTS_DIR", str(folder / "weights"))
    monkeypatch.setenv("TRYON_OFFLINE", "1")
    (folder / "weights" / "compact").mkdir(parents=True)
    (folder / "weights" / "compact" / "layout.safetensors").touch()
    return registry
