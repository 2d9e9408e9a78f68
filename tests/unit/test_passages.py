"""What the page quotes of the papers stands at a step that there is, and is put as HTML."""

import json
import re
from html import unescape

import pytest

from tryon.ui.results.passage_markup import fold
from tryon.ui.wording.passages import SAID, Passage, passage_of
from tryon.ui.wording.step_words import steps_of


@pytest.mark.parametrize(
    ("pipeline", "paper", "equations"),
    [
        ("viton-hd", "VITON-HD", ["Eq. 1", "Eq. 2", "Eq. 3 and 4", "Eq. 5", "Eq. 5 to 7"]),
        ("rmgn", "RMGN", ["Eq. 1", "Eq. 2", "Eq. 5 and 6", "Eq. 7 and 8"]),
    ],
)
def test_every_equation_of_the_papers_method_has_its_step(pipeline, paper, equations):
    found = [passage_of(pipeline, step.fields[0]) for step in steps_of(pipeline)]
    passages = [each for each in found if each is not None]
    assert {name for name, *_ in passages} == {paper}
    assert all(SAID[key] == passage.words for _, passage, key in passages)
    numbered = [passage for _, passage, _ in passages if passage.formulas]
    assert len(numbered) == len(equations)
    for passage, equation in zip(numbered, equations, strict=True):
        assert equation in passage.place
    # Of each place only numbers are left to be put into another language's words.
    for name, passage, key in passages:
        html = unescape(fold(name, passage, key, own=False))
        blanks = json.loads(
            re.search(r'<summary data-words="pp_place\w*" data-values="(.*?})"', html)[1]
        )
        assert blanks.pop("paper") == paper
        assert all(number.isdigit() for number in blanks.values()), blanks


def test_formulas_are_lowered_raised_and_escaped():
    html = fold("A & B", Passage("Eq. 1", ("h_{a}^{i} < 1",), "Of a_{b}."), "pa_key", own=False)
    assert "h<sub>a</sub><sup>i</sup> &lt; 1" in html
    assert "A &amp; B, Eq.\N{NO-BREAK SPACE}1" in html
    assert '<p data-formula="pa_key">Of a<sub>b</sub>.</p>' in html
    assert "pp_instead" not in html
    assert "pp_instead" in fold("A", Passage("Sec. 2", (), ""), "", own=True)
    assert "pp_instead" not in fold("A", Passage("Sec. 2", (), "", True), "", own=True)
