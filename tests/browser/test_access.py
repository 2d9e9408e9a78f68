"""The page by other means than eyes and mouse, at several widths, and where the browser says no."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.lookbook_page import look_inside, open_lookbook
from tests.support.page import box_of, run, upload, upload_both
from tests.support.studio_page import mend_hair, settle, to_studio

# Of WCAG 2.2 at level AA and of good practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}


# What is measured in the dark, where the page's colours are others.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def faults(page, rules=RULES):
    """What axe finds, but for what Gradio itself builds so and what a page inside of it lacks.

    Its gallery puts the button that uploads into another one.
    """
    # A button that was just clicked still changes its colour.
    page.wait_for_function(
        "() => !document.getAnimations().some(each => each instanceof CSSTransition)"
    )
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]}"
        for rule in found
        for node in rule["nodes"]
        if rule["id"] not in ("region", "landmark-one-main", "page-has-heading-one")
        and not (rule["id"] == "nested-interactive" and ".icon-button" in str(node["target"]))
    ]


def test_examples_are_called_by_what_they_show(page):
    for name in ("Example person: Drawn", "Example garment: Drawn", "Example garment: Green"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_access_is_broken_in_any_state(open_page, demo, scheme):
    page = open_page(demo.address, color_scheme=scheme)
    found = {"empty": faults(page)}
    page.click("#run")
    expect(page.locator("#status [role=alert]")).to_be_visible()
    found["refused"] = faults(page)
    run(page, demo)
    expect(page.locator(".history li")).to_have_count(1)
    found["done"] = faults(page)
    page.click("#compare")
    expect(page.locator("#sides-downloads a").first).to_be_visible()
    found["side by side"] = faults(page)
    to_studio(page)
    found["studio"] = faults(page)
    look_inside(page, demo)
    found["lookbook"] = faults(page)
    broken = [f"{state}: {fault}" for state, each in found.items() for fault in each]
    assert "\n".join(broken) == ""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_too_pale_in_the_dark(open_page, demo, width):
    page = open_page(demo.address, color_scheme="dark", viewport={"width": width, "height": 844})
    found = {}

    def look(state):
        found[state] = faults(page, CONTRAST)

    run(page, demo)
    expect(page.locator("#run")).to_be_enabled()
    for part in ("options", "questions", "about", "study"):
        page.locator(f"#{part} > button").click()
    expect(page.locator("#about table a")).to_be_visible()
    look("inspector, options, about")
    to_studio(page)
    mend_hair(page)
    look("studio, out of date")
    for part in ("repaint", "pose", "garment", "layout"):
        page.locator(f".studio-tabs [data-part={part}]").click()
        settle(page)
        look(f"studio, {part}")
    page.click("#compare")
    expect(page.locator("#sides .sides")).to_be_visible()
    expect(page.locator("#run")).to_be_enabled()
    look("side by side")
    upload(page, "person", demo.photos / "wide.png")
    expect(page.locator(".several-over button")).to_have_count(2)
    upload(page, "garment", demo.photos / "garment_over.png")
    expect(page.locator(".turn-it")).to_be_visible()
    look("notes, made before")
    look_inside(page, demo)
    look("lookbook")
    pale = [f"{state}: {fault}" for state, each in found.items() for fault in each]
    assert "\n".join(pale) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_in_the_windows_over_the_page(open_page, demo, scheme):
    page = open_page(demo.address, color_scheme=scheme, viewport={"width": 390, "height": 844})
    run(page, demo)
    page.get_by_role("button", name="Crop or turn the garment photo").click()
    found = {"cropping": faults(page)}
    page.keyboard.press("Escape")
    page.get_by_role("button", name="How it works").click()
    page.locator("#walk summary").click()
    found["walking"] = faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="For those who study misalignment").click()
    upload(page, "person", demo.photos / "wide.png")
    expect(page.locator(".several-over button")).to_have_count(2)
    found["several people"] = faults(page)
    broken = [f"{state}: {fault}" for state, each in found.items() for fault in each]
    assert "\n".join(broken) == ""


def test_news_are_read_out_and_the_focus_comes_back(page, demo):
    for place in ("status", "person-notes", "garment-notes"):
        expect(page.locator(f"#{place}")).to_have_attribute("aria-live", "polite")
    upload_both(page, demo)
    names = page.locator("#photos button[aria-label]").evaluate_all(
        "buttons => buttons.map(button => button.ariaLabel)"
    )
    assert len(set(names)) == len(names)
    demo.engine.pipeline.seconds_per_stage = 2.0
    page.locator("#run").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cancel")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Done in")
    expect(page.locator("#run")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 900), (1440, 900), (390, 844)])
def test_the_button_is_in_view_and_the_page_keeps_its_width(open_page, demo, size):
    page = open_page(demo.address, viewport={"width": size[0], "height": size[1]})
    tab = page.locator("#try-on")
    width = box_of(tab)["width"]
    upload_both(page, demo)
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#run")).to_be_in_viewport(ratio=1)
    demo.engine.pipeline.seconds_per_stage = 1.0
    page.click("#run")
    expect(page.locator("#cancel")).to_be_visible()
    # At one moment, for the page scrolls on a phone.
    tops = page.evaluate(
        "['run', 'cancel'].map(name => document.getElementById(name).getBoundingClientRect().top)"
    )
    assert abs(tops[0] - tops[1]) < 4
    expect(page.locator("#status")).to_contain_text("Done in")
    assert box_of(tab)["width"] == width
    page.evaluate("scrollTo(0, 0)")
    open_lookbook(page)
    expect(page.locator("#lookbook-run")).to_be_in_viewport(ratio=1)
    expect(page.locator("#lookbook-examples")).to_be_in_viewport(ratio=1)


def test_the_ring_around_a_menu_keeps_off_its_text(page):
    page.get_by_role("button", name="Options").click()
    field = page.locator("#pipeline input")
    field.focus()
    expect(field).to_have_css("outline-style", "none")
    expect(page.locator("#pipeline .container > .wrap")).to_have_css("outline-style", "solid")


def test_nothing_shows_through_the_bar_of_the_button(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 600})
    upload_both(page, demo)
    expect(page.locator("#neckline")).to_be_visible()
    covers = """() => {
      const bar = document.querySelector("#actions");
      const { left, right, top, bottom } = bar.getBoundingClientRect();
      const over = [];
      for (let x = left + 2; x < right; x += 8)
        for (let y = top + 2; y < Math.min(bottom, innerHeight); y += 6)
          if (!bar.contains(document.elementFromPoint(x, y))) over.push([x, y]);
      return over;
    }"""
    for top in range(0, 400, 20):
        page.evaluate(f"scrollTo(0, {top})")
        assert page.evaluate(covers) == [], top


def test_what_the_browser_refuses_is_said_in_words(page, demo):
    status = page.locator("#status")
    page.locator("#person").get_by_label("Paste a person photo").click()
    expect(status).to_contain_text("The clipboard could not be read")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('https://example.org/photo.jpg')")
    page.locator("#garment").get_by_label("Paste a garment photo").click()
    expect(status).to_contain_text("no picture in the clipboard")
    page.locator("#person").get_by_label("Take a person photo").click()
    page.locator("#person").get_by_title("grant webcam access").click()
    expect(status).to_contain_text("No camera could be opened")


def test_a_photo_stays_until_there_is_another_one_to_paste(page, demo):
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person-notes")).to_contain_text("One person found")
    photo, status = page.locator("#person .image-frame img"), page.locator("#status")
    before = photo.get_attribute("src")
    paste = page.locator("#person").get_by_label("Paste a person photo")
    paste.click()
    expect(status).to_contain_text("The clipboard could not be read")
    page.wait_for_timeout(300)
    expect(photo).to_have_attribute("src", before)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """async () => {
          const canvas = new OffscreenCanvas(300, 400);
          canvas.getContext("2d").fillRect(0, 0, 300, 400);
          const item = new ClipboardItem({ "image/png": await canvas.convertToBlob() });
          await navigator.clipboard.write([item]);
        }"""
    )
    paste.click()
    expect(photo).not_to_have_attribute("src", before)
    # What was said is of the photo before.
    expect(status.get_by_role("alert")).to_be_hidden()


def test_the_upload_button_of_a_filled_frame_opens_a_chooser(page, demo):
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person-notes")).to_contain_text("One person found")
    with page.expect_file_chooser() as chooser:
        page.locator("#person").get_by_label("Upload a person photo").click()
    chooser.value.set_files(demo.photos / "wide.png")
    expect(page.locator("#person-notes .warning")).to_contain_text("people")


def test_the_page_names_itself(page, demo, client):
    content = page.locator("meta[name=description]").get_attribute("content")
    assert content.startswith("Put a garment")
    icon = client.get("/favicon.ico")
    assert icon.status_code == 200 and b"<svg" in icon.content
