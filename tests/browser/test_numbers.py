"""Numbers have the marks of the visitor's language, wherever they stand."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.page import upload_drawn
from tryon.ui.wording.speaking import TABLES

# A space that may not break, as French has between three digits.
NARROW = "\u202f"


@pytest.mark.parametrize(
    ("browser_language", "large", "small"),
    [
        ("en-US", "1,234,567", "5.7 %"),
        ("it-IT", "1,234,567", "5.7 %"),
        ("de-DE", "1.234.567", "5,7 %"),
        ("es-MX", "1,234,567", "5.7 %"),
        ("fr-FR", f"1{NARROW}234{NARROW}567", "5,7 %"),
        ("es-ES", "1.234.567", "5,7 %"),
        ("ja-JP", "1,234,567", "5.7 %"),
        ("ko-KR", "1,234,567", "5.7 %"),
        ("zh-CN", "1,234,567", "5.7 %"),
    ],
)
def test_numbers_in_sentences_have_the_visitors_marks(
    open_page, demo, browser_language, large, small
):
    page = open_page(demo.address, locale=browser_language)
    tag = browser_language.partition("-")[0]
    say = TABLES.get(tag, TABLES["en"])
    if tag in TABLES and tag != "en":
        expect(page.locator("#run")).to_have_text(say["run"])
        page.wait_for_function("window.tryonWords('rs_device') !== 'on '")

    def said(key, **values):
        return page.evaluate("([key, values]) => window.tryonWords(key, values)", [key, values])

    counts = said("in_counts", count="1,234,567", all="12", size="768 × 1024")
    assert counts == say["in_counts"].format(count=large, all="12", size="768 × 1024")
    assert said("in_fact", share="5.7 %") == say["in_fact"].format(share=small)
    assert said("hs_seed", seed="1234567") == say["hs_seed"].format(seed="1234567")
    # What only looks like a number, or is part of a name, stays.
    for name in ("CC BY-NC 4.0", "a1.5", "compact_layout 66b8e3d6", "1.2.3"):
        assert said("rs_device", device=name) == say["rs_device"].format(device=name)


def test_no_number_of_a_run_keeps_english_marks(open_page, demo):
    page = open_page(demo.address, locale="de-DE")
    say = TABLES["de"]
    demo.engine.pipeline.seconds_per_stage = 1.1
    upload_drawn(page, demo)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(say["done_in"].partition("{")[0])
    expect(page.locator(".history li")).to_have_count(1)
    page.click("#to-studio")
    expect(page.locator(".studio[data-empty=false]")).to_be_visible()
    for place, form in (
        ("#status", r"\d,\d s"),
        ("#result figcaption", r"\d,\d s"),
        (".timings tfoot", r"\d,\d s"),
        (".timings tbody", r"\d,\d s"),
        (".step .time", r"\d,\d s"),
        (".studio-steps .time", r"\d,\d s"),
        (".legend small", r"\d,\d %"),
        (".inspector .fact", r"\d,\d %"),
        (".inspector .counts", r"\d\.\d{3} "),
        (".spots small", r"\d,\d %"),
        (".standing .keys", r"\d\.\d{3}"),
    ):
        expect(page.locator(place, has_text=re.compile(form)).first).to_be_attached()
    text = page.locator("body").inner_text()
    assert re.findall(r".*(?:\d\.\d %|\d\.\d s\b|\d,\d{3}(?!\d)).*", text) == []
