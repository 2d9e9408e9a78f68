"""Weights of a user's own Hub repository, of the page's button, and of a Space's list."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.support.hub import FakeHub, ask_hub_at
from tests.support.loops import run_apart
from tryon import api
from tryon.config import Settings
from tryon.ui.about import fetching as module
from tryon.ui.about.fetching import Fetching
from tryon.ui.runs.menus import menu
from tryon.ui.runs.pipeline_menu import menu_reader
from tryon.ui.server.worker import Worker
from tryon.ui.site import Site
from tryon.ui.wording.speaking import say
from tryon.weights.entries import HubSource
from tryon.weights.store import WeightStore
from tryon.weights.table import WEIGHTS

VITON_HD = ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """No weights on this machine but those of the repository, and small files of one tensor."""
    for key in (*VITON_HD, "sam_vit_b"):
        source = HubSource("mirror/weights", WEIGHTS[key].filename)
        small = replace(WEIGHTS[key], tensors=1, sha256=None, sources=(source,))
        monkeypatch.setitem(WEIGHTS, key, small)
    return Settings(weights_dir=tmp_path / "weights", cache_dir=tmp_path / "cache")


@pytest.fixture
def files(hub: FakeHub, tmp_path: Path) -> FakeHub:
    torch.save({"weight": torch.zeros(2)}, tmp_path / "file.pth")
    for key in (*VITON_HD, "sam_vit_b"):
        hub.files[WEIGHTS[key].filename] = (tmp_path / "file.pth").read_bytes()
    return hub


@pytest.fixture
def worker():
    worker = Worker(lambda name, on_download: None)
    yield worker
    worker.close()


def test_a_named_repository_counts_for_auto_the_menu_and_side_by_side(
    settings: Settings, files: FakeHub
) -> None:
    assert "viton-hd" not in api.available_pipelines(WeightStore(settings))
    named = replace(settings, hub_repo="owner/name")
    store = WeightStore(named)
    # It holds no file of RMGN's.
    assert api.pipelines_to_compare(store) == ["viton-hd", "compact"]
    # Asked once, and nothing is fetched yet; the client asks the Hub other things of its own.
    asked = [path for _, path in files.requests if "owner/name" in path]
    assert asked == ["/api/models/owner/name"]
    pipeline_menu = menu_reader(named)()
    choices = {choice.name: choice for choice in pipeline_menu.choices}
    assert choices["auto"].title.endswith(": VITON-HD")
    assert not choices["viton-hd"].missing and choices["rmgn"].missing
    titles = dict(reversed(choice) for choice in menu(pipeline_menu.choices)["choices"])
    assert titles["viton-hd"] == f"VITON-HD (616 {say('menu_fetch')})"
    assert titles["auto"] == f"VITON-HD (616 {say('menu_fetch_best')})"
    # "auto" fetches them.
    assert api.choose_pipeline("auto", store) == "viton-hd"
    assert all(store.is_present(key) for key in VITON_HD)
    offline = WeightStore(replace(named, offline=True, weights_dir=settings.cache_dir / "none"))
    assert api.available_pipelines(offline) == ["compact"]


def test_a_repository_that_cannot_be_reached_or_keeps_nothing_is_passed_over(
    settings: Settings, files: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = replace(settings, hub_repo="owner/name")
    store = WeightStore(named)
    assert store.is_within_reach("viton_hd_alias")
    del files.files["alias_final.pth"]
    assert api.choose_pipeline("auto", store) == "compact"
    ask_hub_at(monkeypatch, 9)
    assert api.available_pipelines(WeightStore(named)) == ["compact"]


def fetched(fetching: Fetching, name: str) -> list[str]:
    async def collect() -> list[str]:
        return [said async for said in fetching.fetch(name)]

    return run_apart(collect())


def test_the_button_fetches_after_the_terms_were_shown(
    settings: Settings, files: FakeHub, worker: Worker
) -> None:
    anew: list[str] = []
    fetching = Fetching(worker, settings, lambda: anew.append("chosen"))
    sam, sam_terms, viton, viton_terms = run_apart(fetching.offered())
    assert sam["visible"] and viton["visible"]
    assert "Apache-2.0, commercial use is allowed" in sam_terms["value"]
    for words in ("616 MB", "CC BY-NC 4.0", "non-commercial", "mirror/weights", "not the authors"):
        assert words in viton_terms["value"], words
    assert files.requests == []
    told = fetched(fetching, "viton-hd")
    assert 'role="progressbar"' in told[0] and "Fetched and checked" in told[-1]
    assert all(WeightStore(settings).is_present(key) for key in VITON_HD)
    assert anew == ["chosen"]
    assert [update.get("visible") for update in run_apart(fetching.offered())][::2] == [True, False]


def test_nothing_is_fetched_for_strangers_or_without_a_network(
    settings: Settings, files: FakeHub, worker: Worker
) -> None:
    for change in ({"offline": True}, {"behind_proxy": True}, {"hosts": ("example.org",)}):
        fetching = Fetching(worker, replace(settings, **change), lambda: None)
        assert not any(update.get("visible") for update in run_apart(fetching.offered())[::2])
        (said,) = fetched(fetching, "sam")
        assert "Nothing is fetched for visitors" in said
    assert files.requests == []


def test_what_cannot_be_fetched_is_said(
    settings: Settings, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_hub_at(monkeypatch, 9)
    said = fetched(Fetching(worker, settings, lambda: None), "sam")
    assert "could not be fetched" in said[-1] and 'role="alert"' in said[-1]


def test_a_space_fetches_what_is_listed_when_it_starts(
    settings: Settings, files: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    monkeypatch.setenv("TRYON_FETCH", "sam_vit_b, nonsense, viton_hd_seg")
    listed = replace(settings, fetch=Settings.from_environment().fetch)
    site = Site(listed, tmp_path / "temporary", engine_factory=lambda name, tell: None)
    try:
        site._fetch_listed(lambda: False)
    finally:
        site.close()
    store = WeightStore(settings)
    assert [store.is_present(key) for key in ("sam_vit_b", *VITON_HD)] == [True, True, False, False]
    assert "nonsense was not fetched" in caplog.text


def test_rmgn_is_in_no_bundle() -> None:
    """Nobody granted a licence for it."""
    keys = {key for _, keys in module.BUNDLES.values() for key in keys}
    assert keys == {"sam_vit_b", *VITON_HD}
