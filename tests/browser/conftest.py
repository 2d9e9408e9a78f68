import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.support.fake_engine import (
    Counts,
    DrawnRmgnPipeline,
    FakeEngine,
    drawn_garment,
    drawn_person,
)
from tests.support.server import uploaded
from tryon.config import Settings
from tryon.ui import markup
from tryon.ui.runs.pipeline_menu import PipelineChoice, PipelineMenu
from tryon.ui.site import Site
from tryon.ui.wording.words import FETCH_BUTTONS

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--enable-pinch",  # which browsers with a trackpad have
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"viewport": {"width": 1280, "height": 900}, "has_touch": False}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
UPLOAD_MB = 2
NO_LICENCE = "No licence is granted for these weights."
TERMS = "Weights for non-commercial use only."
QUEUE_SIZE = 6
# Long, because a busy machine is no failure.
PATIENCE_MS = 90_000


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Demo:
    """The running page with its fake engines."""

    address: str
    engine: FakeEngine
    rmgn: FakeEngine
    photos: Path
    site: Site


@pytest.fixture(scope="session")
def running_demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    photos = folder / "photos"
    photos.mkdir()
    pictures = {
        "person_drawn.png": drawn_person(),
        "garment_drawn.png": drawn_garment(),
        "garment_green.png": np.where(
            drawn_garment() < 240, np.uint8((30, 140, 60)), np.uint8(246)
        ),
        "blank.png": np.full((400, 300, 3), 200, np.uint8),
        "garment_over.png": drawn_garment()[::-1, ::-1],
        "two_garments.png": np.hstack([drawn_garment(), drawn_garment()]),
        "wide.png": np.hstack([drawn_person(), drawn_person()]),
    }
    for name, pixels in pictures.items():
        Image.fromarray(pixels.astype(np.uint8)).save(photos / name)
    (photos / "text.png").write_text("This is no picture.")
    examples = folder / "examples"
    examples.mkdir()
    for name in ("person_drawn.png", "garment_drawn.png", "garment_green.png"):
        shutil.copy(photos / name, examples / name)

    engine, rmgn = FakeEngine(), FakeEngine(DrawnRmgnPipeline())
    choices = (
        PipelineChoice("auto", "Best that is here", ((1024, 768), (512, 384))),
        PipelineChoice("compact", "Compact (drawn)", ((1024, 768), (512, 384))),
        PipelineChoice(
            "viton-hd",
            "VITON-HD",
            ((1024, 768),),
            ("ALIAS generator",),
            button=FETCH_BUTTONS["viton-hd"],
        ),
        PipelineChoice(
            "rmgn",
            "RMGN (drawn)",
            ((512, 384), (256, 192)),
            (),
            (),
            NO_LICENCE,
            False,
            kinds=(),
        ),
        PipelineChoice(
            "alias",
            "Drawn, with ablation",
            ((1024, 768),),
            ablations=("instance-norm",),
            terms=TERMS,
            seeded=True,
        ),
    )
    rows = [("Network " * 4, "CC-BY-NC-4.0", "x" * 60), ("Linked", "none", "no: github.com/a/b")]
    wide_table = ("Weights", "Licence", "Here"), rows
    site = Site(
        Settings(max_upload_mb=UPLOAD_MB, queue_size=QUEUE_SIZE),
        folder / "temporary",
        engine_factory=lambda name, on_download: rmgn if name == "rmgn" else engine,
        read_menu=lambda: PipelineMenu(choices, markup.table("Networks", *wide_table)),
        examples=examples,
    )
    address = site.open("127.0.0.1")
    # The run that warms up and the one that is measured are none of the tests' runs.
    while engine.pipeline.counts.finished < 2:
        time.sleep(0.05)
    yield Demo(address, engine, rmgn, photos, site)
    site.close()


@pytest.fixture
def demo(running_demo):
    counts = Counts()
    for engine in (running_demo.engine, running_demo.rmgn):
        engine.pipeline.seconds_per_stage = 0.02
        engine.pipeline.counts = counts
    return running_demo


@pytest.fixture
def client(demo):
    with httpx.Client(base_url=demo.address, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine; on Debian: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def guise(pytestconfig):
    """How the page is looked at where a test does not say it: at both widths, light and dark."""
    is_phone, is_dark = (pytestconfig.getoption(name) for name in ("phone", "dark"))
    width = PHONE if is_phone else DESK
    return {**width, "color_scheme": "dark" if is_dark else "light"}


@pytest.fixture
def desk_page(open_page, demo):
    """The page for what is there only on a wide screen with a mouse."""
    return open_page(demo.address, **DESK)


@pytest.fixture
def open_page(chromium, guise):
    """Opens pages; at the end none of them may have failed or asked another host for anything."""
    contexts, requests, failures = [], [], []

    def opened(address: str, **options) -> Page:
        context = chromium.new_context(**{**guise, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: requests.append((address, request.url)))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda line: failures.extend(_refused(line)))
        page.goto(address)
        page.wait_for_selector("#run")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not failures
    own = ("data:", "blob:")
    assert [url for home, url in requests if not url.startswith((home, *own))] == []


def _refused(line):
    """What the content security policy kept the page from."""
    return [line.text] if "Content Security Policy" in line.text else []


@pytest.fixture
def page(open_page, demo):
    return open_page(demo.address)


@pytest.fixture
def uploads(client, demo):
    """The folder of all uploads."""
    path = uploaded(client, demo.photos / "person_drawn.png")["path"]
    return Path(path).parent.parent
