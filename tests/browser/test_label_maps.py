"""Label pictures in Chromium: what is pointed at is named, and shines alone."""

from playwright.sync_api import expect

from tests.support import fake_engine
from tests.support.fake_engine import drawn_labels
from tests.support.page import at_rest, box_of, run, wait_until


def test_label_under_the_pointer_is_named_and_shines_alone(page, demo):
    run(page, demo)
    # Downloads and strip come after the result, above the steps: these then move by a part of a
    # pixel, however the browser holds its place, and every edge in a picture of them is another.
    expect(page.locator("#download-all")).to_be_visible()
    expect(page.locator(".history li")).to_have_count(1)
    label_map = page.locator(".label-map").first
    label_map.scroll_into_view_if_needed()
    stack = label_map.locator(".stack")
    plain = at_rest(stack)
    box = box_of(stack)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.5)
    expect(label_map.locator(".tip")).to_have_text("upper clothes")
    page.mouse.move(0, 0)
    expect(label_map.locator(".tip")).to_be_hidden()
    after = at_rest(stack)
    assert box_of(stack) == box
    assert (after == plain).all()
    label_map.get_by_role("button", name="hair").focus()
    page.wait_for_timeout(100)
    changed = (at_rest(stack) != plain).any(axis=2).mean()
    assert 0.9 < changed < 1.0


def test_labels_are_those_of_the_last_person(page, demo, monkeypatch):
    run(page, demo)
    upside_down = drawn_labels()[::-1].copy()
    monkeypatch.setattr(fake_engine, "drawn_labels", lambda: upside_down)
    maps = page.locator(".label-map")
    expect(maps).to_have_count(2)

    def point(label_map, y):
        stack = label_map.locator(".stack")
        stack.scroll_into_view_if_needed()
        box = box_of(stack)
        page.mouse.move(box["x"] + 0.45 * box["width"], box["y"] + y * box["height"])

    def covered(label_map):
        """How much of the face's and of the trousers' place in the first person is covered."""
        return label_map.locator("canvas").evaluate(
            """(canvas) => [0.2, 0.8].map((y) => canvas.getContext("2d").getImageData(
                 0.45 * canvas.width, y * canvas.height, 1, 1).data[3])"""
        )

    for label_map in maps.all():
        point(label_map, 0.2)
        expect(label_map.locator(".tip")).to_have_text("face")
        assert covered(label_map) == [0, 190]
    # Nobody moves the pointer: what covered the picture before must not lie on the next one.
    pictures = [each.get_attribute("src") for each in maps.locator("img").all()]
    page.evaluate("document.querySelector('#run').click()")
    for label_map, before in zip(maps.all(), pictures, strict=True):
        expect(label_map.locator("img")).not_to_have_attribute("src", before)
        wait_until(lambda label_map=label_map: covered(label_map) == [0, 0])
    for label_map in maps.all():
        point(label_map, 0.2)
        expect(label_map.locator(".tip")).to_have_text("trousers")
        label_map.get_by_role("button", name="face").hover()
        assert covered(label_map) == [190, 0]
