"""What the page makes of a lookbook: cells, steps, zip and sheet."""

import io
import json
import zipfile

import PIL.Image
import pytest

from tests.support.fakes import photo
from tryon.config import Settings
from tryon.errors import Cancelled, NoPersonFound
from tryon.ui.lookbook.job import LookbookJob
from tryon.ui.lookbook.requests import check_lookbook
from tryon.ui.results.records import History
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.uploads import Uploads

CHOICES = (PipelineChoice("auto", "Best", ((64, 48),)),)


@pytest.fixture
def files(tmp_path):
    tmp_path = tmp_path / ("0" * 64)
    tmp_path.mkdir()
    for seed, name in enumerate(("ann", "bob", "tee", "coat")):
        PIL.Image.fromarray(photo(seed)).save(tmp_path / f"{name}.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    PIL.Image.new("RGB", (120, 160)).save(tmp_path / "nobody.png")
    return tmp_path


def new_job(files, persons, garments):
    galleries = [
        [{"image": {"path": str(files / f"{name}.png")}} for name in names.split()]
        for names in (persons, garments)
    ]
    request = check_lookbook(*galleries, "auto", "", CHOICES, Settings(), Uploads(files.parent))
    file_store = FileStore(files / "file_store")
    return LookbookJob(request, file_store, History(file_store))


def made(job, engine):
    job.prepare(engine)
    for index in range(len(job.cells)):
        job.start(index)
        job.work(index, engine, lambda stage, done: None, lambda: False)
    return job


def test_the_shared_photo_is_prepared_once(files, engine):
    job = made(new_job(files, "ann", "tee coat"), engine)
    assert engine.preprocessor.calls == ["person", "garment", "garment"]
    assert [cell.state for cell in job.cells] == ["done", "done"]
    engine.preprocessor.calls.clear()
    made(new_job(files, "ann bob", "tee"), engine)
    assert sorted(engine.preprocessor.calls) == ["garment", "person", "person"]


def test_a_bad_picture_is_a_cell_with_its_sentence(files, engine):
    job = made(new_job(files, "ann", "tee broken coat"), engine)
    assert [cell.state for cell in job.cells] == ["done", "failed", "done"]
    assert job.made == 2
    bad = job.cells[1]
    assert bad.picture is None and bad.steps == ""
    assert "JPEG, PNG or WebP" in bad.words + bad.hint


def test_a_bad_shared_photo_refuses_the_whole(files, engine):
    with pytest.raises(NoPersonFound):
        new_job(files, "nobody", "tee coat").prepare(engine)


def test_every_cell_has_its_own_picture_and_steps(files, engine):
    job = made(new_job(files, "ann", "tee coat"), engine)
    addresses = [address for cell in job.cells for address in (cell.steps, cell.picture.address)]
    assert len(set(addresses)) == 4
    kept = list((files / "file_store").glob("*/steps.html"))
    assert len(kept) == 2
    for path in kept:
        opened = path.read_text()
        assert "before.jpg" in opened and 'class="steps"' in opened
        assert path.parent.name in opened
    # What is not the same in every cell stands in its corner.
    assert "garment" in job.cells[0].inset.alt
    assert "person" in made(new_job(files, "ann bob", "tee"), engine).cells[0].inset.alt


def test_the_zip_holds_every_result_the_report_and_the_sheet(files, engine):
    sheet, archive = made(new_job(files, "ann", "tee broken coat"), engine).pack()
    with zipfile.ZipFile(archive) as members:
        assert set(members.namelist()) == {
            "contact_sheet.png",
            "report.json",
            "person_01_garment_01/result.png",
            "person_01_garment_01/report.json",
            "person_01_garment_03/result.png",
            "person_01_garment_03/report.json",
        }
        assert members.testzip() is None
        assert members.read("contact_sheet.png") == sheet.read_bytes()
        rows = json.loads(members.read("report.json"))["pairs"]
        picture = PIL.Image.open(io.BytesIO(members.read("person_01_garment_01/result.png")))
    assert picture.size == (120, 160)
    assert [bool(row["error"]) for row in rows] == [False, True, False]
    assert [row["garment"] for row in rows] == ["garment 1", "garment 2", "garment 3"]
    assert rows[0]["misalignment_ratio"] == 0.25
    # No name that a visitor's file had.
    assert "tee" not in json.dumps(rows) and "ann" not in json.dumps(rows)


def test_what_is_not_made_when_it_is_stopped_says_so(files, engine):
    job = new_job(files, "ann", "tee coat")
    job.prepare(engine)
    job.work(0, engine, lambda stage, done: None, lambda: False)
    job.start(1)
    with pytest.raises(Cancelled):
        job.work(1, engine, lambda stage, done: None, lambda: True)
    job.stop()
    assert [cell.state for cell in job.cells] == ["done", "dropped"]
    with zipfile.ZipFile(job.pack()[1]) as members:
        assert sum(name.endswith("result.png") for name in members.namelist()) == 1
