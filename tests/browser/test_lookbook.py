"""The lookbook in Chromium, with an engine that only draws."""

import json
import zipfile

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.support.fake_engine import DrawnPreprocessor
from tests.support.lookbook_page import (
    GREEN,
    PERSON,
    RED,
    add,
    at_the_second_of_three,
    ended,
    fill,
    open_lookbook,
)
from tests.support.page import box_of, run, seen, upload_both, wait_until

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def calls(monkeypatch):
    """Which photos were prepared, in order."""
    made = []
    for name in ("person", "garment"):
        original = getattr(DrawnPreprocessor, name)

        def counted(self, source, name=name, original=original, **options):
            made.append(name)
            return original(self, source, **options)

        monkeypatch.setattr(DrawnPreprocessor, name, counted)
    return made


def test_one_person_many_garments(page, demo, calls):
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    page.click("#lookbook-run")
    ended(page, "All 3 are done")
    assert calls == ["person", "garment", "garment", "garment"]
    looks = page.locator(".look.done")
    expect(looks).to_have_count(3)
    expect(looks.first.locator(".look-words")).to_contain_text("% of the clothing area")
    for picture in looks.locator("img").all():
        assert picture.get_attribute("alt")
        assert picture.evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 0
    colours = [seen(looks.nth(index).locator("img.result")) for index in range(2)]
    middle = [picture[picture.shape[0] // 2, picture.shape[1] // 2] for picture in colours]
    assert [int(rgb.argmax()) for rgb in middle] == [0, 1]


def test_a_bad_picture_is_a_cell_with_its_sentence_and_stops_nothing(page, demo):
    fill(page, demo, [PERSON], [RED, "text.png", GREEN])
    page.click("#lookbook-run")
    ended(page, "2 of 3 are done")
    expect(page.locator(".look").nth(1)).to_have_class("look failed")
    expect(page.locator(".look.failed")).to_contain_text("JPEG, PNG or WebP")
    expect(page.locator(".look.done")).to_have_count(2)


def test_a_shared_photo_without_anybody_is_refused_at_once(page, demo):
    fill(page, demo, ["blank.png"], [RED, GREEN])
    page.click("#lookbook-run")
    expect(page.locator("#lookbook-status [role=alert]")).to_contain_text("No person was found")
    expect(page.locator("#lookbook-run")).to_be_enabled()
    assert demo.engine.pipeline.counts.runs == 0


def test_without_pictures_it_says_what_is_missing(page, demo):
    open_lookbook(page)
    page.click("#lookbook-run")
    expect(page.locator("#lookbook-status")).to_contain_text("one person and one garment")
    page.click("#lookbook-examples")
    expect(page.get_by_role("button", name="Chosen garment 2")).to_be_visible()
    expect(page.locator("#lookbook-status [role=alert]")).to_be_hidden()


def test_stop_stops_at_the_next_stage_and_keeps_what_is_done(page, demo):
    counts = at_the_second_of_three(page, demo)
    page.click("#lookbook-stop")
    ended(page, "Cancelled")
    expect(page.locator(".look.dropped")).to_have_count(2)
    wait_until(lambda: counts.at_once == 0)
    page.wait_for_timeout(1500)
    assert (counts.runs, counts.finished) == (2, 1)
    expect(page.locator("#lookbook-zip")).to_be_visible()
    expect(page.locator("#lookbook-run")).to_be_enabled()


def test_leaving_the_page_stops_the_lookbook(open_page, demo):
    demo.engine.pipeline.seconds_per_stage = 0.5
    counts = demo.engine.pipeline.counts
    page = open_page(demo.address)
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    page.click("#lookbook-run")
    wait_until(lambda: counts.runs == 1)
    page.close()
    wait_until(lambda: counts.at_once == 0)
    page_done = counts.finished
    assert counts.runs == 1 and page_done == 0


def test_another_visitors_run_comes_between_two_pairs(open_page, demo):
    demo.engine.pipeline.seconds_per_stage = 0.3
    counts = demo.engine.pipeline.counts
    book, single = open_page(demo.address), open_page(demo.address)
    upload_both(single, demo)
    fill(book, demo, [PERSON], [RED, GREEN] * 4)
    book.click("#lookbook-run")
    wait_until(lambda: counts.runs == 1)
    single.click("#run")
    expect(single.locator("#status")).to_contain_text("Done in")
    # At most the pair that ran and one that was just begun.
    assert book.locator(".look.done").count() <= 3
    assert counts.most_at_once == 1
    ended(book, "All 8 are done")


def test_a_cell_opens_its_steps_by_click_and_by_keyboard(page, demo):
    fill(page, demo, [PERSON], [RED, GREEN])
    page.click("#lookbook-run")
    ended(page, "All 2 are done")
    page.locator(".look button").nth(1).focus()
    page.keyboard.press("Enter")
    opened = page.locator(".opened")
    expect(opened.locator("h2").first).to_have_text("Green")
    expect(opened.locator("h2").first).to_be_focused()
    expect(opened.locator(".steps .step")).not_to_have_count(0)
    expect(opened.locator(".inspector .fact")).to_be_visible()
    expect(opened.locator(".compare .frame")).to_be_visible()
    opened.locator(".inspector .spots [data-spot='1']").click()
    assert "--zoom" in opened.locator(".inspector").get_attribute("style")
    expect(page.locator(".look button").nth(1)).to_have_attribute("aria-pressed", "true")
    opened.get_by_role("button", name="Close").click()
    expect(opened.locator("*")).to_have_count(0)
    expect(page.locator(".look button").nth(1)).to_be_focused()
    page.locator(".look button").first.click()
    expect(opened.locator("h2").first).to_have_text("Drawn")


def test_a_cell_goes_on_in_the_other_tab(page, demo):
    fill(page, demo, [PERSON], [RED, GREEN])
    page.click("#lookbook-run")
    ended(page, "All 2 are done")
    # The words below a picture open it, too.
    page.locator(".look-words").nth(1).click()
    opened = page.locator(".opened")
    expect(opened.locator("h2").first).to_have_text("Green")
    with page.expect_download() as download:
        opened.locator(".downloads a").click()
    assert download.value.suggested_filename.endswith("_tryon.png")
    opened.get_by_role("button", name="Mend in the studio").click()
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    expect(page.locator("#result .compare")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-made", "")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()


def test_cells_that_were_gone_on_from_are_kept_among_the_results(page, demo):
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    page.click("#lookbook-run")
    ended(page, "All 3 are done")
    entries = page.locator(".history li")
    for count, cell in enumerate((1, 0), 1):
        face = page.locator(".look button").nth(cell)
        face.click()
        expect(face).to_have_attribute("aria-pressed", "true")
        opened = page.locator(".opened")
        identity = opened.locator("[data-history=use]").get_attribute("data-identity")
        opened.get_by_role("button", name="Use in Try on").click()
        expect(entries).to_have_count(count)
        expect(entries.first).to_have_attribute("data-identity", identity)
        expect(entries.first).to_have_attribute("aria-current", "true")
        if count == 1:
            page.get_by_role("tab", name="Lookbook").click()
    # They are there as others are: after a reload, once each, and to be compared.
    page.reload()
    expect(entries).to_have_count(2)
    entries.nth(1).locator(".look-again").click()
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    entries.first.locator(".beside").click()
    expect(page.locator("#sides .sides figure")).to_have_count(2)
    expect(entries).to_have_count(2)


def test_stopped_before_the_first_cell_it_promises_nothing(page, demo):
    demo.engine.pipeline.seconds_per_stage = 2.0
    fill(page, demo, [PERSON], [RED, GREEN])
    page.click("#lookbook-run")
    wait_until(lambda: demo.engine.pipeline.counts.runs == 1)
    page.click("#lookbook-stop")
    ended(page, "Cancelled before the first one was finished")
    expect(page.locator("#lookbook-zip")).to_be_hidden()


def test_the_grid_fills_without_taking_the_focus_away(page, demo):
    demo.engine.pipeline.seconds_per_stage = 0.3
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    page.click("#lookbook-run")
    expect(page.locator(".look.done")).to_have_count(1)
    page.locator(".look button").first.focus()
    ended(page, "All 3 are done")
    expect(page.locator(".look button").first).to_be_focused()


def test_downloads(page, demo):
    fill(page, demo, [PERSON], [RED, "text.png", GREEN])
    page.click("#lookbook-run")
    ended(page, "2 of 3 are done")
    with page.expect_download() as download:
        page.click("#lookbook-zip")
    assert download.value.suggested_filename == "lookbook.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        names = archive.namelist()
        rows = json.loads(archive.read("report.json"))["pairs"]
    assert sum(name.endswith("result.png") for name in names) == 2
    assert "contact_sheet.png" in names
    assert [bool(row["error"]) for row in rows] == [False, True, False]
    with page.expect_download() as download:
        page.click("#lookbook-sheet")
    assert download.value.suggested_filename == "contact-sheet.png"


def test_one_garment_on_many_persons(page, demo, calls):
    fill(page, demo, [PERSON, "wide.png"], [RED])
    page.click("#lookbook-run")
    ended(page, "All 2 are done")
    assert calls == ["garment", "person", "person"]
    expect(page.locator(".look-words").nth(1)).to_contain_text("Wide")


def test_the_examples_fill_both_sides(page, demo):
    open_lookbook(page)
    page.click("#lookbook-examples")
    expect(page.get_by_role("button", name="Chosen person 1")).to_be_visible()
    expect(page.get_by_role("button", name="Chosen garment 2")).to_be_visible()
    for name in ("Upload a garment photo", "Paste a person photo", "Take every person out"):
        expect(page.locator("#lookbook-photos").get_by_role("button", name=name)).to_have_count(1)
    page.get_by_role("button", name="Take garment 2 out").click()
    expect(page.get_by_role("button", name="Chosen garment 2")).to_have_count(0)
    page.click("#lookbook-run")
    ended(page, "Done. Press the picture")


def test_a_dropped_folder_is_opened(page, demo):
    open_lookbook(page)
    # Also what the page's script calls it, which Gradio leaves nameless.
    expect(page.get_by_role("button", name="Your garments: ")).to_be_visible()
    page.evaluate(
        """async () => {
          const blob = (width) => new Promise((yes) => {
            const canvas = Object.assign(document.createElement("canvas"), { width });
            canvas.toBlob(yes);
          });
          const [narrow, wide] = [await blob(100), await blob(200)];
          const file = (name, blob) => ({
            isFile: true, name, file: (yes) => yes(new File([blob], name, { type: "image/png" })),
          });
          const batches = [[file("b.png", wide), file("a.png", narrow)], [file("c.txt", wide)], []];
          const folder = {
            isDirectory: true,
            createReader: () => ({ readEntries: (yes) => yes(batches.shift()) }),
          };
          const event = new DragEvent("drop", { bubbles: true, cancelable: true });
          Object.defineProperty(event, "dataTransfer", {
            value: { items: [{ webkitGetAsEntry: () => folder }], files: [] },
          });
          document.querySelector("#lookbook-garments button").dispatchEvent(event);
        }"""
    )
    pictures = page.locator("#lookbook-garments").locator(".thumbnail-item img, .gallery-item img")
    expect(pictures).to_have_count(2)
    # In the order of their names, which the server does not keep.
    width = "async (image) => (await image.decode(), image.naturalWidth)"
    assert [picture.evaluate(width) for picture in pictures.all()] == [100, 200]


def test_two_rows_of_chosen_pictures_are_whole(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844})
    open_lookbook(page)
    add(page, demo, "garments", *[RED, GREEN, RED] * 2)
    garments = page.locator("#lookbook-garments")
    frame, last = box_of(garments), box_of(garments.locator(".gallery-item").last)
    assert last["y"] + last["height"] <= frame["y"] + frame["height"]


def test_phone_width_never_scrolls_sideways(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    fill(page, demo, [PERSON], [RED, GREEN, RED])
    assert not page.evaluate(WIDE)
    page.click("#lookbook-run")
    ended(page, "All 3 are done")
    page.locator(".look button").first.click()
    expect(page.locator(".opened .inspector")).to_be_visible()
    assert not page.evaluate(WIDE)


def test_dark_mode_is_readable(open_page, demo):
    page = open_page(demo.address, color_scheme="dark")
    fill(page, demo, [PERSON], [RED, "text.png"])
    page.click("#lookbook-run")
    ended(page, "1 of 2 are done")
    page.locator(".look button").first.click()
    ground = _brightness(page, "body", "backgroundColor")
    for selector in (
        "#lookbook-lead p",
        ".look-words",
        ".look.failed strong",
        ".opened h2",
        ".opened .inspector .fact",
        ".opened .switch span",
    ):
        assert _brightness(page, selector, "color") - ground > 90, selector


def test_the_try_on_is_still_there_after_looking_at_the_lookbook(page, demo):
    run(page, demo)
    open_lookbook(page)
    page.get_by_role("tab", name="Try on").click()
    expect(page.locator("#result .compare .frame")).to_be_visible()
    expect(page.locator("#steps .inspector")).to_be_visible()


def _brightness(page, selector, property_name):
    colour = page.locator(selector).first.evaluate(
        f"element => getComputedStyle(element).{property_name}"
    )
    return np.mean([float(part) for part in colour[4:].strip("()").split(",")[:3]])
