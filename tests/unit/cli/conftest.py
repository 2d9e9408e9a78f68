"""A machine with two pipelines, and what is said to them."""

from pathlib import Path

import PIL.Image
import pytest

from tests.support.fakes import (
    BodilessFakePipeline,
    FakePipeline,
    FakePreprocessor,
    OtherFakePipeline,
    photo,
)
from tests.support.machine import set_up
from tryon import api
from tryon.cli import doctor
from tryon.types import AS_IT_LOOKS, GarmentChoice


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with two pipelines, the weights of the default one, and no network."""
    registry = set_up(monkeypatch, tmp_path, OtherFakePipeline, BodilessFakePipeline, FakePipeline)
    monkeypatch.setattr(doctor, "PIPELINES", registry)
    monkeypatch.setattr(doctor, "import_module", lambda name: None)
    monkeypatch.setattr(FakePipeline, "sizes", ((1024, 768), (512, 384)))
    for folder in ("persons", "garments"):
        (tmp_path / folder).mkdir()
    for seed, name in enumerate(("persons/ann.png", "persons/bob.png", "garments/tee.png")):
        PIL.Image.fromarray(photo(seed)).save(tmp_path / name)
    PIL.Image.new("RGB", (120, 160)).save(tmp_path / "persons" / "nobody.png")


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
