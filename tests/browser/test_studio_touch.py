"""The studio by finger: joints, the brush, two fingers, and the page that still scrolls."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.support.page import box_of, compare
from tests.support.studio_page import at, open_studio, settle

WRIST = 4


@pytest.fixture
def phone(open_page, demo):
    page = open_page(demo.address, **PHONE, is_mobile=True)
    open_studio(page, demo)
    return page


@pytest.fixture
def fingers(phone):
    """Draws with fingers from places to places of a picture, each given as fractions."""
    session = phone.context.new_cdp_session(phone)

    def drawn(*tracks, on=".studio-stage", steps=8):
        box = box_of(phone.locator(on).first)
        ends = [
            [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in track]
            for track in tracks
        ]

        def touch(kind, share):
            points = [
                {"id": number, "x": x + share * (far_x - x), "y": y + share * (far_y - y)}
                for number, ((x, y), (far_x, far_y)) in enumerate(ends)
            ]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", 0)
        for step in range(1, steps + 1):
            touch("touchMove", step / steps)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        settle(phone)

    return drawn


def show(page, part):
    page.locator(f".studio-tabs [data-part={part}]").tap()
    settle(page)
    page.locator(".studio-stage").evaluate("stage => stage.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)


def wrist(page):
    """Where the wrist is, as fractions of the photo; None where it is not found."""
    return page.evaluate(
        f"""() => {{
          const {{ told, picture }} = window.tryonStudio;
          const [[x, y, width, height], place] = [picture().box, told.joints[{WRIST}].place];
          return place && [(place[0] - x) / width, (place[1] - y) / height];
        }}"""
    )


def test_a_joint_is_placed_by_a_tap_and_moved_by_a_finger_while_the_page_stands(phone, fingers):
    show(phone, "pose")
    phone.locator(".studio-joints select").select_option(str(WRIST))
    phone.touchscreen.tap(*at(phone, 0.3, 0.5))
    settle(phone)
    assert wrist(phone) == pytest.approx([0.3, 0.5], abs=0.01)
    scrolled = phone.evaluate("scrollY")
    # Straight down, as a page is scrolled.
    fingers(((0.3, 0.5), (0.3, 0.7)))
    assert wrist(phone) == pytest.approx([0.3, 0.7], abs=0.02)
    assert phone.evaluate("scrollY") == scrolled


def test_a_finger_that_holds_no_joint_scrolls_the_page_and_moves_none(phone, fingers):
    show(phone, "pose")
    phone.locator(".studio-joints select").select_option(str(WRIST))
    phone.touchscreen.tap(*at(phone, 0.3, 0.5))
    settle(phone)
    scrolled = phone.evaluate("scrollY")
    fingers(((0.8, 0.8), (0.8, 0.4)))
    assert wrist(phone) == pytest.approx([0.3, 0.5], abs=0.01)
    phone.wait_for_function(f"scrollY > {scrolled} + 50")
    fingers(((0.8, 0.5), (0.6, 0.5)))
    assert wrist(phone) == pytest.approx([0.3, 0.5], abs=0.01)


def test_the_brush_paints_under_the_finger_while_the_page_stands(phone, fingers):
    show(phone, "repaint")
    phone.get_by_role("button", name="Brush").tap()
    show(phone, "repaint")
    scrolled = phone.evaluate("scrollY")
    fingers(((0.2, 0.9), (0.25, 0.7)))
    expect(phone.locator("[data-do=undo]")).to_be_enabled()
    assert phone.evaluate("scrollY") == scrolled


def test_two_fingers_bring_a_picture_closer_and_move_it(phone, fingers, demo):
    compare(phone, demo)
    phone.locator("#run").tap()
    expect(phone.locator("#status")).to_contain_text("Done in")
    settle(phone)
    for place in (".studio-stage", "#result .compare .frame", "#sides .panels .frame"):
        phone.locator(place).first.evaluate("place => place.scrollIntoView({ block: 'center' })")
        phone.wait_for_timeout(500)
        inner = phone.locator(f"{place} img").first
        fingers(((0.45, 0.5), (0.3, 0.5)), ((0.55, 0.5), (0.7, 0.5)), on=place)
        closer, whole = box_of(inner), box_of(phone.locator(place).first)
        assert closer["width"] > 2 * whole["width"], place
        fingers(((0.3, 0.4), (0.4, 0.6)), ((0.5, 0.4), (0.6, 0.6)), on=place)
        moved = box_of(inner)
        # The sliders side by side go by whole per cents.
        assert moved["x"] - closer["x"] == pytest.approx(0.1 * whole["width"], abs=8), place
        assert moved["y"] - closer["y"] == pytest.approx(0.2 * whole["height"], abs=8), place
    # No finger has clicked in the studio.
    expect(phone.locator("[data-do=undo]")).to_be_disabled()
