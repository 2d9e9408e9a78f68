"""A close look at a result, and taking it along."""

import io

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from tests.support.page import box_of, compare, run


def test_the_zoom_stands_between_its_buttons(open_page, demo):
    # Where the row of buttons has no room for all of them.
    page = open_page(demo.address, viewport={"width": 320, "height": 844})
    run(page, demo)
    row = [
        box_of(page.locator(f".compare .tools {each}"))
        for each in ("[data-closer=out]", "output", "[data-closer=in]")
    ]
    middles = [box["y"] + box["height"] / 2 for box in row]
    # On one line: below the others it stood a row lower.
    assert max(middles) - min(middles) < row[0]["height"] / 2
    assert row[0]["x"] < row[1]["x"] < row[2]["x"]


def test_before_and_after_are_zoomed_and_moved_together_and_copied(page, demo):
    run(page, demo)
    frame = page.locator(".compare .frame")
    frame.scroll_into_view_if_needed()
    box = box_of(frame)
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator(".compare .tools output")).to_have_text("272 %")
    images = page.locator(".compare .frame img")
    places = [box_of(image) for image in images.all()]
    assert places[0] == places[1] and places[0]["width"] > 2.5 * box["width"]
    # A drag away from the seam moves the picture and not the seam.
    split = page.get_by_label("How much of the photo before").input_value()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    moved = [box_of(image) for image in images.all()]
    assert moved[0] == moved[1]
    assert abs(moved[0]["x"] - places[0]["x"] + 0.1 * box["width"]) < 3
    assert page.get_by_label("How much of the photo before").input_value() == split
    page.get_by_role("button", name="Whole", exact=True).first.click()
    assert box_of(images.first)["width"] == box["width"]
    # A double click zooms in where it is, and another one shows the whole again.
    frame.dblclick(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
    expect(page.locator(".compare .tools output")).to_have_text("250 %")
    frame.dblclick(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
    expect(page.locator(".compare .tools output")).to_have_text("100 %")
    # The word is whole although little of the photo before is shown at first.
    assert page.locator(".tag.left").evaluate("(tag) => !tag.closest('.before')")
    # Full screen and back.
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_function("document.fullscreenElement?.matches('.compare')")
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_function("!document.fullscreenElement")
    # Into the clipboard.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator("#download-picture")).to_be_visible()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".compare .said")).to_have_text("Copied.")
    copied = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const bytes = await (await item.getType("image/png")).arrayBuffer();
          return [...new Uint8Array(bytes)];
        }"""
    )
    with Image.open(io.BytesIO(bytes(copied))) as picture:
        assert picture.size == (768, 1024)
        assert np.asarray(picture.convert("RGB"))[512, 384].argmax() == 0  # the red shirt


def test_a_pinch_zooms_the_picture_it_is_in_and_elsewhere_the_page(open_page, demo):
    page = open_page(
        demo.address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    fingers = page.context.new_cdp_session(page)

    def pinched(locator, by="touch"):
        """How many times closer the page is after a pinch by "touch" or on a trackpad, "mouse"."""
        locator.evaluate("element => element.scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(300)
        box = box_of(locator)
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        gesture = {**place, "scaleFactor": 2, "relativeSpeed": 400, "gestureSourceType": by}
        fingers.send("Input.synthesizePinchGesture", gesture)
        return page.evaluate("visualViewport.scale")

    def left_to_the_browser(locator):
        """What the browser does of itself with fingers there."""
        return locator.evaluate("element => getComputedStyle(element).touchAction")

    compare(page, demo)
    side = page.locator(".sides .frame").nth(1)
    assert pinched(side) == 1
    assert int(page.locator(".sides input[data-sets='--zoom']").input_value()) > 150
    assert left_to_the_browser(side) == "pan-x pan-y"
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    page.click("#to-studio")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    stage = page.locator(".studio-stage")
    assert pinched(stage) == 1
    width = box_of(page.locator(".studio-stage .studio-frame"))["width"]
    assert width > 1.5 * box_of(stage)["width"]
    assert left_to_the_browser(stage) == "pan-y"
    # Neither finger has clicked.
    expect(page.locator("[data-do=undo]")).to_be_disabled()
    frame = page.locator("#result .compare .frame")
    assert pinched(frame) == 1
    expect(page.locator(".compare .tools output")).not_to_have_text("100 %")
    assert pinched(frame, "mouse") == 1
    # Beside the pictures it is the page that comes closer.
    words = page.locator("#header p")
    assert left_to_the_browser(words) == "auto"
    assert pinched(words, "mouse") > 1.5


def test_the_wheel_zooms_pictures_side_by_side(page, demo):
    compare(page, demo)
    frame = page.locator(".sides .frame").nth(1)
    frame.scroll_into_view_if_needed()
    frame.hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator(".sides input[data-sets='--zoom']")).to_have_value("272")


# As a system with a share menu has it; what is handed over is kept to be looked at.
SHARES = """
  navigator.canShare = (data) => data.files.every((file) => file.type === "image/png");
  navigator.share = async ({ files: [file] }) => {
    const bytes = [...new Uint8Array(await file.arrayBuffer())];
    window.shared = { name: file.name, type: file.type, bytes };
  };
"""
NO_MENU = "delete Navigator.prototype.share; delete Navigator.prototype.canShare;"


def test_a_result_is_handed_to_the_systems_share_menu_as_a_file(open_page, demo):
    page = open_page(demo.address, viewport={"width": 390, "height": 844}, has_touch=True)
    page.add_init_script(SHARES)
    page.reload()
    page.wait_for_selector("#run")
    run(page, demo)
    expect(page.locator("#download-picture")).to_be_visible()
    page.locator(".compare").get_by_role("button", name="Share", exact=True).tap()
    page.wait_for_function("window.shared")
    shared = page.evaluate("window.shared")
    assert shared["name"] == "person_drawn_garment_drawn_tryon.png"
    assert shared["type"] == "image/png"
    with Image.open(io.BytesIO(bytes(shared["bytes"]))) as picture:
        assert picture.size == (768, 1024)
        assert np.asarray(picture.convert("RGB"))[512, 384].argmax() == 0  # the red shirt


def test_without_a_share_menu_there_is_no_button_for_it(page, demo):
    page.add_init_script(NO_MENU)
    page.reload()
    page.wait_for_selector("#run")
    run(page, demo)
    tools = page.locator(".compare .tools")
    expect(tools.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    expect(tools.locator("[data-closer=share]")).to_be_hidden()
