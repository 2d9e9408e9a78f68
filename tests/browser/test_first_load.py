"""What the page weighs when it is opened for the first time, with the project's own examples."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.support.fake_engine import FakeEngine
from tryon.config import Settings
from tryon.ui.runs.pipeline_menu import PipelineChoice, PipelineMenu
from tryon.ui.site import EXAMPLES, Site

# As long as nothing new comes, the page is complete.
QUIET_MS = 1500


@pytest.fixture(scope="module")
def real_examples(tmp_path_factory):
    choices = (PipelineChoice("auto", "Best that is here", ((1024, 768),)),)
    with pytest.MonkeyPatch.context() as patch:
        # Gradio knows one folder of uploads a process: that of the other tests' page comes back.
        patch.setenv("GRADIO_TEMP_DIR", "")
        site = Site(
            Settings(),
            tmp_path_factory.mktemp("first-load"),
            engine_factory=lambda name, on_download: FakeEngine(),
            read_menu=lambda: PipelineMenu(choices, ""),
        )
        yield site.open("127.0.0.1")
        site.close()


def test_the_first_load_is_under_a_megabyte_and_a_half(chromium, real_examples):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    urls, sizes = {}, Counter()
    network.on(
        "Network.responseReceived",
        lambda event: urls.update({event["requestId"]: event["response"]["url"]}),
    )
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(real_examples)
    thumbnails = page.locator(":is(#person-examples, #garment-examples) img")
    expect(thumbnails).to_have_count(len([*EXAMPLES.glob("*.jpg")]))
    # Every picture is there before what is still to come is waited for.
    page.wait_for_function(
        "count => [...document.querySelectorAll('#person-examples img, #garment-examples img')]"
        ".filter(image => image.complete && image.naturalWidth).length >= count",
        arg=thumbnails.count(),
    )
    seen = -1
    while seen != len(sizes):
        seen = len(sizes)
        page.wait_for_timeout(QUIET_MS)
    by_url = Counter({urls[key]: size for key, size in sizes.items()})
    assert 500_000 < by_url.total() < 1_500_000, by_url.most_common(9)
    pictures = {url: size for url, size in by_url.items() if "/file=" in url}
    # Thumbnails and no more: the photos themselves come when they are chosen.
    assert len(pictures) == thumbnails.count()
    assert max(pictures.values()) < 10_000
    assert by_url[f"{real_examples}"] < 100_000
    page.locator("#garment-examples button").nth(1).click()
    frame = page.locator("#garment .image-frame img")
    assert frame.evaluate("async (image) => (await image.decode(), image.naturalWidth)") == 768
    context.close()
