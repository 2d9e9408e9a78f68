"""A run that is asked for while its photos are still on their way waits for them."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.lookbook_page import GREEN, PERSON, RED, add, ended, open_lookbook
from tests.support.page import labels, upload, upload_both
from tryon.ui.wording.words import SIDES_DONE

ON_ITS_WAY = "Waiting for the photo to arrive"


class Held:
    """Uploads that are held on their way until they are let go."""

    def __init__(self, page):
        self.routes = []
        page.route("**/upload?*", lambda route: self.routes.append(route))

    def each(self, page, does):
        for route in self.routes:
            does(route)
        page.unroute("**/upload?*")


def on_its_way(page, demo):
    """Chooses photos of which the person's is on its way; returns what holds it up."""
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    held = Held(page)
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person .uploading")).to_be_visible()
    return held


def pressed_too_soon(page, demo):
    """Presses Try it on while the person's photo is on its way; returns what holds it up."""
    held = on_its_way(page, demo)
    page.click("#run")
    return held


@pytest.mark.parametrize(
    ("size", "scheme"), [((1280, 900), "light"), ((390, 844), "dark")], ids=["wide", "phone"]
)
def test_a_run_waits_for_the_upload_and_takes_the_new_photo(open_page, demo, size, scheme):
    page = open_page(
        demo.address, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    upload_both(page, demo)
    # What is said of the photo before is not said of the one that comes.
    upload(page, "person", demo.photos / "blank.png")
    expect(page.locator("#person-notes [role=alert]")).to_be_visible()
    page.click("#run")
    expect(page.locator("#status .note.bad")).to_be_visible()
    held = Held(page)
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person .uploading")).to_be_visible()
    page.locator("#run").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text(re.compile(ON_ITS_WAY))
    expect(page.locator("#status")).to_be_in_viewport()
    expect(page.locator("#run")).to_be_disabled()
    expect(page.locator("#cancel")).to_be_focused()
    counts = demo.engine.pipeline.counts
    assert counts.runs == 0
    held.each(page, lambda route: route.continue_())
    expect(page.locator("#status")).to_contain_text("Done in")
    expect(page.locator("#run")).to_be_focused()
    expect(labels(page)).to_have_count(0)
    assert counts.runs == 1


def test_waiting_for_an_upload_can_be_cancelled_and_then_nothing_runs(page, demo):
    held = pressed_too_soon(page, demo)
    page.click("#cancel")
    expect(page.locator("#status")).to_contain_text("Cancelled")
    expect(page.locator("#run")).to_be_enabled()
    held.each(page, lambda route: route.continue_())
    expect(page.locator("#person-notes")).to_contain_text("One person found")
    page.wait_for_timeout(500)
    assert demo.engine.pipeline.counts.runs == 0
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def test_the_second_of_two_clicks_does_not_cancel_what_waits_for_an_upload(desk_page, demo):
    held = on_its_way(desk_page, demo)
    # Cancel comes to stand where this button stood.
    desk_page.locator("#compare").dblclick()
    expect(desk_page.locator("#status")).to_have_text(re.compile(ON_ITS_WAY))
    held.each(desk_page, lambda route: route.continue_())
    expect(desk_page.locator("#status")).to_contain_text(SIDES_DONE)


def test_a_photo_that_does_not_arrive_is_said(page, demo):
    held = pressed_too_soon(page, demo)
    held.each(page, lambda route: route.abort())
    expect(page.locator("#status [role=alert]")).to_contain_text("The photo did not arrive.")
    expect(page.locator("#run")).to_be_enabled()
    expect(page.locator("#cancel")).to_be_hidden()
    assert demo.engine.pipeline.counts.runs == 0
    # Once it has, the sentence is gone.
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#status [role=alert]")).to_have_count(0)


def test_a_lookbook_waits_for_its_pictures(page, demo):
    open_lookbook(page)
    add(page, demo, "persons", PERSON)
    held = Held(page)
    gallery = page.locator("#lookbook-garments")
    gallery.locator("input[type=file]").first.set_input_files(
        [demo.photos / name for name in (RED, GREEN)]
    )
    expect(gallery.locator(".uploading")).to_be_visible()
    page.click("#lookbook-run")
    ended(page, ON_ITS_WAY)
    expect(page.locator("#lookbook-run")).to_be_disabled()
    held.each(page, lambda route: route.continue_())
    ended(page, "All 2 are done")
