"""Chromium on what the page shows of RMGN, and of all pipelines side by side."""

import io
import json
import re
import zipfile

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.support.fake_engine import DrawnRmgnPipeline
from tests.support.page import (
    box_of,
    cancel_in_the_first_stage,
    compare,
    seen,
    upload,
    upload_both,
    wait_until,
)
from tryon.ui.wording.step_words import RMGN_STEPS
from tryon.ui.wording.words import SIDES_DONE

PANELS = ["Photo", "Compact (drawn)", "RMGN (drawn)", "Drawn, with ablation"]


def choose_rmgn(page):
    page.get_by_role("button", name="Options").click()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="RMGN (drawn)").click()
    expect(page.locator("#pipeline-note")).to_contain_text("No licence is granted")
    expect(page.locator("#pipeline-note")).to_contain_text("needs no pose and no body parts")


def middle(picture):
    """The mean colour of the middle of what is seen, where the drawn person has the torso."""
    height, width = picture.shape[:2]
    spot = picture[height // 2 : height // 2 + 10, width // 2 - 8 : width // 2 + 8]
    return spot.mean(axis=(0, 1))


def test_flow_masks_and_composite_are_shown_with_a_sentence_each(page, demo):
    upload_both(page, demo)
    choose_rmgn(page)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    steps = page.locator(".step")
    expect(steps.locator("h3")).to_have_text([step.title for step in RMGN_STEPS])
    for number, words in enumerate(RMGN_STEPS):
        step = steps.nth(number)
        expect(step.locator(".step-words p").first).to_have_text(words.sentence)
        shown = [
            re.search(r"([a-z_]+)\.(png|jpg)$", image.get_attribute("src"))[1]
            for image in step.locator("img").all()
        ]
        assert set(words.fields) <= set(shown), words.title
        for image in step.locator("img").all():
            image.scroll_into_view_if_needed()
            assert image.get_attribute("alt")
            assert image.evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 0
    # The legend of the flow stands in its sentence.
    expect(steps.nth(1)).to_contain_text("red goes right")
    # All eighteen masks take the whole width, the last one a fourth of it.
    sheet, last = page.locator("figure.wide"), steps.nth(4).locator("figure").first
    assert box_of(sheet)["width"] > 3 * box_of(last)["width"]
    inspector = page.locator(".inspector")
    expect(inspector.locator(".fact")).to_contain_text("of the clothing area is misaligned")
    expect(inspector.locator(".counts").first).to_contain_text("compares with the old garment")
    # The reference is of predicted layouts, of which RMGN has none.
    expect(inspector.locator(".standing")).to_have_count(0)
    expect(page.locator(".timings tbody tr")).to_have_count(2 + len(DrawnRmgnPipeline.stages))


def test_rmgn_runs_on_a_photo_in_which_nobody_is_found(page, demo):
    upload(page, "person", demo.photos / "blank.png")
    expect(page.locator("#person-notes [role=alert]")).to_contain_text("Use a photo of one person")
    choose_rmgn(page)
    expect(page.locator("#person-notes .warning")).to_contain_text("The run goes on.")
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    titles = [step.title for step in RMGN_STEPS if "misalignment_mask" not in step.fields]
    expect(page.locator(".step h3")).to_have_text(titles)
    expect(page.locator(".compare figcaption")).not_to_contain_text("misaligned")
    expect(page.locator("#person-notes .warning")).to_contain_text("The run goes on.")


def test_one_click_shows_every_pipeline_side_by_side(page, demo):
    compare(page, demo)
    assert demo.engine.pipeline.counts.runs == 3
    assert demo.engine.pipeline.counts.most_at_once == 1
    panels = page.locator(".sides figure")
    expect(panels.locator("strong")).to_have_text(PANELS)
    for number in (1, 2, 3):
        expect(panels.nth(number).locator("figcaption > span")).to_have_text(
            re.compile(r"\d+(\.\d)? m?s, \d+ × \d+")
        )
    boxes = [box_of(frame) for frame in page.locator(".sides .frame").all()]
    assert len({(round(box["y"]), round(box["height"]), round(box["width"])) for box in boxes}) == 1
    colours = [middle(seen(frame)).argmax() for frame in page.locator(".sides .frame").all()]
    assert colours == [2, 0, 1, 0]  # blue photo, red, green, red
    # Those without weights are listed, with the button that fetches them.
    note = page.locator(".sides .notes .note")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("VITON-HD. Not on this machine: ALIAS generator.")
    expect(note).to_contain_text("Open the list of networks")


def test_zoom_and_place_are_shared(page, demo):
    compare(page, demo)
    frames = page.locator(".sides .frame")
    before = [seen(frame) for frame in frames.all()]
    page.get_by_label("Zoom").fill("400")
    page.get_by_label("Left and right").fill("50")
    page.get_by_label("Up and down").fill("50")
    expect(page.locator(".sides output").first).to_have_text("400 %")
    for frame, plain in zip(frames.all(), before, strict=True):
        zoomed = seen(frame)
        # A frame that ends between two pixels is sometimes taken with one row more.
        assert np.abs(np.subtract(zoomed.shape, plain.shape)).max() <= 1
        # The torso fills the frame in every picture.
        height, width = zoomed.shape[:2]
        corner = zoomed[height // 4, width // 4]
        assert np.abs(corner.astype(int) - middle(zoomed)).max() < 12
        assert np.abs(plain[height // 4, width // 4].astype(int) - middle(plain)).max() > 12
    # The mouse over one moves them all, and the sliders with them.
    box = box_of(frames.nth(1))
    page.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.1 * box["height"])
    assert 88 <= int(page.get_by_label("Left and right").input_value()) <= 92
    assert 8 <= int(page.get_by_label("Up and down").input_value()) <= 12
    page.mouse.move(0, 0)
    for frame, plain in zip(frames.all(), before, strict=True):
        # Nothing but background is up there.
        assert np.abs(middle(seen(frame)) - plain[30, -30]).max() < 4


def test_zoom_by_keyboard(page, demo):
    compare(page, demo)
    page.get_by_label("Zoom").focus()
    page.keyboard.press("ArrowRight")
    assert "--zoom: 101%" in page.locator(".sides").get_attribute("style")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert "--x: 0%" in page.locator(".sides").get_attribute("style")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert "--y: 100%" in page.locator(".sides").get_attribute("style")


def test_one_zip_holds_every_pipeline_and_the_picture_of_all(page, demo):
    compare(page, demo)
    button = page.locator("#download-sides")
    expect(button).to_be_enabled()
    with page.expect_download() as download:
        button.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        names = set(archive.namelist())
        report = json.loads(archive.read("report.json"))
        picture = Image.open(io.BytesIO(archive.read("side_by_side.png")))
    assert {"compact/result.png", "rmgn/result.png", "rmgn/regional_masks.png"} <= names
    assert "alias/report.json" in names
    assert [row["folder"] for row in report["pipelines"]] == ["compact", "rmgn", "alias"]
    assert picture.width == 16 + 4 * (768 + 16)


def test_one_that_refuses_shows_why_beside_the_others(page, demo):
    upload(page, "person", demo.photos / "blank.png")
    expect(page.locator("#person-notes")).to_contain_text("No person was found")
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    page.click("#compare")
    expect(page.locator("#status")).to_contain_text(SIDES_DONE)
    panels = page.locator(".sides figure")
    expect(panels.nth(1)).to_contain_text("No person was found in this photo.")
    expect(panels.nth(1).locator("img")).to_have_count(0)
    expect(panels.nth(2).locator("img")).to_have_count(1)


def test_without_photos_side_by_side_says_what_is_missing(page):
    page.click("#compare")
    expect(page.locator("#status")).to_contain_text("Add a person photo and a garment photo")
    expect(page.locator("#sides")).to_be_hidden()


def test_side_by_side_can_be_cancelled(page, demo):
    counts = cancel_in_the_first_stage(page, demo, "#compare")
    wait_until(lambda: counts.at_once == 0)
    assert (counts.runs, counts.finished) == (1, 0)


def test_on_a_phone_two_pictures_stand_beside_each_other(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    compare(page, demo)
    boxes = [box_of(frame) for frame in page.locator(".sides .frame").all()]
    assert len({round(box["x"]) for box in boxes}) == 2
    assert all(box["x"] + box["width"] <= 390 for box in boxes)
    assert all(box["width"] > 160 for box in boxes)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    page.get_by_label("Zoom").fill("300")
    assert not page.evaluate(wide)
