"""How texts are worded: one name for a thing, one way to write a size, in every language."""

import re

import pytest

from tryon.misalignment.reference import read_reference
from tryon.ui.wording.speaking import TABLES


@pytest.mark.parametrize("language", TABLES)
def test_answers_name_buttons_and_sections_as_they_are_called(language):
    table = TABLES[language]
    for question, named in (
        ("qa_sleeve", "invitation"),
        ("qa_hand", "invitation"),
        ("qa_hand", "st_wrong_covered"),
        ("qa_last", "results"),
        ("qa_several", "lookbook"),
        ("qa_phone", "as_png"),
        ("qa_delete", "forget"),
    ):
        assert table[named] in table[f"{question}_so"], question


@pytest.mark.parametrize("language", TABLES)
def test_sizes_are_written_one_way(language):
    texts = [*TABLES[language].values(), read_reference().words]
    assert [text for text in texts if re.search(r"[\d}]\s?x\s?[\d{]", text)] == []


@pytest.mark.parametrize("language", TABLES)
def test_what_holds_every_step_says_so(language):
    table = TABLES[language]
    steps = table["steps"].split()[-1]
    assert steps in table["as_zip"] and steps in table["all_zip"]


@pytest.mark.parametrize(
    ("language", "retired"),
    [
        ("de", r"[Bb]ildpunkt|Entwurf|[Gg]ebogen|[Gg]ewerblich|Pipeline\b|Dünnplatten|Inspektor"),
        ("ja", "フロー|マシン|機械|曲げ|ブラウザ(?!ー)|パイプライン|キャンセル|二枚|一時間"),
    ],
)
def test_a_thing_has_one_word(language, retired):
    """Pixels, the layout, warping, the browser and so on once had two, which read as two things."""
    texts = TABLES[language].values()
    assert [text for text in texts if re.search(retired, text)] == []
