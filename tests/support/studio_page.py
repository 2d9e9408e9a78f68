"""What a visitor does in the studio; the drawn person's joints are all missing."""

import base64
import io
import re

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.support.page import box_of, run, upload_both

ALL_STEPS = ["agnostic", "segmentation", "matching", "misalignment", "synthesis"]


def open_studio(page, demo, *, ran=False):
    """Opens the studio on the drawn photos; the drawn person's joints are all missing."""
    if ran:
        run(page, demo)
        to_studio(page)
    else:
        upload_both(page, demo)
        page.get_by_role("button", name=re.compile("^Studio")).click()
        wait_for_studio(page)


def to_studio(page):
    """Goes to the studio from a result."""
    page.click("#to-studio")
    wait_for_studio(page)


def wait_for_studio(page):
    """Waits until photos are open in the studio."""
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    settle(page)


def settle(page):
    """Waits until the server has answered everything."""
    expect(page.locator(".studio .working")).to_be_hidden()
    page.wait_for_timeout(150)


def region(page, name):
    page.locator(".studio-regions").get_by_role("button", name=name, exact=True).click()


def at(page, x, y):
    """The place on the screen of a place in the photo, both as fractions."""
    box = box_of(page.locator(".studio-stage"))
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def click_photo(page, x, y, **options):
    page.locator(".studio-stage").scroll_into_view_if_needed()
    page.mouse.click(*at(page, x, y), **options)
    settle(page)


def colours(page):
    """The overlay as drawn, (H, W, 4) uint8."""
    data = page.locator(".studio-stage canvas.overlay").evaluate(
        "canvas => canvas.toDataURL('image/png')"
    )
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data.partition(",")[2]))))


def hair(page):
    """The overlay while hair is chosen: that shows it in another colour."""
    region(page, "hair")
    settle(page)
    return colours(page)


def mend_hair(page):
    """Makes hair of the drawn trousers, which surely are none; returns the overlay after it."""
    region(page, "hair")
    click_photo(page, 0.36, 0.85)
    return colours(page)


def run_what_changed(page):
    page.locator(".studio-go [data-run]").click()
    expect(page.locator(".studio-message")).to_contain_text("Ran ")
    settle(page)


def stale(page):
    return page.locator(".studio-steps li[data-state=stale]").evaluate_all(
        "cards => cards.map(card => card.dataset.stage)"
    )
