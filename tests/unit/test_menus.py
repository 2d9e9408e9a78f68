"""Only what changes the picture is offered."""

import pytest

from tryon.ui.menus import kind_menu

SLEEVES = ["sleeveless", "short", "elbow", "long"]
APART = ("sleeveless", "long", "straps")


@pytest.mark.parametrize(
    ("found", "choices"),
    [
        ("short", [("Sleeveless", "sleeveless"), ("Short", ""), ("Long", "long")]),
        ("elbow", [("Sleeveless", "sleeveless"), ("Elbow", ""), ("Long", "long")]),
        ("long", [("Sleeveless", "sleeveless"), ("Short", "short"), ("Long", "")]),
    ],
)
def test_sleeves_that_are_treated_alike_are_one_choice(found, choices):
    menu = kind_menu(SLEEVES, APART, found)
    assert menu["choices"] == choices
    assert menu["value"] == "" and menu["visible"]


def test_a_pipeline_that_treats_all_alike_offers_none():
    assert not kind_menu(SLEEVES, (), "short")["visible"]


@pytest.mark.parametrize(
    ("chosen", "value"), [("short", ""), ("elbow", ""), ("long", "long"), (None, "")]
)
def test_what_was_chosen_is_shown_as_what_it_is_treated_as(chosen, value):
    assert kind_menu(SLEEVES, APART, "short", chosen)["value"] == value
