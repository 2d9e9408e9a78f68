"""What was mended or chosen for a result comes back with it, also after a reload."""

import re

from playwright.sync_api import expect

from tests.support.page import choose, labels, other_garment, run, upload_both
from tests.support.studio_page import (
    hair,
    mend_hair,
    open_studio,
    run_what_changed,
    settle,
    stale,
    to_studio,
    wait_for_studio,
)


def mended_run(page, demo):
    """Mends what was run, and runs that; returns both results, and the hair before and after."""
    open_studio(page, demo, ran=True)
    entries = page.locator(".history li")
    expect(entries).to_have_count(1)
    found = hair(page)
    mended = mend_hair(page)
    run_what_changed(page)
    expect(entries).to_have_count(2)
    return entries, found, mended


def show_again(page, entry):
    entry.locator(".look-again").click()
    expect(page.locator("#status")).to_contain_text("earlier result again")
    expect(page.locator("#person .image-frame img")).to_be_visible()
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")


def expect_nothing_greyed(page):
    page.wait_for_timeout(500)
    expect(page.locator("body")).to_have_attribute("data-made", "")
    expect(labels(page)).to_have_count(0)


def test_mends_come_back_with_their_result_after_a_reload(page, demo):
    entries, found, mended = mended_run(page, demo)
    page.reload()
    show_again(page, entries.first)
    expect(entries.first).to_contain_text("mended")
    expect_nothing_greyed(page)
    to_studio(page)
    assert (hair(page) == mended).all()
    assert stale(page) == []
    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert (hair(page) == found).all()
    expect(page.locator("body")).to_have_attribute("data-made", "mends")


def test_mends_come_back_from_another_result_while_the_studio_is_open(page, demo):
    entries, found, mended = mended_run(page, demo)
    show_again(page, entries.nth(1))
    expect_nothing_greyed(page)
    settle(page)
    assert (hair(page) == found).all()
    # With other photos in between, too.
    other_garment(page)
    expect(page.locator("body")).to_have_attribute("data-made", "photos")
    expect(page.locator("#garment-notes")).to_contain_text("short sleeves")
    show_again(page, entries.first)
    expect_nothing_greyed(page)
    wait_for_studio(page)
    assert (hair(page) == mended).all()


def test_a_run_after_a_reload_uses_the_mends_that_came_back(page, demo):
    entries, *_ = mended_run(page, demo)
    page.reload()
    show_again(page, entries.first)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("with your changes from the studio")
    expect_nothing_greyed(page)


def test_chosen_sleeves_come_back_with_their_result(page, demo):
    upload_both(page, demo)
    choose(page, "sleeve", "Long")
    page.click("#run")
    entries = page.locator(".history li")
    expect(entries).to_have_count(1)
    page.reload()
    show_again(page, entries.first)
    expect(page.locator("#sleeve input")).to_have_value("Long")
    expect_nothing_greyed(page)
    # Of another garment they are not chosen.
    other_garment(page)
    expect(page.locator("#sleeve input")).to_have_value(re.compile("Short"))


def test_chosen_sleeves_stay_when_the_pipeline_changes(page, demo):
    upload_both(page, demo)
    choose(page, "sleeve", "Long")
    page.get_by_role("button", name="Options").click()
    choose(page, "pipeline", "Compact (drawn)")
    page.wait_for_timeout(1000)
    expect(page.locator("#sleeve input")).to_have_value("Long")


def test_a_result_without_its_photos_says_so_and_blames_nobody(page, demo):
    run(page, demo)
    entries = page.locator(".history li")
    expect(entries).to_have_count(1)
    photos = page.evaluate("window.tryonPage.chosen()")
    demo.site._uploads.forget(photos)
    page.reload()
    entries.first.locator(".look-again").click()
    expect(page.locator("#status")).to_contain_text("its photos were deleted after their hour")
    expect(labels(page)).to_have_text(["The photos it was made of were deleted after their hour."])
    expect(page.locator("body")).to_have_attribute("data-made", "gone")
