"""Whoever waits, for a lookbook or in the studio, knows their place in line and can leave it."""

import threading

import pytest
from playwright.sync_api import expect

from tests.support.lookbook_page import GREEN, PERSON, RED, ended, fill
from tests.support.page import upload, upload_both, upload_drawn, wait_until
from tests.support.studio_page import mend_hair, open_studio


def test_the_third_lookbook_waits_in_line_and_can_leave_it(open_page, demo):
    demo.engine.pipeline.seconds_per_stage = 0.4
    counts = demo.engine.pipeline.counts
    pages = [open_page(demo.address) for _ in range(3)]
    for page in pages:
        fill(page, demo, [PERSON], [RED, GREEN])
    for page in pages[:2]:
        page.click("#lookbook-run")
        expect(page.locator(".look")).to_have_count(2)
    third = pages[2]
    third.click("#lookbook-run")
    ended(third, "Waiting for a free place: yours is the next")
    expect(third.locator("#lookbook-run")).to_be_disabled()
    third.click("#lookbook-stop")
    ended(third, "Cancelled before the first one was finished")
    expect(third.locator("#lookbook-run")).to_be_enabled()
    # Again, and this time it stays.
    third.click("#lookbook-run")
    ended(third, "Waiting for a free place")
    for page in pages:
        ended(page, "All 2 are done")
    assert counts.finished == 6


def test_the_studio_tells_the_place_in_the_queue_and_a_stop_leaves_it(open_page, demo):
    mending, other = open_page(demo.address), open_page(demo.address)
    open_studio(mending, demo, ran=True)
    mend_hair(mending)
    upload_both(other, demo)
    demo.engine.pipeline.seconds_per_stage = 2.0
    counts = demo.engine.pipeline.counts
    runs = counts.runs
    other.click("#run")
    wait_until(lambda: counts.runs == runs + 1)
    mending.locator(".studio-go [data-run]").click()
    expect(mending.locator(".studio-message")).to_contain_text("Waiting: one run is before yours")
    mending.locator(".studio-go").get_by_role("button", name="Cancel").click()
    expect(mending.locator(".studio-message")).to_contain_text("Cancelled")
    expect(mending.locator(".studio-go [data-run]")).to_be_enabled()
    demo.engine.pipeline.seconds_per_stage = 0.02
    expect(other.locator("#status")).to_contain_text("Done in")
    assert counts.runs == runs + 1


@pytest.fixture
def slow_look(demo, monkeypatch):
    """Has whoever looks at person photos wait until this is set."""
    let = threading.Event()
    look = demo.engine.preprocessor.person

    def slow(*args, **kwargs):
        assert let.wait(60)
        return look(*args, **kwargs)

    monkeypatch.setattr(demo.engine.preprocessor, "person", slow)
    yield let
    let.set()


def listen(page):
    """Has the page keep whatever a visitor can read in the line above the result."""
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector("#status");
          const note = () => window.said.push(status.innerText);
          new MutationObserver(note).observe(status, {
            childList: true, subtree: true, characterData: true, attributes: true });
        }"""
    )


def none_is_before(page):
    """Checks that no run was ever said to be before, and nothing in Gradio's own words."""
    said = " ".join(page.evaluate("window.said"))
    assert "Waiting" in said
    for wrong in ("before yours", "queue:", "processing"):
        assert wrong not in said


def test_who_is_alone_waits_for_nothing_but_the_own_photos(page, demo, slow_look):
    listen(page)
    upload_drawn(page, demo)
    expect(page.locator("#person-notes .busy")).to_be_visible()
    page.click("#run")
    status = page.locator("#status")
    expect(status).to_contain_text("Waiting: your photos are still being looked at…")
    # Longer than whoever is alone is in the queue.
    page.wait_for_timeout(2000)
    expect(status).to_contain_text("Waiting: your photos are still being looked at…")
    slow_look.set()
    expect(status).to_contain_text("Done in")
    none_is_before(page)


def test_photos_of_others_are_no_runs(open_page, demo, slow_look):
    slow_look.set()
    page, other = open_page(demo.address), open_page(demo.address)
    upload_both(page, demo)
    slow_look.clear()
    upload(other, "person", demo.photos / "person_drawn.png")
    expect(other.locator("#person-notes .busy")).to_be_visible()
    listen(page)
    page.click("#run")
    page.wait_for_timeout(2000)
    expect(page.locator("#status")).to_contain_text("Waiting for a free place…")
    slow_look.set()
    expect(page.locator("#status")).to_contain_text("Done in")
    none_is_before(page)
