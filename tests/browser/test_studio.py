"""The studio in Chromium: masks are mended by click, brush and keyboard."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.support.page import box_of, ms_until_seen, seen, upload, upload_both, wait_until
from tests.support.studio_page import (
    at,
    click_photo,
    colours,
    open_studio,
    region,
    run_what_changed,
    settle,
)


def test_it_is_closed_at_first_and_says_what_it_needs(page):
    expect(page.locator("#studio-editor")).to_be_hidden()
    expect(page.locator("#to-studio")).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Studio")).click()
    expect(page.locator(".studio-empty")).to_contain_text("Choose a person and a garment")


def test_it_says_at_once_that_it_opens_the_photos(page, demo):
    upload_both(page, demo)
    # The page hears of a photo a little after its note is there.
    page.wait_for_function("window.tryonPage.photos().length === 2")
    page.route("**/queue/join*", lambda route: None)  # the server never answers
    said = "document.querySelector('.studio-empty')"
    opened = ms_until_seen(
        page,
        "#studio > button",
        f"{said}?.checkVisibility() && {said}.textContent.startsWith('Opening')",
    )
    assert opened < 300
    expect(page.locator(".studio")).to_have_attribute("data-opening", "true")
    page.unroute_all(behavior="ignoreErrors")


def test_it_asks_what_is_wrong_and_leads_to_the_tool_on_a_phone(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844})
    open_studio(page, demo, ran=True)
    for tab in page.locator(".studio-tabs button").all():
        box = box_of(tab)
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    wrong = page.get_by_role("group", name="What is wrong?")
    chosen = page.locator(".studio-tabs [aria-selected=true]")
    message = page.locator(".studio-message")
    for complaint, tab, add, said in (
        ("Something of the old garment is left", "Repainted area", "true", "what is left"),
        ("A hand or hair is painted over", "Repainted area", "false", "it stays as it is"),
        ("The neckline", "Predicted layout", "true", "another neckline"),
    ):
        wrong.get_by_role("button", name=complaint).click()
        expect(chosen).to_have_text(tab)
        expect(page.locator(f".studio-tools [data-add={add}]")).to_have_attribute(
            "aria-pressed", "true"
        )
        settle(page)
        expect(message).to_contain_text(said)
    page.get_by_role("button", name="Show that menu").click()
    expect(page.locator("#neckline input")).to_be_focused()
    expect(page.locator("#neckline input")).to_be_in_viewport()
    # Taking away was for that complaint: in another part it is not chosen.
    wrong.get_by_role("button", name="A hand or hair is painted over").click()
    expect(page.locator(".studio-tools [data-add=false]")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("tab", name="Body parts").click()
    expect(page.locator(".studio-tools [data-add=true]")).to_have_attribute("aria-pressed", "true")


def test_the_brush_adds_and_takes_and_says_what_is_repainted(page, demo):
    open_studio(page, demo)
    page.get_by_role("tab", name="Repainted area").click()
    settle(page)
    page.get_by_role("button", name="Brush").click()
    empty = colours(page)[..., 3] > 0
    assert not empty.any()  # no joints, so nothing is painted anew by itself
    stage = page.locator(".studio-stage")
    stage.scroll_into_view_if_needed()
    page.mouse.move(*at(page, 0.3, 0.5))
    page.mouse.down()
    page.mouse.move(*at(page, 0.6, 0.5), steps=6)
    page.mouse.up()
    settle(page)
    painted = colours(page)[..., 3] > 0
    height, width = painted.shape
    assert painted[height // 2, int(0.45 * width)] and not painted[height // 4, width // 2]
    page.get_by_role("button", name="− Take away").click()
    click_photo(page, 0.45, 0.5)
    assert not (colours(page)[height // 2, int(0.45 * width), 3] > 0)
    page.get_by_role("button", name="Reset to automatic").click()
    settle(page)
    assert not (colours(page)[..., 3] > 0).any()


def test_joints_are_placed_moved_deleted_and_put_back(page, demo):
    open_studio(page, demo)
    page.get_by_role("tab", name="Pose").click()
    settle(page)
    menu = page.locator(".studio-joints select")
    expect(menu.locator("option").nth(4)).to_have_text("right wrist (not found)")
    menu.select_option(label="right wrist (not found)")
    click_photo(page, 0.3, 0.6)
    expect(menu.locator("option").nth(4)).to_have_text("right wrist (moved)")
    circle = page.locator("svg.marks circle")
    expect(circle).to_have_count(1)
    before = box_of(circle)
    page.mouse.move(*at(page, 0.3, 0.6))
    page.mouse.down()
    page.mouse.move(*at(page, 0.5, 0.6), steps=4)
    page.mouse.up()
    settle(page)
    moved = box_of(circle)["x"] - before["x"]
    stage = box_of(page.locator(".studio-stage"))
    assert abs(moved - 0.2 * stage["width"]) < 3
    page.get_by_role("button", name="Put back").click()
    settle(page)
    expect(circle).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    settle(page)
    expect(circle).to_have_count(1)
    page.get_by_role("button", name="Delete").click()
    settle(page)
    expect(circle).to_have_count(0)
    # What joins two of them is seen on pale ground, too: it has dark edges.
    for joint, place in (("3", (0.9, 0.3)), ("4", (0.9, 0.6))):
        menu.select_option(value=joint)
        click_photo(page, *place)
    picture = seen(page.locator(".studio-stage"))
    height, width = picture.shape[:2]
    across = picture[int(0.45 * height), int(0.9 * width) - 8 : int(0.9 * width) + 8].mean(axis=-1)
    assert across.min() < 110 < 200 < across[0]


def test_the_garment_has_a_mask(page, demo):
    open_studio(page, demo)
    page.get_by_role("tab", name="Garment").click()
    settle(page)
    before = colours(page)[..., 3] == 0  # what is not the garment is darkened
    assert 0.1 < before.mean() < 0.6
    page.get_by_role("button", name="− Take away").click()
    click_photo(page, 0.5, 0.5)  # the yellow disc on it
    after = colours(page)[..., 3] == 0
    height, width = after.shape
    assert before[height // 2, width // 2] and not after[height // 2, width // 2]
    run_what_changed(page)
    garment = demo.engine.pipeline.last_garment
    assert garment.cloth_mask.any()


def test_clicks_go_on_shaping_one_object_until_the_next_one(page, demo):
    open_studio(page, demo)
    region(page, "background")
    click_photo(page, 0.5, 0.5)
    circles = page.locator("svg.marks circle")
    expect(circles).to_have_count(1)
    page.get_by_role("button", name="✗ Not this").click()
    click_photo(page, 0.36, 0.85)
    expect(circles).to_have_count(2)
    page.get_by_role("button", name="Next object").click()
    settle(page)
    expect(circles).to_have_count(0)
    # A first click that shows nothing is refused, and nothing is lost.
    before = colours(page)
    page.get_by_role("button", name="✗ Not this").click()
    click_photo(page, 0.5, 0.5)
    expect(page.locator(".studio-message")).to_contain_text("No click shows where the object is")
    assert (colours(page) == before).all()


def test_everything_by_keyboard(page, demo):
    open_studio(page, demo)
    tab = page.get_by_role("tab", name="Body parts")
    tab.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Repainted area")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    stage = page.locator(".studio-stage")
    stage.focus()
    page.keyboard.press("b")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    settle(page)
    painted = colours(page)[..., 3] > 0
    rows, columns = np.nonzero(painted)
    height, width = painted.shape
    assert abs(columns.mean() / width - 0.5) < 0.02
    assert 0.2 < rows.mean() / height < 0.42
    page.keyboard.press("Control+z")
    settle(page)
    assert not (colours(page)[..., 3] > 0).any()
    page.keyboard.press("Control+Shift+Z")
    settle(page)
    assert ((colours(page)[..., 3] > 0) == painted).all()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="− Take away")).to_have_attribute("aria-pressed", "true")


def test_phone_width_never_scrolls_sideways_and_a_tap_mends(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    open_studio(page, demo)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    region(page, "hair")
    before = colours(page)
    page.locator(".studio-stage").scroll_into_view_if_needed()
    page.touchscreen.tap(*at(page, 0.36, 0.85))
    wait_until(lambda: (colours(page) != before).any())
    assert not page.evaluate(wide)
    for button in page.locator(".studio-panel button:visible").all():
        assert box_of(button)["height"] >= 40


def test_every_control_has_a_name_and_a_tooltip(page, demo):
    open_studio(page, demo)
    for control in page.locator(".studio :is(button, select, input)").all():
        named = control.evaluate(
            "e => e.textContent.trim() || e.ariaLabel || e.closest('label')?.textContent.trim()"
        )
        assert named
    for control in page.locator(
        ".studio-panel :is(button, select, input):not([data-region])"
    ).all():
        assert control.get_attribute("title"), control.evaluate("e => e.outerHTML")


def test_the_picture_is_zoomed_and_a_click_still_finds_its_place(page, demo):
    open_studio(page, demo)
    region(page, "hair")
    stage = page.locator(".studio-stage")
    stage.scroll_into_view_if_needed()
    page.mouse.move(*at(page, 0.36, 0.85))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    frame, box = box_of(page.locator(".studio-stage .studio-frame")), box_of(stage)
    assert frame["width"] > 2.5 * box["width"]
    before = colours(page)
    # The place under the mouse has stayed where it was.
    page.mouse.click(*at(page, 0.36, 0.85))
    settle(page)
    changed = (colours(page) != before).any(2)
    height, width = changed.shape
    assert changed[int(0.85 * height), int(0.36 * width)]
    page.get_by_role("button", name="Whole", exact=True).last.click()
    assert abs(box_of(page.locator(".studio-stage .studio-frame"))["width"] - box["width"]) < 1


def test_a_click_that_took_much_offers_less(page, demo):
    open_studio(page, demo)
    # What no region mends is named where it is looked for.
    expect(page.locator(".studio-hint")).to_contain_text("A string or strap of the old garment")
    expect(page.locator(".studio-hint b").last).to_have_text("Repainted area")
    region(page, "hair")
    before = colours(page)
    click_photo(page, 0.9, 0.5)  # all of the background
    less = page.get_by_role("button", name="Less: only around the click")
    expect(less).to_be_visible()
    expect(page.locator(".studio-message")).to_contain_text("% of the picture")
    less.click()
    settle(page)
    changed = (colours(page) != before).any(2)
    height, width = changed.shape
    assert changed[height // 2, int(0.9 * width)] and changed.mean() < 0.1
    expect(less).to_be_hidden()


@pytest.mark.parametrize(
    "points",
    ["[[-5000, 3]]", "[[NaN, 3]]", "[['a', 3]]", "[]", "null", "Array(10000).fill([5, 5])"],
)
def test_places_that_make_no_sense_are_refused_in_words(page, demo, points):
    open_studio(page, demo)
    page.evaluate(f"window.tryonStudio.send({{do: 'stroke', points: {points}, radius: 9}})")
    expect(page.locator(".studio-message[data-kind=bad]")).to_contain_text(re.compile(r"\w+ .*\."))
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_clicks_on_the_photos_before_are_refused(page, demo):
    open_studio(page, demo)
    page.evaluate("window.tryonStudio.send({do: 'click', points: [[300, 800]], token: 'another'})")
    expect(page.locator(".studio-message[data-kind=bad]")).to_contain_text("photos before these")


def test_the_picture_is_the_one_that_was_uploaded(page, demo):
    upload(page, "person", demo.photos / "person_drawn.png")
    open_studio(page, demo)
    page.locator(".studio-opacity input").fill("0")
    picture = seen(page.locator(".studio-stage"))
    height, width = picture.shape[:2]
    # The drawn person wears blue.
    assert picture[height // 2, width // 2].argmax() == 2
