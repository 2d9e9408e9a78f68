"""Photos are cropped and turned, and one of several people or garments is chosen by a tap."""

import json

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.support.page import box_of, labels, run, seen, upload, upload_both
from tryon.ui.server.uploads import chosen_in
from tryon.ui.wording.sentences import SENTENCES


def size_of(page, subject):
    frame = page.locator(f"#{subject} .image-frame img")
    return frame.evaluate(
        "async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight])"
    )


def has_size(page, subject, size):
    page.wait_for_function(
        """([subject, width, height]) => {
            const image = document.querySelector(`#${subject} .image-frame img`);
            return image?.naturalWidth === width && image.naturalHeight === height;
        }""",
        arg=[subject, *size],
    )


def drag(page, locator, across, down):
    box = box_of(locator)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2)
    page.mouse.move(x + across, y + down)
    page.mouse.up()


def test_a_photo_is_turned_and_cropped_and_the_whole_one_comes_back(page, demo):
    expect(page.get_by_role("button", name="Crop or turn the garment photo")).to_be_hidden()
    run(page, demo)
    page.get_by_role("button", name="Crop or turn the garment photo").click()
    window = page.get_by_role("dialog", name="Crop or turn the garment photo")
    expect(window).to_be_visible()
    page.get_by_role("button", name="Turn right").click()
    stage = box_of(window.locator("canvas"))
    assert stage["width"] / stage["height"] > 1.3
    # The left half goes.
    drag(page, window.get_by_label("Corner top left"), stage["width"] / 2, 0)
    page.get_by_role("button", name="Use this", exact=True).click()
    expect(window).to_be_hidden()
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    page.wait_for_function(
        "document.querySelector('#garment .image-frame img')?.naturalHeight === 768"
    )
    width, height = size_of(page, "garment")
    assert abs(width - 512) < 6 and height == 768
    # Its pixels are the photo's own: right of the middle lies what was above it.
    with Image.open(demo.photos / "garment_drawn.png") as photo:
        turned = np.asarray(photo.convert("RGB").rotate(-90, expand=True))[:, 1024 - width :]
    shown = page.locator("#garment .image-frame img").get_attribute("src")
    pixels = page.request.get(shown).body()
    path = demo.photos / "shown.jpg"
    path.write_bytes(pixels)
    with Image.open(path) as photo:
        assert np.abs(np.asarray(photo).astype(int) - turned).mean() < 2
    # The result is of the photos before.
    expect(labels(page)).to_contain_text("photos before")
    # From the whole photo again.
    page.get_by_role("button", name="Crop or turn the garment photo").click()
    assert window.locator("canvas").evaluate("(canvas) => canvas.width") == 1024
    page.get_by_role("button", name="Turn left").click()
    page.get_by_role("button", name="Whole photo").click()
    page.get_by_role("button", name="Use this", exact=True).click()
    has_size(page, "garment", (768, 1024))
    expect(labels(page)).to_have_count(0)


def test_cropping_by_keyboard_and_leaving_it(page, demo):
    upload(page, "person", demo.photos / "person_drawn.png")
    tool = page.get_by_role("button", name="Crop or turn the person photo")
    tool.click()
    corner = page.get_by_label("Corner bottom right")
    corner.focus()
    for _ in range(25):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator("#trim")).to_be_hidden()
    expect(tool).to_be_focused()
    assert size_of(page, "person") == [768, 1024]
    tool.click()
    corner.focus()
    for _ in range(25):
        page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Use this", exact=True).click()
    has_size(page, "person", (768, 512))


def test_a_run_waits_for_the_photo_that_is_being_turned(page, demo):
    upload_both(page, demo)
    page.get_by_role("button", name="Crop or turn the person photo").click()
    page.get_by_role("button", name="Turn right").click()
    # Both in one breath, as on a slow machine.
    page.evaluate(
        "() => ['#trim .use', '#run'].forEach((one) => document.querySelector(one).click())"
    )
    expect(page.locator("#status")).to_contain_text("Done in")
    assert demo.engine.pipeline.last_person.photo.shape[:2] == (768, 1024)
    assert size_of(page, "person") == [1024, 768]
    expect(labels(page)).to_have_count(0)
    expect(page.locator(".on-its-way")).to_have_count(0)


def test_one_of_several_people_is_chosen_by_a_tap(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    upload_both(page, demo)
    expect(page.locator(".several-over")).to_have_count(0)
    page.get_by_label("Remove the person photo").click()
    upload(page, "person", demo.photos / "wide.png")
    first = page.get_by_role("button", name="Dress person 1 from the left")
    second = page.get_by_role("button", name="Dress person 2 from the left")
    expect(second).to_have_attribute("aria-pressed", "true")
    # The names may be there a moment before the photo is.
    for shown in (picture := page.locator("#person .image-frame img"), first):
        expect(shown).to_be_visible()
    photo, box = box_of(picture), box_of(first)
    # It lies over the left half of the photo.
    assert photo["x"] <= box["x"] < photo["x"] + photo["width"] / 4
    assert box["x"] + box["width"] < photo["x"] + photo["width"] / 2
    before = seen(page.locator("#person .image-frame"))
    first.tap()
    expect(first).to_have_attribute("aria-pressed", "true")
    assert np.abs(seen(page.locator("#person .image-frame")).astype(int) - before).max() > 50
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    assert demo.engine.preprocessor.last_index == 1
    second.tap()
    expect(labels(page)).to_contain_text("photos before")


def test_one_of_several_garments_is_chosen_by_a_tap(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    upload_both(page, demo)
    expect(page.locator("#garments")).to_be_hidden()
    page.get_by_label("Remove the garment photo").click()
    upload(page, "garment", demo.photos / "two_garments.png")
    expect(page.locator("#garments")).to_contain_text("Tap the garment")
    first = page.get_by_role("button", name="Put on garment 1 from the left")
    second = page.get_by_role("button", name="Put on garment 2 from the left")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#person .several-over")).to_have_count(0)
    first.tap()
    expect(first).to_have_attribute("aria-pressed", "true")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    assert demo.engine.preprocessor.last_garment == 1
    assert demo.engine.preprocessor.last_index is None
    second.tap()
    expect(labels(page)).to_contain_text("photos before")


def test_a_garment_that_lies_upside_down_is_turned_by_a_button(page, demo):
    upload(page, "garment", demo.photos / "garment_drawn.png")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    turn = page.get_by_role("button", name="Turn it upright")
    expect(turn).to_have_count(0)
    page.get_by_label("Remove the garment photo").click()
    upload(page, "garment", demo.photos / "garment_over.png")
    before = page.locator("#garment .image-frame img").get_attribute("src")
    expect(turn).to_have_css("border-top-width", "1px")  # looks like what can be pressed
    turn.click()
    expect(turn).to_have_count(0)
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    shown = page.locator("#garment .image-frame img").get_attribute("src")
    assert shown != before
    path = demo.photos / "turned.jpg"
    path.write_bytes(page.request.get(shown).body())
    with Image.open(path) as photo, Image.open(demo.photos / "garment_drawn.png") as upright:
        apart = np.asarray(photo).astype(int) - np.asarray(upright.convert("RGB"))
    assert np.abs(apart).mean() < 2
    # The window goes on from there: half a turn back is the photo as it was given.
    page.get_by_role("button", name="Crop or turn the garment photo").click()
    for _ in range(2):
        page.get_by_role("button", name="Turn left").click()
    page.get_by_role("button", name="Use this", exact=True).click()
    expect(turn).to_be_visible()


def test_forgetting_everything_forgets_whole_photos_too(page, demo):
    run(page, demo)
    page.get_by_role("button", name="Crop or turn the person photo").click()
    page.get_by_role("button", name="Turn right").click()
    page.get_by_role("button", name="Use this", exact=True).click()
    has_size(page, "person", (1024, 768))
    page.wait_for_function("JSON.parse(sessionStorage.getItem('tryon-photos')).length >= 3")
    paths = json.loads(page.evaluate("sessionStorage.getItem('tryon-photos')"))
    here = [path for path in paths if demo.site._uploads.is_there(path)]
    assert len(here) >= 3
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator(".history")).to_have_count(0)
    expect(page.locator("#status")).to_have_text(SENTENCES["forgotten"])
    assert not [path for path in here if demo.site._uploads.is_there(path)]
    assert page.evaluate("sessionStorage.getItem('tryon-photos')") is None


def test_a_photo_can_be_forgotten_before_there_is_a_result(page, demo):
    forget = page.get_by_role("button", name="Forget everything")
    expect(forget).to_be_hidden()
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#person-notes")).to_contain_text("One person found")
    (path,) = json.loads(page.evaluate("sessionStorage.getItem('tryon-photos')"))
    assert demo.site._uploads.is_there(path)
    page.on("dialog", lambda dialog: dialog.accept())
    forget.click()
    expect(page.locator("#status")).to_have_text(SENTENCES["forgotten"])
    expect(forget).to_be_hidden()
    assert not demo.site._uploads.is_there(path)
    # Of the next photo that is not said.
    upload(page, "person", demo.photos / "person_drawn.png")
    expect(page.locator("#status")).to_have_text("")


def test_a_chosen_person_is_read_from_the_photos_path():
    assert chosen_in("/a/b/person-3.jpg", "person") == 3
    assert chosen_in("/a/b/garment-12.png", "garment") == 12
    # In the other frame the choice means nothing.
    assert chosen_in("/a/b/person-3.jpg", "garment") is None
    for name in ("person_ada.jpg", "person-0.jpg", "person-100.jpg", "upload.jpg", "xperson-3.jpg"):
        assert chosen_in(f"/a/b/{name}", "person") is None
