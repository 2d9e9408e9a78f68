"""The Python API in front of a pipeline."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import torch

import tryon
from tests.support.fakes import (
    CANVAS,
    PAIR_NOTICE,
    FakePipeline,
    FakePreprocessor,
    OtherFakePipeline,
    photo,
)
from tryon import api
from tryon.api import load_pipeline
from tryon.config import PACKAGE_ROOT
from tryon.engines.try_on import TryOn
from tryon.errors import Cancelled, OutOfMemory, TryOnError, WeightsCorrupt, WeightsMissing
from tryon.weights import store as weights


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two pipelines of which the weights decide what is there; returns the weights folder."""
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    monkeypatch.setattr(api, "PIPELINES", {"viton-hd": OtherFakePipeline, "compact": FakePipeline})
    monkeypatch.setattr(api, "Preprocessor", FakePreprocessor)
    monkeypatch.setenv("TRYON_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "weights" / "compact").mkdir(parents=True)
    return tmp_path / "weights"


def test_paths_pictures_arrays_and_bytes_are_the_same(engine: TryOn, tmp_path: Path) -> None:
    PIL.Image.fromarray(photo(1)).save(tmp_path / "person.png")
    path = tmp_path / "person.png"
    sources = [str(path), path, path.read_bytes(), PIL.Image.open(path), photo(1)]
    results = [engine(source, photo(2)) for source in sources]
    for result in results:
        assert np.array_equal(result.canvas, results[0].canvas)


def test_prepared_inputs_are_not_prepared_again(engine: TryOn) -> None:
    person = engine.preprocessor.person(photo(1))
    garment = engine.preprocessor.garment(photo(2))
    result = engine(person, garment)
    assert engine.preprocessor.calls == ["person", "garment"]
    assert list(result.timings_ms) == ["layout", "synthesis"]
    assert list(engine(photo(1), photo(2)).timings_ms) == [
        "person",
        "garment",
        "layout",
        "synthesis",
    ]


def test_the_chosen_person_reaches_the_preprocessing(engine: TryOn) -> None:
    engine(photo(1), photo(2), person_index=3)
    assert engine.preprocessor.index == 3
    engine(photo(1), photo(2))
    assert engine.preprocessor.index is None


def test_the_chosen_garment_reaches_the_preprocessing(engine: TryOn) -> None:
    engine(photo(1), photo(2), garment_index=2)
    assert engine.preprocessor.choice.index == 2
    engine(photo(1), photo(2))
    assert engine.preprocessor.choice.index is None


def test_seed_decides_the_result(engine: TryOn) -> None:
    first, again, other = (engine(photo(1), photo(2), seed=seed).canvas for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_notices_of_the_pair_ride_on_the_result(engine: TryOn) -> None:
    assert PAIR_NOTICE in engine(photo(1), photo(1)).notices
    assert PAIR_NOTICE not in engine(photo(1), photo(2)).notices


def test_stages_are_told_in_order(engine: TryOn) -> None:
    told: list[tuple[str, float]] = []
    engine(photo(1), photo(2), on_stage=lambda name, done: told.append((name, done)))
    assert told == [("person", 0), ("garment", 0), ("layout", 0), ("synthesis", 0.5)]


def test_cancel_stops_before_the_next_step(engine: TryOn) -> None:
    with pytest.raises(Cancelled):
        engine(photo(1), photo(2), cancelled=lambda: True)
    assert engine.preprocessor.calls == []
    with pytest.raises(Cancelled):
        engine(photo(1), photo(2), cancelled=lambda: len(engine.preprocessor.calls) == 2)


def test_unknown_size_names_the_known_ones(engine: TryOn) -> None:
    with pytest.raises(TryOnError, match="does not run at 100x100") as caught:
        engine(photo(1), photo(2), size=(100, 100))
    assert "64x48" in caught.value.hint
    assert engine(photo(1), photo(2), size=CANVAS).size == CANVAS


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried 9 bytes"),
    ],
)
def test_out_of_memory_is_named_and_the_next_run_works(engine: TryOn, error: Exception) -> None:
    engine.pipeline.error = error
    with pytest.raises(OutOfMemory):
        engine(photo(1), photo(2))
    engine.pipeline.error = None
    assert engine(photo(1), photo(2)).image.shape == (160, 120, 3)


def test_other_runtime_errors_are_not_disguised(engine: TryOn) -> None:
    engine.pipeline.error = RuntimeError("a bug")
    with pytest.raises(RuntimeError, match="a bug"):
        engine(photo(1), photo(2))


def test_auto_takes_the_best_pipeline_whose_weights_are_here(registry: Path) -> None:
    (registry / "compact" / "layout.safetensors").touch()
    assert load_pipeline(weights_dir=registry).pipeline.name == "compact"
    tensors = {f"tensor {number}": torch.zeros(1) for number in range(46)}
    torch.save(tensors, registry / "seg_final.pth")
    assert load_pipeline(weights_dir=str(registry)).pipeline.name == "viton-hd"
    assert load_pipeline("compact", weights_dir=registry).pipeline.name == "compact"


def test_unknown_pipeline_names_the_known_ones(registry: Path) -> None:
    with pytest.raises(TryOnError, match="no pipeline called nonsense") as caught:
        load_pipeline("nonsense", weights_dir=registry)
    assert "auto, viton-hd, compact" in caught.value.hint


def test_without_weights_the_real_default_refuses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    monkeypatch.setenv("TRYON_CACHE_DIR", str(tmp_path / "cache"))
    with pytest.raises(WeightsMissing, match=r"layout\.safetensors"):
        load_pipeline(weights_dir=tmp_path, offline=True)


def test_public_names_come_when_they_are_asked_for() -> None:
    assert tryon.load_pipeline is load_pipeline
    with pytest.raises(AttributeError):
        _ = tryon.nonsense


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = (
        "import sys, tryon; heavy = {'torch', 'gradio', 'ai_edge_litert', 'cv2', 'numpy'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE_ROOT, check=False)
    assert done.returncode == 0


def test_side_by_side_runs_all_that_are_here_and_reads_each_photo_once(registry: Path) -> None:
    (registry / "compact" / "layout.safetensors").touch()
    (registry / "seg_final.pth").touch()
    together = tryon.load_side_by_side(weights_dir=registry, offline=True)
    told: list[float] = []
    found = together(photo(1), photo(2), seed=3, on_stage=lambda stage, done: told.append(done))
    assert list(found.results) == ["viton-hd", "compact"]
    assert [result.seed for result in found.results.values()] == [3, 3]
    assert np.array_equal(found.photo, photo(1))
    assert told == sorted(told) and 0.5 <= told[-1] < 1
    engines = [together._engine(name) for name in found.results]
    assert engines[0].preprocessor is engines[1].preprocessor
    prepared = engines[0].preprocessor.person(photo(5))
    assert np.array_equal(together(prepared, photo(2)).photo, photo(5))


def test_side_by_side_a_damaged_file_costs_its_own_pipeline(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (registry / "compact" / "layout.safetensors").touch()
    (registry / "seg_final.pth").touch()

    def damaged(self: object, store: object, device: object) -> None:
        raise WeightsCorrupt("viton_hd_seg is damaged.", "Fetch it again.")

    monkeypatch.setattr(OtherFakePipeline, "__init__", damaged)
    found = tryon.load_side_by_side(weights_dir=registry, offline=True)(photo(1), photo(2))
    assert list(found.results) == ["compact"]
    assert found.outcomes[0].refusal.message == "viton_hd_seg is damaged."


def test_side_by_side_without_any_weights_says_so(registry: Path) -> None:
    with pytest.raises(WeightsMissing):
        tryon.load_side_by_side(weights_dir=registry, offline=True)(photo(1), photo(2))
