"""Chromium on the real page, with an engine that only draws."""

import json
import re
import zipfile

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.support.fake_engine import DrawnPipeline
from tests.support.page import (
    box_of,
    cancel_in_the_first_stage,
    run,
    seen,
    upload,
    upload_both,
    wait_until,
)
from tryon.errors import WeightsMissing
from tryon.types import Intermediates
from tryon.ui.wording.step_words import STEPS
from tryon.ui.wording.words import FETCH_BUTTONS


def test_every_step_is_shown_in_the_order_of_the_pipeline(page, demo):
    run(page, demo)
    usual = [step.title for step in STEPS if step.fields != ("instance_norm_canvas",)]
    expect(page.locator(".step h3")).to_have_text(usual)
    pictures = page.locator("#result img, .steps img")
    # Every intermediate the fake engine returns, and before, after, canvas.
    shown = set()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.get_attribute("alt")
        assert picture.evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 0
        shown.add(re.search(r"([a-z_]+)\.(png|jpg)$", picture.get_attribute("src"))[1])
    others = {"regional_mask", "regional_masks", "rendered_image", "composite_mask"}
    others |= {"instance_norm_canvas"}
    drawn = set(Intermediates.__dataclass_fields__) - others
    assert shown == drawn | {"before", "after", "canvas"}
    expect(page.locator(".timings tbody tr")).to_have_count(2 + len(DrawnPipeline.stages))


def test_before_and_after_slider(page, demo):
    run(page, demo)
    frame = page.locator(".compare .frame")
    slider = page.get_by_label("How much of the photo before")
    slider.fill("0")
    after = seen(frame)
    slider.fill("100")
    before = seen(frame)
    height, width = after.shape[:2]
    torso = slice(height // 2, height // 2 + 20), slice(width // 2 - 10, width // 2 + 10)
    # The drawn person wears blue, the drawn garment is red.
    assert before[torso].mean(axis=(0, 1)).argmax() == 2
    assert after[torso].mean(axis=(0, 1)).argmax() == 0
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert "99%" in page.locator(".compare").get_attribute("style")
    # Of the facts below, none stands alone under the others, nor is taken for another time.
    facts = page.locator(".compare figcaption span")
    lines = [round(box_of(fact)["y"]) for fact in facts.all()]
    assert len(set(lines)) == 1 or lines.count(lines[-1]) > 1
    expect(facts.filter(has_text=re.compile(r"^[\d.]+ m?s in all$"))).to_have_count(1)


def test_zip_holds_result_report_and_every_intermediate(page, demo):
    run(page, demo)
    button = page.locator("#download-all")
    expect(button).to_have_text("Everything, all steps (zip)")
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "person_drawn_garment_drawn_tryon.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist()}
        report = json.loads(archive.read(next(n for n in archive.namelist() if "report" in n)))
    others = {"regional_mask", "regional_masks", "rendered_image", "composite_mask"}
    others |= {"instance_norm_canvas"}
    drawn = set(Intermediates.__dataclass_fields__) - others
    assert names == {f"{name}.png" for name in drawn} | {"result.png", "canvas.png", "report.json"}
    assert report["pipeline"] == "compact"
    with page.expect_download() as download:
        page.locator("#download-picture").click()
    with Image.open(download.value.path()) as picture:
        assert picture.format == "PNG"
        assert picture.size == (768, 1024)
    for name, ending, size in (("jpg", "", (768, 1024)), ("pair", "_before_after", (1536, 1024))):
        with page.expect_download() as download:
            page.locator(f"#download-{name}").click()
        wanted = f"person_drawn_garment_drawn_tryon{ending}.jpg"
        assert download.value.suggested_filename == wanted
        with Image.open(download.value.path()) as picture:
            assert (picture.format, picture.size) == ("JPEG", size)


def test_a_file_that_is_no_picture_is_refused_in_words(page, demo):
    upload(page, "person", demo.photos / "text.png")
    expect(page.locator("#person-notes [role=alert]")).to_contain_text("JPEG, PNG or WebP")
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    page.click("#run")
    expect(page.locator("#status [role=alert]")).to_contain_text("JPEG, PNG or WebP")
    expect(page.locator("#run")).to_be_enabled()
    assert demo.engine.pipeline.counts.runs == 0
    # The garment is still there, and a good photo makes it work.
    page.get_by_label("Remove the person photo").click()
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person-notes")).to_contain_text("with pose and body parts")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def test_nobody_in_the_photo(page, demo):
    upload(page, "person", demo.photos / "blank.png")
    expect(page.locator("#person-notes")).to_contain_text("No person was found in this photo.")
    upload(page, "garment", demo.photos / "garment_drawn.png")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Use a photo of one person.")
    # Said once: in the line above the result.
    expect(page.locator(".toast-body")).to_have_count(0)


def test_warnings_stand_beside_their_photo_as_plain_text(page, demo):
    upload(page, "person", demo.photos / "wide.png")
    note = page.locator("#person-notes .warning")
    expect(note).to_have_text("Here are <b>two</b> people. One was taken.")
    expect(page.locator("#garment-notes .note")).to_have_count(0)


def test_run_without_photos_says_what_is_missing(page, demo):
    page.click("#run")
    alert = page.locator("#status [role=alert]")
    expect(alert).to_contain_text("Add a person photo and a garment photo")
    # Nothing of Gradio's lies over the sentence.
    expect(page.locator("#status .wrap .error")).to_be_hidden()
    # It is not said beside both photos, and again once one is missing.
    upload_both(page, demo)
    expect(alert).to_be_hidden()
    page.get_by_label("Remove the garment photo").click()
    page.click("#run")
    expect(alert).to_contain_text("Add a person photo and a garment photo")


def test_cancel_stops_at_the_next_stage_and_nothing_runs_beside(page, demo):
    counts = cancel_in_the_first_stage(page, demo, "#run")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    assert (counts.runs, counts.finished, counts.most_at_once) == (2, 1, 1)


def test_a_run_begun_before_the_browser_knows_of_the_cancelling_is_not_lost(page, demo):
    late = []
    page.route("**/cancel*", lambda route: late.append(route))
    counts = cancel_in_the_first_stage(page, demo, "#run")
    demo.engine.pipeline.seconds_per_stage = 0.0
    page.click("#run")
    # The first one goes on meanwhile: the server has not heard either.
    wait_until(lambda: counts.runs == 2)
    expect(page.locator("#status")).to_contain_text("Done in")
    assert len(late) == 1
    late[0].continue_()
    expect(page.locator("#run")).to_be_enabled()


def test_leaving_the_page_stops_the_run(open_page, demo):
    demo.engine.pipeline.seconds_per_stage = 2.0
    counts = demo.engine.pipeline.counts
    page = open_page(demo.address)
    upload_both(page, demo)
    page.click("#run")
    wait_until(lambda: counts.runs == 1)
    page.close()
    wait_until(lambda: counts.at_once == 0)
    assert counts.finished == 0


def test_double_click_is_one_run(page, demo):
    upload_both(page, demo)
    page.dblclick("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    page.wait_for_timeout(1000)
    assert demo.engine.pipeline.counts.runs == 1


def test_two_visitors_each_get_their_own(open_page, demo):
    red, green = open_page(demo.address), open_page(demo.address)
    upload_both(red, demo)
    upload_both(green, demo)
    green.locator("#garment-examples button").nth(1).click()
    green.wait_for_timeout(500)
    expect(green.locator("#garment-notes")).to_contain_text("short sleeves")
    red.click("#run")
    green.click("#run")
    for page, brightest in ((green, 1), (red, 0)):
        expect(page.locator("#status")).to_contain_text("Done in")
        page.get_by_label("How much of the photo before").fill("0")
        frame = seen(page.locator(".compare .frame"))
        height, width = frame.shape[:2]
        torso = frame[height // 2, width // 2 - 10 : width // 2 + 10].mean(axis=0)
        assert torso.argmax() == brightest
    assert demo.engine.pipeline.counts.most_at_once == 1


def test_phone_width_never_scrolls_sideways(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    run(page, demo)
    # The result is what the visitor looks at.
    expect(page.locator(".compare .frame")).to_be_in_viewport()
    page.get_by_role("button", name="Options").click()
    expect(page.locator("#size")).to_be_visible()
    page.get_by_role("button", name="What runs here").click()
    expect(page.locator("#about table").first).to_be_visible()
    assert not page.evaluate(wide)


def test_everything_by_keyboard(page, demo):
    def reach(target):
        for _ in range(80):
            page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError("not reached by Tab")

    for subject in ("person", "garment"):
        reach(page.get_by_role("button", name=re.compile(f"^Example {subject}: ")).first)
        page.keyboard.press("Enter")
        expect(page.locator(f"#{subject}-notes .note")).to_be_visible()
    reach(page.locator("#run"))
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Done in")
    reach(page.get_by_label("How much of the photo before"))
    page.keyboard.press("End")
    assert "--split: 100%" in page.locator(".compare").get_attribute("style")
    reach(page.get_by_label("Opacity of the mask"))
    reach(page.get_by_role("button", name="upper clothes").first)


def test_dark_mode_is_readable(open_page, demo):
    def brightness(page, selector, property_name):
        colour = page.locator(selector).first.evaluate(
            f"element => getComputedStyle(element).{property_name}"
        )
        return np.mean([float(part) for part in re.findall(r"[\d.]+", colour)[:3]])

    for scheme, sign in (("dark", 1), ("light", -1)):
        page = open_page(demo.address, color_scheme=scheme)
        run(page, demo)
        ground = brightness(page, "body", "backgroundColor")
        for selector in (
            "#header h1",
            "#header p",
            ".step-words p",
            ".timings th",
            ".legend button",
        ):
            assert sign * (brightness(page, selector, "color") - ground) > 90


def test_a_pipeline_without_weights_says_what_is_missing(page, demo, monkeypatch):
    def missing(*args, **options):
        raise WeightsMissing("The ALIAS generator is not on this machine.", "Licence.")

    upload_both(page, demo)
    page.get_by_role("button", name="Options").click()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="VITON-HD (weights missing)").click()
    expect(page.locator("#pipeline-note")).to_contain_text("ALIAS generator")
    # The button that fetches it is named as it is.
    button = page.locator("#fetch-viton-hd-button")
    named = f"“{FETCH_BUTTONS['viton-hd']}”"
    expect(page.locator("#pipeline-note")).to_contain_text(named)
    monkeypatch.setattr(DrawnPipeline, "__call__", missing)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(named)
    # With another pipeline that is no longer so.
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="Compact (drawn)").click()
    expect(page.locator("#status [role=alert]")).to_be_hidden()
    monkeypatch.undo()
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    page.locator("#about button").first.click()
    expect(button).to_have_text(FETCH_BUTTONS["viton-hd"])


def test_an_unforeseen_failure_is_a_sentence_with_a_number(page, demo, monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("secret detail")

    upload_both(page, demo)
    monkeypatch.setattr(DrawnPipeline, "__call__", broken)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(re.compile(r"with the number [0-9a-f]{8}"))
    expect(page.locator("body")).not_to_contain_text("secret detail")
    monkeypatch.undo()
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")


def test_the_ablation_is_offered_where_there_is_one_and_shown_side_by_side(page, demo):
    upload_both(page, demo)
    page.get_by_role("button", name="Options").click()
    expect(page.locator("#ablate")).to_be_hidden()
    expect(page.locator("#seed")).to_be_hidden()
    page.locator("#pipeline input").click()
    page.get_by_role("option", name="Drawn, with ablation").click()
    expect(page.locator("#pipeline-note")).to_contain_text("non-commercial")
    expect(page.locator("#seed")).to_be_visible()
    page.locator("#ablate input").check()
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    step = page.locator(".step").last
    expect(step.locator("h3")).to_have_text("What ALIAS normalisation changes")
    with_alias, without, whole = (seen(image) for image in step.locator("img").all())
    assert np.abs(with_alias.astype(int) - without).mean() > 20
    assert whole.shape[0] > 100
