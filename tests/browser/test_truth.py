"""What is shown belongs together: a result and its photos, options, mends; a wait is seen."""

import os
import re
import threading
import time

import pytest
from playwright.sync_api import expect

from tests.support.page import (
    choose,
    compare,
    labels,
    ms_until_seen,
    other_garment,
    run,
    seen,
    upload,
    upload_both,
    wait_until,
)
from tests.support.studio_page import ALL_STEPS, mend_hair, open_studio, settle, to_studio
from tryon.ui.wording.words import COMPARED_BEFORE, MADE_BEFORE, SIDES_DONE

# How opaque an element is with all it stands in, 0 to 1.
FAINTEST = """(element) => {
  let least = 1;
  for (let each = element; each; each = each.parentElement)
    least = Math.min(least, Number(getComputedStyle(each).opacity));
  return least;
}"""


def test_who_waits_sees_it_at_once_with_the_place_and_can_leave(open_page, demo):
    first, second = open_page(demo.address), open_page(demo.address)
    upload_both(first, demo)
    upload_both(second, demo)
    demo.engine.pipeline.seconds_per_stage = 1.5
    counts = demo.engine.pipeline.counts
    first.click("#run")
    wait_until(lambda: counts.runs == 1)
    told = " && ".join(
        (
            "document.querySelector('#status .progress')?.checkVisibility()",
            "document.querySelector('#cancel:not([disabled])')?.checkVisibility()",
            "document.querySelector('#run')?.disabled",
        )
    )
    assert ms_until_seen(second, "#run", told) < 300
    expect(second.locator("#status")).to_contain_text("Waiting: one run is before yours")
    # As dark as any sentence, though Gradio fades what waits for an answer.
    assert second.locator("#status .progress p").evaluate(FAINTEST) == 1
    second.click("#cancel")
    expect(second.locator("#status")).to_contain_text("Cancelled")
    expect(second.locator("#run")).to_be_enabled()
    expect(first.locator("#status")).to_contain_text("Done in")
    assert counts.runs == 1


def test_a_full_queue_frees_the_button_again(page, demo, monkeypatch):
    upload_both(page, demo)
    page.route(
        "**/queue/join*",
        lambda route: route.fulfill(status=503, json={"detail": "The queue is full."}),
    )
    page.click("#run")
    expect(page.locator("#run")).to_be_enabled()
    expect(page.locator("#cancel")).to_be_hidden()
    page.unroute("**/queue/join*")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def test_a_result_says_that_it_is_of_the_photos_before(page, demo):
    run(page, demo)
    expect(labels(page)).to_have_count(0)
    before = seen(page.locator(".compare .frame"))
    other_garment(page)
    expect(labels(page)).to_have_text(MADE_BEFORE["photos"])
    # Dimmed: paler than it was.
    assert abs(seen(page.locator(".compare .frame")).mean() - before.mean()) > 10
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    page.click("#run")
    expect(labels(page)).to_have_count(0)


def test_a_result_says_so_before_the_new_photo_has_been_looked_at(page, demo, monkeypatch):
    run(page, demo)
    looked = threading.Event()
    look = demo.engine.preprocessor.garment

    def slow(*args, **kwargs):
        assert looked.wait(60)
        return look(*args, **kwargs)

    monkeypatch.setattr(demo.engine.preprocessor, "garment", slow)
    try:
        other_garment(page)
        expect(labels(page)).to_have_text(MADE_BEFORE["photos"])
        expect(page.locator("#garment-notes .note")).to_have_count(0)
    finally:
        looked.set()
    expect(page.locator("#garment-notes .note").first).to_be_visible()


def test_a_result_says_that_it_is_of_other_options(page, demo):
    run(page, demo)
    page.get_by_role("button", name="Options").click()
    choose(page, "size", "384 × 512")
    expect(labels(page)).to_have_text(MADE_BEFORE["options"])
    choose(page, "size", "768 × 1024 (usual)")
    expect(labels(page)).to_have_count(0)
    choose(page, "sleeve", "Long")
    expect(labels(page)).to_have_text(MADE_BEFORE["options"])
    page.click("#run")
    expect(labels(page)).to_have_count(0)
    assert demo.engine.pipeline.last_garment.sleeve == "long"


def test_try_it_on_uses_what_was_mended_and_says_so(page, demo):
    open_studio(page, demo, ran=True)
    mend_hair(page)
    expect(labels(page)).to_have_text(MADE_BEFORE["mends"])
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("with your changes from the studio")
    expect(labels(page)).to_have_count(0)
    person = demo.engine.pipeline.last_person
    assert (person.parse_map.labels[850:860, 270:280] == 2).all()  # hair, where the trousers were
    # The studio knows of the run above.
    expect(page.locator(".studio-go [data-run]")).to_have_text("Everything is up to date")
    # There is one result on the page.
    expect(page.locator("#studio img[alt*=result]")).to_have_count(0)


def test_a_refused_run_leaves_nothing_of_the_pair_before(page, demo):
    run(page, demo)
    expect(page.locator("#download-picture")).to_be_enabled()
    upload(page, "person", demo.photos / "blank.png")
    expect(page.locator("#person-notes")).to_contain_text("No person was found")
    page.click("#run")
    expect(page.locator("#status [role=alert]")).to_contain_text("No person was found")
    for gone in ("#result .compare", "#steps", "#download-picture", "#to-studio"):
        expect(page.locator(gone)).to_be_hidden()
    # With a photo that can be used all is as before.
    page.locator("#person-examples button").first.click()
    expect(labels(page)).to_have_text(MADE_BEFORE["photos"])
    expect(page.locator("#download-picture")).to_be_visible()


def test_a_photo_that_was_refused_starts_no_run_and_is_named(page, demo):
    upload_both(page, demo)
    counts = demo.engine.pipeline.counts
    for subject, file in (("person", "blank.png"), ("garment", "text.png")):
        upload(page, subject, demo.photos / file)
        expect(page.locator(f"#{subject}-notes [role=alert]")).to_be_visible()
    page.click("#run")
    said = page.locator("#status .note.bad")
    expect(said).to_have_count(2)
    expect(said.nth(0)).to_contain_text("The person photo cannot be used. No person was found")
    expect(said.nth(1)).to_contain_text("The garment photo cannot be used.")
    expect(page.locator("#run")).to_be_enabled()
    expect(page.locator("#cancel")).to_be_hidden()
    page.wait_for_timeout(300)
    assert counts.runs == 0
    # It is of that photo only.
    upload_both(page, demo)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def test_the_frames_of_the_lookbook_say_what_is_dropped_into_them(page):
    page.get_by_role("tab", name="Lookbook").click()
    frame = page.locator("#lookbook-photos")
    expect(frame).to_contain_text("Drop pictures here")
    expect(frame).not_to_contain_text("Media")


def test_side_by_side_pictures_vanish_with_their_pair(page, demo):
    upload_both(page, demo)
    page.click("#compare")
    expect(page.locator("#sides .sides")).to_be_visible()
    expect(page.locator("#download-sides")).to_be_enabled()
    other_garment(page)
    expect(page.locator("#sides .sides")).to_be_hidden()
    expect(page.locator("#download-sides")).to_be_hidden()


def test_pictures_side_by_side_say_that_the_result_is_newer(page, demo):
    compare(page, demo)
    said, picture = page.locator("#sides .made-before:visible"), page.locator("#sides .frame").last
    expect(said).to_have_count(0)
    before = seen(picture)
    page.click("#run")
    expect(said).to_have_text(COMPARED_BEFORE)
    assert abs(seen(picture).mean() - before.mean()) > 10
    # New ones are of what is there.
    expect(page.locator("#status")).to_contain_text("Done in")
    page.click("#compare")
    expect(said).to_have_count(0)
    expect(page.locator("#status")).to_contain_text(SIDES_DONE)
    to_studio(page)
    mend_hair(page)
    expect(said).to_have_text(MADE_BEFORE["mends"])


def test_a_studio_opened_first_wakes_when_the_photos_come(page, demo):
    page.get_by_role("button", name=re.compile("^Studio")).click()
    expect(page.locator(".studio-empty")).to_contain_text("Choose a person and a garment")
    # Nothing else is there: no tool without a photo.
    expect(page.locator("#studio-editor :is(button, img):visible")).to_have_count(0)
    upload_both(page, demo)
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    expect(page.locator("#studio-editor .studio-empty")).to_be_hidden()
    settle(page)
    mend_hair(page)
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    # Other photos open in its place, with nothing mended.
    other_garment(page)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    page.get_by_label("Remove the garment photo").click()
    expect(page.locator(".studio-empty")).to_contain_text("Choose a person and a garment")


def test_up_to_date_is_said_only_when_it_is(page, demo):
    open_studio(page, demo, ran=True)
    button = page.locator(".studio-go [data-run]")
    expect(button).to_have_text("Everything is up to date")
    page.get_by_role("button", name="Options").click()
    choose(page, "size", "384 × 512")
    expect(button).to_have_text("Run with the options above")
    button.click()
    expect(page.locator(".studio-message")).to_contain_text("Ran ")
    expect(button).to_have_text("Everything is up to date")
    counts = demo.engine.pipeline.counts
    counts.stages.clear()
    choose(page, "sleeve", "Long")
    expect(button).to_be_enabled()
    button.click()
    expect(page.locator(".studio-message")).to_contain_text("Ran Predicted layout")
    assert counts.stages == ALL_STEPS[1:]


def test_what_changes_nothing_is_not_offered(page, demo):
    upload_both(page, demo)
    expect(page.locator("#sleeve input")).to_be_visible()
    expect(page.locator("#garment-notes .note")).to_have_text(
        "Garment found: probably short sleeves and a round neckline."
    )
    # A guess is no success: no green beside it.
    expect(page.locator("#garment-notes .good")).to_have_count(0)
    expect(page.locator("#person-notes .good")).to_have_count(0)
    page.get_by_role("button", name="Options").click()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="RMGN (drawn)").click()
    expect(page.locator("#sleeve input")).to_have_count(0)


@pytest.fixture
def old_files(demo):
    """Makes everything that visitors left behind older than it is kept."""

    def age():
        hours_ago = time.time() - 7200
        for path in (demo.photos.parent / "temporary").rglob("*"):
            os.utime(path, (hours_ago, hours_ago))
        demo.site.clear()

    return age


def test_after_its_hour_every_button_says_that_the_photos_are_gone(page, demo, old_files):
    open_studio(page, demo, ran=True)
    expect(page.locator("#download-picture")).to_be_enabled()
    old_files()
    for button in ("#run", "#compare"):
        page.click(button)
        expect(page.locator("#status [role=alert]")).to_contain_text("deleted after an hour")
        expect(page.locator("#status [role=alert]")).to_contain_text("Choose them again")
    page.get_by_role("tab", name="Garment").click()
    expect(page.locator(".studio-message")).to_contain_text("deleted after an hour")
    expect(page.locator("body")).not_to_contain_text(str(demo.photos.parent))


def test_after_its_hour_a_download_says_that_it_is_gone(page, demo, old_files):
    run(page, demo)
    expect(page.locator("#download-picture")).to_be_enabled()
    old_files()
    page.click("#download-picture")
    expect(page.locator("#status [role=alert]")).to_contain_text("deleted after an hour")
    assert page.url.startswith(demo.address)
