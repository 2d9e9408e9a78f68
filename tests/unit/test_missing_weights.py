"""Every refusal of a run whose weights are missing names the button that fetches them."""

import json
from dataclasses import fields, replace
from types import SimpleNamespace

import gradio as gr
import PIL.Image
import pytest

from tests.support.fakes import photo
from tests.support.loops import run_apart
from tryon.config import Settings
from tryon.errors import WeightsMissing
from tryon.ui.inspector.earlier import EarlierRuns
from tryon.ui.lookbook.handlers import LookbookHandlers
from tryon.ui.outputs import OpenedOutputs
from tryon.ui.results.records import History
from tryon.ui.runs.pipeline_menu import PipelineChoice, PipelineMenu
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import RunCache, Visit
from tryon.ui.runs.runner import Runner
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.uploads import Uploads
from tryon.ui.server.worker import Worker
from tryon.ui.studio.clicks import Clicks
from tryon.ui.studio.desk import Desk
from tryon.ui.studio.handlers import StudioHandlers
from tryon.ui.try_on.handlers import Handlers
from tryon.ui.wording.words import FETCH_BUTTONS

NAMED = f"press “{FETCH_BUTTONS['viton-hd']}”"
KEYED = '["fetch_hint", {"button": "@fetch_viton_hd"}]'
HINT = "Get it from its authors."
SIZES = ((64, 48),)
MENU = PipelineMenu(
    (
        PipelineChoice("auto", "Best", SIZES),
        PipelineChoice("viton-hd", "VITON-HD", SIZES, ("ALIAS",), button=FETCH_BUTTONS["viton-hd"]),
        PipelineChoice("rmgn", "RMGN", SIZES, ("RMGN",)),
    ),
    "",
)
# Which session it is; all that the handlers ask of a request.
VISITOR = SimpleNamespace(session_hash="visitor")


@pytest.fixture
def page(tmp_path):
    """The handlers of a page on a machine without weights, and two uploads."""

    def none_here(name, on_download):
        raise WeightsMissing("The generator is not on this machine.", HINT)

    worker, file_store = Worker(none_here), FileStore(tmp_path / "results")
    uploads, run_cache = Uploads(tmp_path / "uploads"), RunCache()
    photos = []
    for seed in (0, 1):
        place = uploads.new_file(b"\x89PNG\r\n\x1a\n")
        PIL.Image.fromarray(photo(seed)).save(place)
        photos.append({"path": str(place)})
    runner, history, earlier = Runner(worker, run_cache), History(file_store), EarlierRuns()
    said = worker, runner, file_store, lambda: MENU
    yield SimpleNamespace(
        photos=photos,
        try_on=Handlers(*said, earlier, history, uploads),
        studio=StudioHandlers(*said, run_cache, earlier, history, Clicks(lambda: None), uploads),
        lookbook=LookbookHandlers(worker, file_store, lambda: MENU, Settings(), history, uploads),
    )
    worker.close()


def try_on(page, pipeline):
    return page.try_on.try_on(*page.photos, pipeline, "", 0, False, "", "", Desk(), 1, VISITOR)


def lookbook(page, pipeline):
    galleries = ([{"image": upload}] for upload in page.photos)
    return page.lookbook.run(*galleries, pipeline, "", VISITOR)


def studio(page, pipeline):
    paths = (upload["path"] for upload in page.photos)
    visit = Visit("token", Request(*paths, "auto", None, 0, None))
    event = gr.EventData(None, {"do": "show", "part": "body", "token": "token", "from": ""})
    return page.studio.run(*page.photos, pipeline, "", 0, "", "", Desk(visit), event, VISITOR)


def said_by(updates):
    """Everything that was said on the way to the end, one text after the other."""

    async def collect():
        said = []
        try:
            async for update in updates:
                said += [part.get("value") if isinstance(part, dict) else part for part in update]
        except gr.Error as error:
            said.append(error.message)
        return " ".join(text for text in said if isinstance(text, str))

    return run_apart(collect())


@pytest.mark.parametrize("room", [try_on, studio, lookbook])
def test_a_refused_run_names_the_button_where_there_is_one(page, room):
    said = said_by(room(page, "viton-hd"))
    # The studio's script is told the key.
    assert NAMED in said or KEYED in said
    assert HINT not in said
    said = said_by(room(page, "rmgn"))
    assert HINT in said
    assert "fetch" not in said


@pytest.mark.parametrize(("lacking", "offered"), [((), True), (("ALIAS",), False)])
def test_a_comparison_is_offered_where_there_is_something_beside(
    page, monkeypatch, lacking, offered
):
    auto, first, second = MENU.choices
    choices = auto, replace(first, missing=lacking), replace(second, missing=())
    monkeypatch.setattr(page.try_on, "_read_menu", lambda: PipelineMenu(choices, ""))
    opened = run_apart(page.try_on.opened())
    names = [each.name for each in fields(OpenedOutputs)]
    assert opened[names.index("compare")]["visible"] is offered


def test_opening_the_studio_names_it_too(page):
    opened = page.studio.opened(*page.photos, "viton-hd", "", 0, "", "", Desk(), VISITOR)
    _, told = run_apart(opened)
    assert json.loads(told)["empty"][-1] == json.loads(KEYED)
