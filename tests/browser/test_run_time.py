"""How long a run takes is said before it is started, and how long it still takes meanwhile."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.support.page import run, upload_both


def test_it_was_measured_before_the_first_visitor_came(page):
    expect(page.locator("#run-time")).to_have_text("Takes about 1 s on this machine.")


@pytest.mark.parametrize("guise", [DESK, PHONE], ids=["desk", "phone"])
def test_it_is_said_at_the_button_and_time_left_meanwhile(open_page, demo, monkeypatch, guise):
    monkeypatch.setattr(demo.site._speed, "seconds", lambda pipeline, size: 20.0)
    page = open_page(demo.address, **guise)
    upload_both(page, demo)
    expect(page.locator("#run-time")).to_have_text("Takes about 20 s on this machine.")
    expect(page.locator("#run-time")).to_be_in_viewport(ratio=0.9)
    demo.engine.pipeline.seconds_per_stage = 1.5
    page.click("#run")
    left = page.locator("#status .progress .left")
    expect(left).to_have_text(re.compile("about 1[0-9] s left"))
    expect(left).to_be_in_viewport(ratio=0.9)
    # Every second, and not only with a stage.
    first = left.inner_text()
    expect(left).not_to_have_text(first)
    expect(page.locator("#status")).to_contain_text("Done in")
    expect(left).to_have_count(0)


def test_what_was_never_run_is_not_guessed(page, demo, monkeypatch):
    monkeypatch.setattr(demo.site._speed, "seconds", lambda pipeline, size: None)
    page.reload()
    expect(page.locator("#run-time")).to_contain_text("The first run will show")
    demo.engine.pipeline.seconds_per_stage = 0.3
    run(page, demo)
    expect(page.locator("#status .left")).to_have_count(0)
