"""What a visitor made within the hour comes back, is compared, gone on from, and forgotten."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.page import labels, other_garment, run, seen, upload_both
from tryon.types import Notice
from tryon.ui.markup import notices
from tryon.ui.wording.words import LOOKBOOK_DONE_ONE


def two_results(page, demo):
    run(page, demo)
    entries = page.locator(".history li")
    expect(entries).to_have_count(1)
    other_garment(page)
    expect(page.locator("body")).to_have_attribute("data-made", "photos")
    page.click("#run")
    expect(entries).to_have_count(2)
    return entries


def shirt(page):
    """The brightest channel of the middle of the result: 0 red, 1 green."""
    page.get_by_label("How much of the photo before").fill("0")
    frame = seen(page.locator(".compare .frame"))
    height, width = frame.shape[:2]
    return int(frame[height // 2, width // 2 - 10 : width // 2 + 10].mean(axis=0).argmax())


def test_results_come_back_after_a_reload_with_their_photos_and_are_forgotten(page, demo):
    entries = two_results(page, demo)
    assert shirt(page) == 1
    page.reload()
    expect(entries).to_have_count(2)
    expect(entries.first.locator("time")).to_have_text(re.compile(r"\d"))
    # None is shown to compare with: the grey buttons say how to come to it.
    greyed = entries.first.locator(".beside")
    expect(greyed).to_be_disabled()
    expect(greyed).to_have_attribute("title", re.compile("^To compare two results"))
    expect(page.locator("#compare-hint")).to_be_visible()
    # The newest is first; the one made before it comes back whole.
    entries.nth(1).locator(".look-again").click()
    expect(page.locator("#status")).to_contain_text("earlier result again")
    expect(page.locator("#result .compare .frame")).to_be_in_viewport(ratio=0.5)
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    assert shirt(page) == 0
    expect(labels(page)).to_have_count(0)
    expect(page.locator(".steps .step").first).to_be_visible()
    expect(page.locator("#download-all")).to_be_visible()
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    # Compared with any other.
    expect(greyed).to_have_attribute("title", "")
    entries.first.locator(".beside").click()
    panels = page.locator("#sides .sides figure")
    expect(panels).to_have_count(2)
    colours = []
    for frame in panels.locator(".frame").all():
        picture = seen(frame)
        height, width = picture.shape[:2]
        colours.append(int(picture[height // 2, width // 2].argmax()))
    assert colours == [0, 1]
    # Each says which it is, by the number in the strip and by what is worn.
    titles = panels.locator("strong")
    expect(titles).to_have_text(["Result 1, chosen first", "Result 2, compared with it"])
    expect(entries.locator("b")).to_have_text(["2", "1"])
    page.wait_for_function(
        "[...document.querySelectorAll('.sides .worn')].every((img) => img.naturalWidth)"
    )
    worn = [seen(picture).mean(axis=(0, 1)).argmax() for picture in panels.locator(".worn").all()]
    assert worn == [0, 1]
    # Forgotten: here, and on the server.
    results = demo.photos.parent / "temporary" / "results"
    run_folder = entries.first.get_attribute("data-identity")
    assert (results / run_folder).is_dir()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator("#result .compare")).to_have_count(0)
    expect(entries).to_have_count(0)
    assert not (results / run_folder).exists()
    # The examples are everybody's.
    page.locator("#garment-examples button").nth(1).click()
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_after_a_reload_it_is_said_in_view_that_results_are_still_there(open_page, demo, size):
    page = open_page(demo.address, viewport=dict(zip(("width", "height"), size, strict=True)))
    line = page.locator("#still-here")
    expect(line).to_be_hidden()
    run(page, demo)
    expect(page.locator(".history li")).to_have_count(1)
    expect(line).to_be_hidden()
    page.reload()
    expect(line).to_be_in_viewport(ratio=1)
    expect(line).to_contain_text("Your results of the last hour are still here.")
    line.get_by_role("button", name="Show them").click()
    again = page.locator(".history .look-again")
    expect(again).to_be_in_viewport(ratio=1)
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("earlier result again")
    expect(line).to_be_hidden()


def test_an_earlier_result_comes_into_view_and_the_studio_says_nothing_of_another(page, demo):
    entries = two_results(page, demo)
    page.locator("#studio").get_by_role("button").first.click()
    # Its first answer, which says nothing, is awaited: it would take the sentence away again.
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    page.evaluate("window.tryonStudio.say('Of the result before.', '')")
    expect(page.locator(".studio-message")).to_have_text("Of the result before.")
    page.locator("#privacy").scroll_into_view_if_needed()
    entries.nth(1).locator(".look-again").click()
    expect(page.locator("#status")).to_contain_text("earlier result again")
    expect(page.locator(".studio-message")).not_to_contain_text("Of the result before.")
    expect(page.locator("#result .compare .frame")).to_be_in_viewport(ratio=0.5)


def test_another_visitor_sees_none_of_them(open_page, demo):
    first, second = open_page(demo.address), open_page(demo.address)
    run(first, demo)
    expect(first.locator(".history li")).to_have_count(1)
    second.reload()
    expect(second.locator("#run")).to_be_visible()
    expect(second.locator(".history li")).to_have_count(0)


def test_a_result_is_worn_and_another_garment_comes_on_top(page, demo):
    run(page, demo)
    expect(page.locator("#download-all")).to_be_visible()
    page.get_by_role("button", name="Use this picture as the person").click()
    said = page.locator("#status .message")
    expect(said).to_contain_text("The result is now the person")
    expect(said).to_be_in_viewport(ratio=0.9)
    other_garment(page)
    expect(page.locator("#person-notes")).to_contain_text("One person found")
    person = seen(page.locator("#person img").first)
    height, width = person.shape[:2]
    assert person[height // 2, width // 2].argmax() == 0  # the red shirt of the result
    page.click("#run")
    expect(page.locator(".history li")).to_have_count(2)
    assert shirt(page) == 1


def test_a_result_is_dragged_onto_the_person(open_page, demo):
    # So high that nothing has to scroll in the middle of a drag.
    page = open_page(demo.address, viewport={"width": 1280, "height": 1800}, has_touch=False)
    run(page, demo)
    expect(page.locator("#download-all")).to_be_visible()
    page.locator(".tools .drag").drag_to(page.locator("#person"))
    expect(page.locator("#status")).to_contain_text("The result is now the person")
    expect(page.locator("body")).to_have_attribute("data-made", "photos")
    # One of the strip, too.
    page.get_by_label("Remove the person photo").click()
    expect(page.locator("#person .image-frame img")).to_have_count(0)
    page.locator(".history .look-again").drag_to(page.locator("#person"))
    expect(page.locator("#person-notes")).to_contain_text("One person found")


def test_a_results_photos_go_on_in_the_lookbook(page, demo):
    run(page, demo)
    expect(page.locator("#download-all")).to_be_visible()
    for _ in range(2):  # the second time they are there already
        page.get_by_role("tab", name="Try on").click()
        page.get_by_role("button", name="To the lookbook").click()
        expect(page.locator("#lookbook-status")).to_contain_text("photos of the result are here")
        for side in ("persons", "garments"):
            expect(
                page.locator(f"#lookbook-{side} :is(.gallery-item, .thumbnail-item) img")
            ).to_have_count(1)
    page.click("#lookbook-run")
    expect(page.locator("#lookbook-status")).to_contain_text(LOOKBOOK_DONE_ONE)


def test_photos_the_wrong_way_round_are_swapped_by_a_button(page, demo):
    upload_both(page, demo)
    swap = page.get_by_role("button", name="Swap the two photos")
    expect(swap).to_have_count(0)
    sources = [page.locator(f"#{side} img").first.get_attribute("src") for side in SIDES]
    wrong = Notice("wrong_way_round", "Two garments.", "Or swap the two photos.", "person")
    page.evaluate(
        "notes => document.querySelector('#person-notes .notes').outerHTML = notes",
        notices([wrong]),
    )
    # In the note itself, so that whoever reads it sees how.
    expect(page.locator("#person-notes").get_by_role("button")).to_have_count(1)
    swap.click()
    for side, source in zip(SIDES, reversed(sources), strict=True):
        expect(page.locator(f"#{side} img").first).to_have_attribute("src", source)


SIDES = ("person", "garment")
