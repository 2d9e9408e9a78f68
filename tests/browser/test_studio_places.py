"""Where the studio stands on the screen, and what of it stays in its place."""

import pytest
from playwright.sync_api import expect

from tests.support.page import box_of, run
from tests.support.studio_page import open_studio, settle, to_studio


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_saying_what_is_wrong_leaves_the_studio_in_view(open_page, demo, size):
    page = open_page(demo.address, viewport=dict(zip(("width", "height"), size, strict=True)))
    open_studio(page, demo, ran=True)
    for complaint in ("A sleeve", "The neckline", "A hand or hair is painted over"):
        # Wherever the visitor has scrolled to: here the picture is below the screen.
        page.locator(".studio-wrong").evaluate("each => each.scrollIntoView({ block: 'end' })")
        page.get_by_role("button", name=complaint).click()
        settle(page)
        expect(page.locator(".studio-message")).to_be_in_viewport(ratio=0.9)
        expect(page.locator(".studio-stage")).to_be_in_viewport(ratio=0.75)
        menu = page.get_by_role("button", name="Show that menu")
        expect(menu).to_be_visible(visible="hand" not in complaint)
        if "hand" not in complaint:
            # It follows the sentence that mentions it.
            said, there = box_of(page.locator(".studio-message")), box_of(menu)
            assert 0 <= there["y"] - said["y"] - said["height"] < 20
            expect(menu).to_be_in_viewport(ratio=0.9)
    # With the sentence it goes.
    page.get_by_role("button", name="The neckline").click()
    settle(page)
    expect(menu).to_be_visible()
    page.locator(".studio-tabs button").first.click()
    settle(page)
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_something_wrong_leads_to_the_studios_first_line(open_page, demo, size):
    page = open_page(demo.address, viewport=dict(zip(("width", "height"), size, strict=True)))
    # As where there are more examples: what is above takes less room once it is wider.
    above = "#try-on:not(:has(.studio[data-empty='false'])) .slot { padding-bottom: 120px; }"
    page.add_style_tag(content=above)
    run(page, demo)
    for way in ("closed", "open"):
        to_studio(page)
        question = page.locator(".studio-wrong p")
        box = box_of(question)
        expect(question).to_be_in_viewport(ratio=1)
        # Nothing lies over it, and the studio's own name is above it.
        at_it = [box["x"] + 4, box["y"] + box["height"] / 2]
        seen_there = page.evaluate("at => document.elementFromPoint(...at).textContent", at_it)
        assert seen_there == "What is wrong?"
        assert 0 <= box_of(page.locator("#studio"))["y"] < box["y"], way
        page.locator("#to-studio").scroll_into_view_if_needed()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_a_tool_that_is_chosen_moves_no_button(open_page, demo, size):
    page = open_page(demo.address, viewport=dict(zip(("width", "height"), size, strict=True)))
    open_studio(page, demo, ran=True)
    settled = page.locator(".studio-history"), page.locator(".studio-go [data-run]")
    for part in ("Body parts", "Repainted area", "Garment", "Predicted layout"):
        page.get_by_role("tab", name=part).click()
        settle(page)
        page.locator(".studio-tools").scroll_into_view_if_needed()
        places = [box_of(each) for each in settled]
        for name in ("Brush", "− Take away", "Click an object", "+ Add"):
            page.locator(".studio-tools").get_by_role("button", name=name, exact=True).click()
            assert [box_of(each) for each in settled] == places, (part, name)
        expect(page.locator(".studio-click")).to_be_visible()
        expect(page.locator(".studio-brush")).to_be_hidden()


def test_a_closed_studio_gives_its_place_back_to_the_result(desk_page, demo):
    page = desk_page
    run(page, demo)
    outcome = page.locator("#outcome")
    wide = box_of(outcome)["width"]
    header = page.locator("#studio > button")
    header.click()
    expect(page.locator("#studio .studio")).to_have_attribute("data-empty", "false")
    assert box_of(outcome)["width"] == 340 < wide
    header.click()
    expect(page.locator("#studio .studio")).to_be_hidden()
    assert box_of(outcome)["width"] == wide
