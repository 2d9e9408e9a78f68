"""The HTML of inspector and lookbook."""

import re
from html import unescape

import numpy as np
import pytest

from tests.support.nasty import ESCAPED, NASTY
from tryon.misalignment.inspection import Change, Inspection, Spot, Window
from tryon.misalignment.reference import Reference
from tryon.ui.inspector import inspector_markup
from tryon.ui.inspector.inspector_markup import Choice
from tryon.ui.lookbook import lookbook_markup
from tryon.ui.lookbook.lookbook_markup import Cell
from tryon.ui.markup import Shown

SHOWN = Shown(NASTY, NASTY, NASTY)
SPOT = Spot(1234, 0.25, (0.5, 0.25), Window(0.25, 0.125, 0.5))
NONE = np.zeros((2, 2), bool)
TEN = Reference(NASTY, (1024, 768), tuple(range(0, 100, 10)))


def whole_inspector(spots=(SPOT,)):
    return inspector_markup.inspector(
        key=NASTY,
        bases=[Choice("result", NASTY, SHOWN)],
        layers=[Choice("misaligned", NASTY, SHOWN), Choice("aligned", NASTY, SHOWN)],
        sentence=NASTY,
        facts=inspector_markup.facts(Inspection((8, 6), 400, 100, spots)),
        spots=spots,
        reference=inspector_markup.reference_figure(TEN, 45),
        comparison=inspector_markup.comparison(NASTY, "now", Change(0.5, 0.25, ~NONE, NONE)),
    )


def test_nothing_that_comes_in_is_markup():
    cells = [
        Cell(NASTY, "failed", NASTY, NASTY),
        Cell(NASTY, "done", NASTY, picture=SHOWN, inset=SHOWN, steps=NASTY),
    ]
    for text in (whole_inspector(), lookbook_markup.grid(cells)):
        assert "<img src=x" not in text
        assert ESCAPED in text


def test_the_inspector_says_its_numbers():
    text = whole_inspector()
    assert "25.0 % of the clothing area is misaligned" in text
    assert "100 of 400 pixels, at 6 × 8" in text
    assert '>50.0 %</span> → <span data-amount="25.0 %">25.0 %</span>' in text
    assert "4 pixels newly closed" in text and "0 pixels newly opened" in text
    assert "Medium misalignment: 50 % of 10 reference pairs miss less" in text
    assert text.count('data-zoom="0.2500 0.1250 0.5000"') == 2  # marker and list
    assert len(re.findall("<input[^>]*checked", text)) == 2  # one of each switch


def test_without_spots_there_is_nothing_to_zoom_to():
    text = whole_inspector(())
    assert "data-zoom" not in text and "No misaligned spot" in text


@pytest.mark.parametrize("pixels", [0, 45, 90, 10_000])
def test_the_mark_stays_in_the_histogram(pixels):
    drawn = inspector_markup.reference_figure(TEN, pixels)
    mark = float(re.search(r'class="here" d="M([\d.]+)', drawn)[1])
    assert 0 <= mark <= 360
    assert drawn.count("<rect") == len(TEN.histogram())


def test_only_cells_with_a_picture_can_be_pressed():
    states = ("waiting", "running", "dropped", "failed")
    assert "<button" not in lookbook_markup.grid([Cell("one", state) for state in states])
    assert "<button" in lookbook_markup.grid([Cell("one", "done", picture=SHOWN)])


def test_everything_the_inspector_says_has_a_key():
    """But for what comes in, and how a run or the reference is described."""
    for spots in ((SPOT,), ()):
        html = whole_inspector(spots)
        for attribute, kind in (("title", "hint"), ("aria-label", "label")):
            for tag in re.findall(rf'<[^>]*\s{attribute}="[^>]*>', html):
                assert f"data-{kind}=" in tag, tag
        for tag, text in re.findall(r"(<[^/][^>]*>)\s*([^<]*[a-z][^<]*)<", html):
            assert "data-words=" in tag or unescape(text) in (NASTY, TEN.words), text
