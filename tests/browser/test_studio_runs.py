"""The studio in Chromium: what is mended runs again, is undone, saved and loaded."""

import json
import zipfile

from playwright.sync_api import expect

from tests.support.page import wait_until
from tests.support.studio_page import (
    ALL_STEPS,
    click_photo,
    colours,
    hair,
    mend_hair,
    open_studio,
    region,
    run_what_changed,
    settle,
    stale,
    wait_for_studio,
)
from tryon.labels import Lip


def test_a_click_mends_a_region_and_only_what_depends_on_it_runs_again(page, demo):
    open_studio(page, demo, ran=True)
    assert stale(page) == []
    expect(page.locator(".studio-go [data-run]")).to_be_disabled()
    before = hair(page)
    after = mend_hair(page)
    changed = (after != before).any(2)
    height, width = changed.shape
    assert changed[int(0.85 * height), int(0.36 * width)]
    assert not changed[int(0.3 * height), int(0.5 * width)]
    assert stale(page) == ALL_STEPS
    expect(page.locator("body")).to_have_attribute("data-made", "mends")

    counts = demo.engine.pipeline.counts
    counts.stages.clear()
    run_what_changed(page)
    assert counts.stages == ALL_STEPS
    assert stale(page) == []
    labels = demo.engine.pipeline.last_person.parse_map.labels
    assert labels[int(0.85 * 1024), int(0.36 * 768)] == Lip.HAIR
    # The page above shows the new result, too.
    expect(page.locator("#status")).to_contain_text("Ran ")

    page.get_by_role("button", name="Undo").click()
    settle(page)
    assert (colours(page) == before).all()
    assert stale(page) == ALL_STEPS
    page.get_by_role("button", name="Redo").click()
    settle(page)
    assert (colours(page) == after).all()
    assert stale(page) == []


def test_run_from_here_runs_just_that_step_and_those_after_it(page, demo):
    open_studio(page, demo, ran=True)
    counts = demo.engine.pipeline.counts
    counts.stages.clear()
    page.locator(".studio-steps li[data-stage=matching] [data-run]").click()
    expect(page.locator(".studio-message")).to_contain_text("Ran Warp")
    settle(page)
    assert counts.stages == ALL_STEPS[2:]


def test_a_mended_layout_runs_only_what_comes_after_it(page, demo):
    open_studio(page, demo, ran=True)
    page.locator(".studio-steps li[data-stage=segmentation] [data-mend]").click()
    settle(page)
    region(page, "upper clothes")
    click_photo(page, 0.36, 0.85)
    assert stale(page) == ALL_STEPS[2:]
    counts = demo.engine.pipeline.counts
    counts.stages.clear()
    run_what_changed(page)
    assert counts.stages == ALL_STEPS[2:]
    layout = demo.engine.pipeline.last_layout
    assert layout[int(0.85 * 1024), int(0.36 * 768)] == Lip.UPPER


def test_changes_are_saved_and_loaded_again(page, demo, tmp_path):
    open_studio(page, demo)
    mended = mend_hair(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save changes").click()
    path = tmp_path / "mended.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"parse.png", "mending.json"}
        assert json.loads(archive.read("mending.json"))["version"] == 1
    page.get_by_role("button", name="Reset to automatic").click()
    settle(page)
    assert (colours(page) != mended).any()
    load_changes(page, path)
    expect(page.locator(".studio-message")).to_contain_text("saved changes are back")
    wait_until(lambda: (colours(page) == mended).all())
    # On other photos they are refused in words.
    upload_other_garment(page)
    load_changes(page, path)
    expect(page.locator(".studio-message")).to_contain_text("another garment photo")


def load_changes(page, path):
    with page.expect_file_chooser() as chooser:
        page.locator(".studio [data-do=load]").click()
    chooser.value.set_files(path)


def upload_other_garment(page):
    page.locator("#garment-examples button").nth(1).click()
    # Nothing is mended on the photos that open in the place of those before.
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    wait_for_studio(page)


def test_a_new_photo_starts_afresh(page, demo):
    open_studio(page, demo)
    mend_hair(page)
    upload_other_garment(page)
    expect(page.locator(".studio-tabs .dot:visible")).to_have_count(0)


def test_two_visitors_mend_each_their_own(open_page, demo):
    one, other = open_page(demo.address), open_page(demo.address)
    open_studio(one, demo)
    open_studio(other, demo)
    untouched = colours(other)
    mend_hair(one)
    expect(other.get_by_role("button", name="Undo")).to_be_disabled()
    other.get_by_role("tab", name="Garment").click()
    settle(other)
    other.get_by_role("tab", name="Body parts").click()
    settle(other)
    assert (colours(other) == untouched).all()


def test_a_stopped_run_loses_nothing(page, demo):
    open_studio(page, demo)
    mend_hair(page)
    demo.engine.pipeline.seconds_per_stage = 2.0
    page.locator(".studio-go [data-run]").click()
    wait_until(lambda: demo.engine.pipeline.counts.runs == 1)
    page.locator(".studio-go").get_by_role("button", name="Cancel").click()
    expect(page.locator(".studio-message")).to_contain_text("Cancelled")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    wait_until(lambda: demo.engine.pipeline.counts.at_once == 0)
    demo.engine.pipeline.seconds_per_stage = 0.02
    run_what_changed(page)
