import math

import pytest

from tests.support.nasty import ESCAPED, NASTY
from tryon.types import Notice
from tryon.ui import markup
from tryon.ui.markup import Shown
from tryon.ui.results import result_markup
from tryon.ui.results.result_markup import Download
from tryon.ui.wording import amounts


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0.0 %"),
        (0.0004, "under 0.1 %"),
        (0.0625, "6.2 %"),
        (1.0, "100.0 %"),
        (math.nan, "not known"),
        (math.inf, "not known"),
        (None, "not known"),
    ],
)
def test_shares_in_words(share, words):
    assert amounts.percent(share) == words


@pytest.mark.parametrize(
    ("ms", "words"), [(0.4, "0 ms"), (999.0, "999 ms"), (1234.0, "1.2 s"), (math.nan, "not known")]
)
def test_durations_in_words(ms, words):
    assert amounts.duration(ms) == words


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5.7 %", True),
        ("1.2 s", True),
        ("5,290", True),
        ("1,234.5", True),
        ("5290", False),
        ("12 ms", False),
        ("CC BY-NC 4.0", False),
        ("768 × 1024", False),
        ("1.2 seconds", False),
        ("1.2 s, 768 × 1024", False),
        ("1,2", False),
        ("", False),
    ],
)
def test_numbers_with_marks_are_told_to_the_pages_script(text, amount):
    assert amounts.is_amount(text) == amount
    assert ("data-amount" in markup.paragraphs(text)) == amount


@pytest.mark.parametrize(
    ("fraction", "shown"), [(0.0, 0), (0.504, 50), (7.0, 100), (-1.0, 0), (math.nan, 0)]
)
def test_progress_stays_within_its_track(fraction, shown):
    bar = markup.progress("Working", fraction)
    assert f'aria-valuenow="{shown}"' in bar
    assert f"width:{shown}%" in bar


def test_timings_without_a_number_do_not_break_the_table():
    table = markup.timings([("one", math.nan), ("two", 20.0), ("three", 40.0)])
    assert "width:100%" in table
    assert "width:50%" in table
    assert "width:0%" in table
    assert "nan" not in table


def test_how_a_template_is_laid_out_is_not_seen():
    notes = markup.notices([Notice("code", "Odd.", "Turn it.", "person")])
    assert notes == (
        '<ul class="notes"><li class="note warning"><strong>Odd.</strong> <span>Turn it.</span>'
        "</li></ul>"
    )
    assert markup.notices([]) == ""


def test_what_is_put_together_from_html_stays_html():
    body = markup.pictures([Shown("a.png", "A", "a")])
    whole = markup.steps([markup.Step("One", "Does.", None, body)])
    assert body in whole and "&lt;" not in whole


def test_nothing_that_comes_in_is_markup():
    shown = Shown(NASTY, NASTY, NASTY)
    texts = [
        markup.header(NASTY, NASTY),
        markup.notices([Notice("code", NASTY, NASTY, "person")]),
        markup.refusal(NASTY, NASTY),
        markup.found(NASTY, sure=True),
        result_markup.made_before({"photos": NASTY}),
        result_markup.downloads([Download(NASTY, NASTY, NASTY, NASTY)]),
        markup.busy(NASTY),
        markup.message(NASTY),
        markup.paragraphs(NASTY),
        markup.progress(NASTY, 0.5),
        markup.empty_result(NASTY),
        result_markup.compare(shown, shown, 3, 4, [NASTY], {"made": NASTY}),
        markup.pictures([shown]),
        markup.steps([markup.Step(NASTY, NASTY, 1.0, "")]),
        markup.timings([(NASTY, 1.0)]),
        markup.table(NASTY, [NASTY], [[NASTY]]),
    ]
    for text in texts:
        assert "<img src=x" not in text
        assert ESCAPED in text
