"""What a visitor does on the page, and what of it is seen."""

import io
import time

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tryon.ui.wording.words import SIDES_DONE


def upload(page, subject, path):
    page.locator(f"#{subject} input[type=file]").set_input_files(path)


def upload_drawn(page, demo):
    """Chooses the drawn photos, and does not wait for what is said of them."""
    upload(page, "person", demo.photos / "person_drawn.png")
    upload(page, "garment", demo.photos / "garment_drawn.png")


def upload_both(page, demo):
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person-notes")).to_contain_text("with pose and body parts")
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")


def run(page, demo):
    upload_both(page, demo)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def seen(locator):
    """What a visitor sees of an element, (H, W, 3) uint8."""
    picture = Image.open(io.BytesIO(locator.screenshot(animations="disabled")))
    return np.asarray(picture.convert("RGB"))


def box_of(locator):
    """Where an element stands, once it can be seen and keeps its place."""
    expect(locator).to_be_visible()
    before, since = None, time.monotonic()
    while before is None or time.monotonic() - since < 0.1:
        now = locator.bounding_box()
        if now != before:
            before, since = now, time.monotonic()
        time.sleep(0.03)
    return before


def at_rest(locator):
    """What a visitor sees of an element once it has not changed for half a second."""
    before, since = seen(locator), time.monotonic()
    while time.monotonic() - since < 0.5:
        now = seen(locator)
        if now.shape != before.shape or (now != before).any():
            before, since = now, time.monotonic()
    return before


def wait_until(holds, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def all_answered(demo, still_s=0.5):
    """Waits until the server has answered whatever it was asked, and is asked nothing more.

    What a menu offers may be filled anew a while after a choice; one that is open then closes.
    """
    queue, since = demo.site.demo._queue, time.monotonic()

    def still():
        nonlocal since
        waiting = [
            event for each in queue.event_queue_per_concurrency_id.values() for event in each.queue
        ]
        if waiting or any(queue.active_jobs):
            since = time.monotonic()
        return time.monotonic() - since > still_s

    wait_until(still)


def ms_until_seen(page, button, seen):
    """How long after a click the page shows what is awaited, in milliseconds of its own clock.

    Args:
        page: The page.
        button: Selector of what is clicked.
        seen: JavaScript that is true once it can be seen.
    """
    return page.evaluate(
        f"""() => new Promise((done) => {{
          const began = performance.now();
          const ended = () => done(performance.now() - began);
          const look = () => ({seen}) ? ended() : requestAnimationFrame(look);
          document.querySelector("{button}").click();
          look();
        }})"""
    )


def cancel_in_the_first_stage(page, demo, button):
    """Clicks a button that runs something, and cancels; returns what was counted of the runs."""
    demo.engine.pipeline.seconds_per_stage = 2.0
    counts = demo.engine.pipeline.counts
    upload_both(page, demo)
    page.click(button)
    wait_until(lambda: counts.runs == 1)
    expect(page.locator("#run")).to_be_disabled()
    page.click("#cancel")
    expect(page.locator("#status")).to_contain_text("Cancelled")
    expect(page.locator(button)).to_be_enabled()
    return counts


def compare(page, demo):
    upload_both(page, demo)
    page.click("#compare")
    expect(page.locator("#status")).to_contain_text(SIDES_DONE)


def other_garment(page):
    page.locator("#garment-examples button").nth(1).click()


def labels(page):
    """The sentences above the result that are seen."""
    return page.locator("#result .made-before:visible")


def choose(page, field, option):
    page.locator(f"#{field} input").click()
    page.get_by_role("option", name=option, exact=True).click()
