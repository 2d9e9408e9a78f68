"""What handlers change is named, and what they do not name stays as it is."""

from dataclasses import fields

import gradio as gr
import pytest

from tryon.ui.outputs import LookbookMenuOutputs, RunOutputs, WornOutputs
from tryon.ui.results.show import Show


def test_an_answer_keeps_to_the_order_of_the_page_whatever_its_own() -> None:
    person, status = object(), object()
    assert WornOutputs.updates(status="done", person="photo") == ("photo", "done")
    assert WornOutputs(person=person, status=status).components == [person, status]
    assert WornOutputs.updates(status="done") == (gr.skip(), "done")


def test_nothing_can_be_changed_that_is_not_there() -> None:
    with pytest.raises(TypeError, match="WornOutputs has no result"):
        WornOutputs.updates(status="done", result="a picture")


def test_what_is_shown_of_a_run_goes_where_it_is_named() -> None:
    names = [each.name for each in fields(RunOutputs)]
    texts = [name for name in names if name not in ("run", "compare", "cancel")]
    answer = dict(zip(names, Show(**{name: name for name in texts}).updates(), strict=True))
    assert {name: answer[name]["value"] for name in texts} == {name: name for name in texts}
    assert [answer[name]["interactive"] for name in ("run", "compare", "cancel")] == [0, 0, 1]
    ended = dict(zip(names, Show(status="done", running=False).updates(), strict=True))
    assert all(ended[name] == gr.skip() for name in texts if name != "status")
    assert [ended[name]["interactive"] for name in ("run", "compare", "cancel")] == [1, 1, 0]


def test_the_menus_of_the_lookbook_are_filled_by_name() -> None:
    menus = object(), object()
    assert LookbookMenuOutputs.updates(size=menus[1], pipeline=menus[0]) == menus
    assert LookbookMenuOutputs(size=menus[1], pipeline=menus[0]).components == [*menus]
