"""The misalignment inspector in Chromium, with an engine that only draws."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.support.fake_engine import drawn_labels
from tests.support.page import box_of, run, seen
from tryon.labels import Lip
from tryon.misalignment.overlays import ALIGNED_RGB, MISALIGNED_RGB
from tryon.misalignment.reference import GROUP_NAMES


def layer_colours(page, value):
    """What a layer adds to the picture: the colours of the pixels that change with it."""
    viewer = page.locator(".viewer")
    opacity = page.get_by_label("Opacity of the mask")
    page.locator(f".switch input[value={value}]").check()
    page.locator(".marker").evaluate_all("all => all.forEach(each => each.style.display = 'none')")
    opacity.fill("0")
    bare = seen(viewer)
    opacity.fill("100")
    covered = seen(viewer)
    return covered[(bare != covered).any(axis=2)]


def has(colours, rgb):
    return bool((np.abs(colours.astype(int) - rgb).max(axis=1) < 4).any())


def test_the_numbers_are_those_of_the_masks(page, demo):
    run(page, demo)
    upper = drawn_labels() == Lip.UPPER
    misaligned = int(upper[:401].sum())
    expect(page.locator(".inspector .fact")).to_have_text(
        f"{100 * misaligned / upper.sum():.1f} % of the clothing area is misaligned"
    )
    counts = f"{misaligned:,} of {int(upper.sum()):,} pixels, at 768 × 1024"
    expect(page.locator(".inspector .fact + .counts")).to_have_text(counts)
    expect(page.locator(".standing figcaption")).to_have_text(
        re.compile(rf"^({'|'.join(name.capitalize() for name in GROUP_NAMES)}) misalignment: \d+ %")
    )
    page.get_by_text("What it is compared with").click()
    expect(page.locator(".standing details p")).to_contain_text("synthetic")


def test_every_layer_has_the_papers_colours(page, demo):
    run(page, demo)
    for value, orange, blue in (
        ("misaligned", True, False),
        ("aligned", False, True),
        ("both", True, True),
        ("outline", True, True),
    ):
        colours = layer_colours(page, value)
        assert has(colours, MISALIGNED_RGB) is orange
        assert has(colours, ALIGNED_RGB) is blue
        assert len(colours)


def test_the_masks_lie_over_three_pictures(page, demo):
    run(page, demo)
    # What comes after the result, above, moves these by a part of a pixel.
    expect(page.locator("#download-all")).to_be_visible()
    expect(page.locator(".history li")).to_have_count(1)
    page.get_by_label("Opacity of the mask").fill("0")
    pictures = {}
    for value in ("result", "photo", "warped"):
        page.locator(f".switch input[value={value}]").check()
        shown = page.locator(".viewer .base:visible")
        expect(shown).to_have_count(1)
        assert shown.get_attribute("alt")
        pictures[value] = seen(page.locator(".viewer"))
    assert (pictures["result"] != pictures["photo"]).any()
    assert (pictures["photo"] != pictures["warped"]).any()


@pytest.mark.parametrize("by", ["list", "marker", "key"])
def test_a_spot_is_zoomed_to_and_left_again(page, demo, by):
    run(page, demo)
    inspector = page.locator(".inspector")
    expect(inspector.locator(".spots h3")).to_contain_text("share of all misaligned pixels")
    whole = page.get_by_role("button", name="Whole picture")
    spot = inspector.locator(".spots [data-spot='1']")
    plane = page.locator(".plane")
    before = box_of(plane)["width"]
    if by == "list":
        spot.click()
    elif by == "marker":
        inspector.locator(".marker[data-spot='1']").click()
    else:
        whole.focus()
        page.keyboard.press("1")
    expect(spot).to_have_attribute("aria-pressed", "true")
    expect(whole).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(600)
    assert box_of(plane)["width"] > 1.8 * before
    # The window shown holds the spot's marker.
    viewer, marker = (
        box_of(inspector.locator(name)) for name in (".viewer", ".marker[data-spot='1']")
    )
    assert viewer["x"] - 30 < marker["x"] < viewer["x"] + viewer["width"]
    assert viewer["y"] - 30 < marker["y"] < viewer["y"] + viewer["height"]
    if by == "key":
        page.keyboard.press("Escape")
    else:
        whole.click()
    page.wait_for_timeout(600)
    assert box_of(plane)["width"] == pytest.approx(before, abs=1)


def test_a_second_run_is_compared_with_the_first(page, demo):
    run(page, demo)
    expect(page.locator(".since")).to_have_count(0)
    expect(page.locator(".switch input[value=change]")).to_have_count(0)
    page.locator(".switch input[value=outline]").check()
    page.click("#run")
    since = page.locator(".since")
    expect(since).to_contain_text("Since your run before")
    # The fake engine always draws the same.
    expect(since.locator("li").first).to_have_text("0 pixels newly closed")
    # The switches start anew with the new run.
    expect(page.locator(".switch input[value=result]")).to_be_checked()
    expect(page.locator(".switch input[value=misaligned]")).to_be_checked()
    page.locator(".switch input[value=change]").check()
    expect(page.locator(".viewer .layer:visible")).to_have_attribute("data-layer", "change")


def test_another_visitor_sees_no_earlier_run(open_page, demo):
    first, second = open_page(demo.address), open_page(demo.address)
    run(first, demo)
    run(second, demo)
    expect(second.locator(".inspector")).to_be_visible()
    expect(second.locator(".since")).to_have_count(0)
