"""Handlers are given what their parameters are called, whatever the order."""

from dataclasses import dataclass

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from tests.support.loops import run_apart
from tryon.config import Settings
from tryon.ui.inputs import Inputs
from tryon.ui.lookbook.tab import connect_lookbook, place_lookbook
from tryon.ui.site import Site


@dataclass(frozen=True)
class PairInputs(Inputs):
    person: gr.Textbox
    garment: gr.Textbox


def dressed(garment: str, visitor: gr.Request, person: str, event: gr.EventData) -> str:
    return f"{person} in {garment}, {event._data}"


def test_a_handler_is_given_what_it_names_and_what_gradio_gives():
    with gr.Blocks() as demo:
        place = PairInputs(person=gr.Textbox(), garment=gr.Textbox())
        said, press = gr.Textbox(), gr.Button()
        press.click(**place.to(dressed), outputs=said)
    event = demo.fns[0]
    assert event.inputs == [place.garment, place.person]
    pressed = gr.EventData(press, "pressed")
    asked = demo.process_api(event, ["a shirt", "Ada"], SessionState(demo), event_data=pressed)
    assert run_apart(asked)["data"] == ["Ada in a shirt, pressed"]


def test_nothing_can_be_asked_for_that_is_not_there():
    with gr.Blocks():
        place = PairInputs(person=gr.Textbox(), garment=gr.Textbox())
    with pytest.raises(TypeError, match=r"hatted asks for hat, which PairInputs has not"):
        place.to(hatted)
    with pytest.raises(TypeError, match="asks for to,"):
        place.to(lambda to: to)


def hatted(person: str, hat: str) -> str:
    return f"{person} in {hat}"


class HattedHandlers:
    """A lookbook's, one of which asks for what the tab has not."""

    def opened(self): ...
    def chosen(self, pipeline): ...
    def run(self, persons, hats): ...
    def stop(self): ...


def test_a_page_without_what_a_handler_asks_for_cannot_be_built(tmp_path):
    with gr.Blocks(), gr.Tab() as tab:
        book = place_lookbook(tmp_path)
        with pytest.raises(TypeError, match=r"run asks for hats, which LookbookInputs has not"):
            connect_lookbook(tab, book, HattedHandlers(), tmp_path)


@pytest.fixture
def page(tmp_path):
    """The whole page, on a machine without an engine."""
    site = Site(Settings(), tmp_path / "temporary", engine_factory=lambda name, tell: None)
    yield site.demo
    site.close()


def test_every_name_is_one_component_and_every_component_has_one_name(page):
    """Those with names of their own in the browser have the same ones there."""
    asked = [
        (name, component)
        for event in page.fns.values()
        if event.input_keyword_names
        for name, component in zip(event.input_keyword_names, event.inputs, strict=True)
    ]
    assert len(asked) > 80
    books = ("lookbook-persons", "lookbook-garments", "lookbook-pipeline", "lookbook-size")
    components: dict[tuple[bool, str], object] = {}
    for name, component in asked:
        in_book = component.elem_id in books
        assert components.setdefault((in_book, name), component) is component
        if component.elem_id is not None:
            assert component.elem_id.removeprefix("lookbook-").removeprefix("studio-") == name
    assert len({*components.values()}) == len(components) == 18


def test_no_handler_is_given_anything_by_position(page):
    for event in page.fns.values():
        if event.fn is not None:
            assert len(event.inputs) == len(event.input_keyword_names)
