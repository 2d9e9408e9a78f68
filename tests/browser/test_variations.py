"""Where a pipeline is random, several pictures at once; sizes tell the time they take here."""

import re

from playwright.sync_api import expect

from tests.support.page import choose, labels, run, upload_both


def test_variations_stand_beside_each_other_and_each_can_be_the_result(page, demo):
    upload_both(page, demo)
    page.get_by_role("button", name="Options").click()
    expect(page.locator("#variations")).to_be_hidden()
    choose(page, "pipeline", "Drawn, with ablation")
    page.locator("#variations input[type=number]").fill("3")
    page.locator("#seed input").fill("7")
    page.locator("#seed input").press("Tab")
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("Done in")
    assert demo.engine.pipeline.counts.finished == 3
    panels = page.locator("#sides .sides figure")
    expect(panels.locator("strong")).to_have_text(["Seed 7", "Seed 8", "Seed 9"])
    expect(page.locator("#download-all")).to_be_visible()
    panels.nth(2).get_by_role("button").click()
    expect(page.locator("#status")).to_contain_text("earlier result again")
    # With the seed it was made from, so that it is made of what is chosen.
    expect(page.locator("#seed input")).to_have_value("9")
    expect(labels(page)).to_have_count(0)
    expect(page.locator("#download-all")).to_have_attribute("download", re.compile("_seed9.zip"))
    expect(panels).to_have_count(3)
    # The result is one of them still.
    expect(page.locator("#sides .made-before:visible")).to_have_count(0)


def test_a_size_tells_how_long_it_took_here(page, demo):
    run(page, demo)
    page.get_by_role("button", name="Options").click()
    told = re.compile(r"Measured on this machine.*: 768 × 1024 [\d.]+ m?s; 384 × 512 not run yet")
    expect(page.locator("#size-times")).to_have_text(told)
    # No line ends between a number and its unit.
    expect(page.locator("#size-times .whole").first).to_have_css("text-wrap-mode", "nowrap")
