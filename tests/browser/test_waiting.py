"""Whoever waits, for a lookbook or in the studio, knows their place in line and can leave it."""

from playwright.sync_api import expect

from tests.support.lookbook_page import GREEN, PERSON, RED, ended, fill
from tests.support.page import upload_both, wait_until
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
    ended(third, "Stopped before the first one was finished")
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
    mending.get_by_role("button", name="Stop").click()
    expect(mending.locator(".studio-message")).to_contain_text("Stopped")
    expect(mending.locator(".studio-go [data-run]")).to_be_enabled()
    demo.engine.pipeline.seconds_per_stage = 0.02
    expect(other.locator("#status")).to_contain_text("Done in")
    assert counts.runs == runs + 1
