"""Only what changes the picture is offered."""

import json
import re

import pytest

from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.ui.runs.menus import kind_menu, menu
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.wording import words
from tryon.ui.wording.speaking import TABLES, say

SLEEVES = ["sleeveless", "short", "elbow", "long"]
APART = ("sleeveless", "long", "straps")


@pytest.mark.parametrize(
    ("found", "choices"),
    [
        ("short", [("sleeveless", "sleeveless"), ("short", ""), ("long", "long")]),
        ("elbow", [("sleeveless", "sleeveless"), ("elbow", ""), ("long", "long")]),
        ("long", [("sleeveless", "sleeveless"), ("short", "short"), ("long", "")]),
    ],
)
def test_sleeves_that_are_treated_alike_are_one_choice(found, choices):
    menu = kind_menu(SLEEVES, APART, found)
    assert menu["choices"] == [(f"{say(f'menu_{kind}')}", value) for kind, value in choices]
    assert menu["value"] == "" and menu["visible"]


@pytest.mark.parametrize(("found", "other"), [("short", "elbow"), ("elbow", "short")])
def test_short_sleeves_and_those_to_the_elbow_are_no_choice(found, other):
    """Measured: between them next to nothing changes in the picture."""
    menu = kind_menu(SLEEVES, LearnedCompactPipeline.kinds, found)
    names = [name for name, _ in menu["choices"]]
    assert f"{say(f'menu_{found}')}" in names and f"{say(f'menu_{other}')}" not in names
    assert len(names) == 3


def test_a_pipeline_that_treats_all_alike_offers_none():
    assert not kind_menu(SLEEVES, (), "short")["visible"]


@pytest.mark.parametrize(
    ("chosen", "value"), [("short", ""), ("elbow", ""), ("long", "long"), (None, "")]
)
def test_what_was_chosen_is_shown_as_what_it_is_treated_as(chosen, value):
    assert kind_menu(SLEEVES, APART, "short", chosen)["value"] == value


def in_english(choice):
    """What the browser makes of a choice: it puts one text of it into words, as Gradio does."""
    marked = re.compile(r"__i18n__(\{.*?\})")
    said = marked.sub(lambda found: TABLES["en"][json.loads(found[1])["key"]], choice, count=1)
    assert "__i18n__" not in said
    return said


@pytest.mark.parametrize(
    ("title", "lacks", "said"),
    [
        ("Compact (our own small networks)", {}, "Compact (our own small networks)"),
        ("VITON-HD (published networks)", {"missing": ("A",)}, "VITON-HD (weights missing)"),
        ("VITON-HD (published networks)", {"fetched": 616}, "VITON-HD (616 MB to fetch)"),
        ("RMGN (drawn)", {}, "RMGN (drawn)"),
        (words.AUTO, {}, "Best that is here"),
        (f"{words.AUTO}: Compact", {}, "Best that is here: Compact"),
        (
            f"{words.AUTO}: VITON-HD",
            {"fetched": 616},
            "VITON-HD (616 MB to fetch; best that is here)",
        ),
    ],
)
def test_a_pipeline_is_named_with_what_matters_most(title, lacks, said):
    ((shown, value),) = menu([PipelineChoice("name", title, ((1024, 768),), **lacks)])["choices"]
    assert (in_english(shown), value) == (said, "name")
