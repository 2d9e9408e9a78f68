"""The engine behind the batch command and the page's lookbook."""

import json
from pathlib import Path

import PIL.Image
import pytest

from tests.support.fakes import BodilessFakePipeline, FakePipeline, FakePreprocessor, photo
from tryon.batch.lookbook import Lookbook, Photos
from tryon.batch.pairs import Pair
from tryon.engines.try_on import TryOn
from tryon.errors import Cancelled, TryOnError
from tryon.outputs.results import write_result
from tryon.stages import Progress
from tryon.types import GarmentChoice


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, Path]:
    for seed, name in enumerate(("ann", "bob", "tee", "shirt", "coat")):
        PIL.Image.fromarray(photo(seed)).save(tmp_path / f"{name}.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    PIL.Image.new("RGB", (120, 160)).save(tmp_path / "nobody.png")
    return {path.stem: path for path in tmp_path.glob("*.png")}


def worked_off(engine, photos, out, *pairs, book=None, **options):
    book = book or Lookbook(out, 0)
    return [
        book.dress(
            engine,
            Pair(person, garment, f"{person}_{garment}"),
            Photos(photos[person], photos[garment]),
            lambda result, name=f"{person}_{garment}": write_result(result, out / name),
            **options,
        )[0]
        for person, garment in pairs
    ]


def test_the_shared_side_is_prepared_once(engine, photos, tmp_path) -> None:
    pairs = [("ann", name) for name in ("tee", "shirt", "coat")]
    rows = worked_off(engine, photos, tmp_path / "out", *pairs)
    assert [row.error for row in rows] == ["", "", ""]
    assert engine.preprocessor.calls == ["person", "garment", "garment", "garment"]
    engine.preprocessor.calls.clear()
    worked_off(engine, photos, tmp_path / "other", ("ann", "tee"), ("bob", "tee"))
    assert engine.preprocessor.calls == ["person", "garment", "person"]


def test_a_bad_picture_costs_its_own_pair_only(engine, photos, tmp_path) -> None:
    out = tmp_path / "out"
    rows = worked_off(engine, photos, out, ("ann", "tee"), ("ann", "broken"), ("ann", "coat"))
    assert [bool(row.error) for row in rows] == [False, True, False]
    assert "JPEG, PNG or WebP" in rows[1].error + rows[1].hint
    assert rows[1].misalignment_ratio is None
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["ann_coat", "ann_tee"]
    said = json.loads((out / "report.json").read_text())["pairs"]
    assert [row["folder"] for row in said] == ["ann_tee", "ann_broken", "ann_coat"]


def test_a_bad_shared_side_is_looked_at_once(engine, photos, tmp_path) -> None:
    rows = worked_off(
        engine, photos, tmp_path / "out", ("nobody", "tee"), ("nobody", "coat"), ("ann", "coat")
    )
    assert [row.error for row in rows[:2]] == ["No person was found in the person photo."] * 2
    assert rows[2].error == ""
    assert engine.preprocessor.calls == ["person", "person", "garment"]


def test_the_report_is_complete_after_every_pair(engine, photos, tmp_path) -> None:
    out = tmp_path / "out"
    book = Lookbook(out, 0)
    for count, pair in enumerate((("ann", "tee"), ("ann", "coat")), 1):
        worked_off(engine, photos, out, pair, book=book)
        assert len(json.loads((out / "report.json").read_text())["pairs"]) == count


def test_cancelling_stops_before_the_next_stage_and_is_no_failed_pair(
    engine, photos, tmp_path
) -> None:
    stages: list[str] = []

    def on_stage(stage: str, done: float) -> None:
        stages.append(stage)

    with pytest.raises(Cancelled):
        worked_off(
            engine,
            photos,
            tmp_path / "out",
            ("ann", "tee"),
            progress=Progress(on_stage, lambda: "layout" in stages),
        )
    assert stages == ["person", "garment", "layout"]
    assert not (tmp_path / "out").exists()


def test_an_unforeseen_error_and_a_result_that_cannot_be_kept_cost_one_pair(
    engine, photos, tmp_path, monkeypatch
) -> None:
    book = Lookbook(tmp_path / "out", 0)

    def full(result) -> None:
        raise TryOnError("The disk is full.", "Make room.")

    pair = Pair("ann", "tee", "one")
    row, _ = book.dress(engine, pair, Photos(photos["ann"], photos["tee"]), full)
    assert (row.error, row.hint) == ("The disk is full.", "Make room.")
    monkeypatch.setattr(FakePipeline, "error", ZeroDivisionError())
    row, _ = book.dress(engine, pair, Photos(photos["ann"], photos["tee"]), full)
    assert "unexpected" in row.error


def test_a_pair_that_is_done_is_taken_from_the_report(engine, photos, tmp_path) -> None:
    out = tmp_path / "out"
    first = worked_off(engine, photos, out, ("ann", "tee"))
    engine.preprocessor.calls.clear()
    again = worked_off(engine, photos, out, ("ann", "tee"))
    assert [row.recipe for row in again] == [row.recipe for row in first]
    assert engine.preprocessor.calls == []
    worked_off(engine, photos, out, ("ann", "tee"), book=Lookbook(out, 1))
    assert engine.preprocessor.calls == ["person", "garment"]


def test_the_time_of_preparing_is_part_of_the_result(engine, photos, tmp_path) -> None:
    kept = []
    book = Lookbook(tmp_path / "out", 0)
    book.dress(engine, Pair("ann", "tee", "one"), Photos(photos["ann"], photos["tee"]), kept.append)
    assert list(kept[0].timings_ms) == ["person", "garment", "layout", "synthesis"]


def test_a_published_mask_is_read_instead_of_finding_one(engine, photos, tmp_path) -> None:
    read: list[tuple[Path, Path]] = []

    def read_masked(photo: Path, mask: Path):
        read.append((photo, mask))
        return engine.preprocessor.garment(photo)

    book = Lookbook(tmp_path / "out", 0, read_masked, choice=GarmentChoice(sleeve="long"))
    files = Photos(photos["ann"], photos["tee"], photos["coat"])
    row, _ = book.dress(engine, Pair("ann", "tee", "one"), files, lambda result: None)
    assert read == [(photos["tee"], photos["coat"])]
    assert row.garment_from == "published"
    # What is said of the garment counts there, too.
    assert book.garment(engine, photos["tee"], photos["coat"]).sleeve == "long"


def test_which_of_several_is_meant_is_asked_of_each_photo(engine, photos, tmp_path) -> None:
    meant = {("ann", "person"): 3, ("tee", "garment"): 2}
    book = Lookbook(tmp_path / "out", 0, chosen=lambda path, about: meant.get((path.stem, about)))
    book.person(engine, photos["ann"])
    book.garment(engine, photos["tee"])
    assert (engine.preprocessor.index, engine.preprocessor.choice.index) == (3, 2)
    book.garment(engine, photos["ann"])
    assert engine.preprocessor.choice.index is None


def test_a_pipeline_that_needs_no_body_takes_what_another_refuses(photos, tmp_path) -> None:
    preprocessor = FakePreprocessor(None)
    book = Lookbook(tmp_path / "out", 0)
    files = Photos(photos["nobody"], photos["tee"])
    errors = []
    for kind in (FakePipeline, BodilessFakePipeline, FakePipeline):
        pair = Pair("nobody", "tee", f"{kind.__name__}{len(errors)}")
        engine = TryOn(kind(None, "cpu"), preprocessor)
        errors.append(book.dress(engine, pair, files, lambda result: None)[0].error)
    assert [bool(error) for error in errors] == [True, False, True]
    # Looked at once for each kind of pipeline.
    assert preprocessor.calls.count("person") == 2


def test_cancelling_ends_the_decoding_of_a_photo_and_is_no_property_of_it(
    engine, photos, tmp_path, monkeypatch
) -> None:
    book, asked = Lookbook(tmp_path / "out", 0), []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    with monkeypatch.context() as apart:
        apart.setattr("tryon.pictures.decoding.ORDINARY_PIXELS", 0)
        with pytest.raises(Cancelled):
            watched = Progress(cancelled=cancelled)
            worked_off(
                engine, photos, tmp_path / "out", ("ann", "tee"), book=book, progress=watched
            )
    assert len(asked) == 2
    (row,) = worked_off(engine, photos, tmp_path / "out", ("ann", "tee"), book=book)
    assert row.error == ""
