"""The lookbook's tab: many garments on one person, or one garment on many."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import gradio as gr
from gradio.i18n import I18nData

from tryon.ui import markup
from tryon.ui.common import AT_ONCE, IN_BROWSER, QUIET, example_pictures, run_updates
from tryon.ui.inputs import LookbookInputs
from tryon.ui.lookbook import lookbook_markup
from tryon.ui.lookbook.handlers import LookbookHandlers
from tryon.ui.outputs import LookbookMenuOutputs, LookbookOutputs
from tryon.ui.wording import words
from tryon.ui.wording.speaking import say

# So many may be made or wait in line, where they know their place; more wait in Gradio's queue.
_IN_LINE = 32


@dataclass(frozen=True)
class LookbookTab:
    """What was laid out.

    Attributes:
        given: What is chosen there.
        fill: Fills the galleries with the examples.
        shown: What making a lookbook changes.
    """

    given: LookbookInputs
    fill: gr.Button
    shown: LookbookOutputs


def place_lookbook(results: Path) -> LookbookTab:
    """Lays out the tab.

    Args:
        results: Folder in which the downloads lie.
    """
    gr.HTML(markup.spoken("lookbook_lead", words.LOOKBOOK_LEAD, "p"), elem_id="lookbook-lead")
    with gr.Row(elem_id="lookbook-photos"):
        persons = _pictures("persons")
        garments = _pictures("garments")
    with gr.Row(elem_id="lookbook-actions"):
        run = gr.Button(say("make"), variant="primary", size="lg", elem_id="lookbook-run")
        stop = gr.Button(say("cancel"), size="lg", interactive=False, elem_id="lookbook-stop")
        fill = gr.Button(say("use_examples"), size="lg", elem_id="lookbook-examples")
    with gr.Accordion(say("options"), open=False, elem_id="lookbook-options"):
        pipeline = gr.Dropdown(
            [(f"{say('menu_best')}", "auto")],
            value="auto",
            label=say("pipeline"),
            elem_id="lookbook-pipeline",
        )
        size = gr.Dropdown(
            [(f"{say('menu_usual')}", "")], value="", label=say("size"), elem_id="lookbook-size"
        )
    status = gr.HTML(elem_id="lookbook-status")
    grid = gr.HTML(elem_id="lookbook-grid")
    with gr.Row(elem_id="lookbook-downloads"):
        sheet = _download(say("sheet"), "lookbook-sheet", results)
        archive = _download(say("zip"), "lookbook-zip", results)
    gr.HTML(lookbook_markup.opened(), elem_id="lookbook-steps")
    shown = LookbookOutputs(status, grid, sheet, archive, run, stop)
    given = LookbookInputs(persons=persons, garments=garments, pipeline=pipeline, size=size)
    return LookbookTab(given, fill, shown)


def connect_lookbook(
    tab: gr.Tab, book: LookbookTab, handlers: LookbookHandlers, examples: Path
) -> None:
    """Connects the tab's events.

    Args:
        tab: What it lies in; the menus are filled when that is opened.
        book: What was laid out.
        handlers: Answer its events.
        examples: Folder with `person_*` and `garment_*` pictures; may be empty.
    """
    given = book.given
    status, run, stop = book.shown.status, book.shown.run, book.shown.stop
    menus = LookbookMenuOutputs(pipeline=given.pipeline, size=given.size)
    tab.select(handlers.opened, None, menus.components, **QUIET)
    given.pipeline.input(**given.to(handlers.chosen), outputs=given.size, preprocess=False, **QUIET)
    people, tops = (example_pictures(examples, subject) for subject in ("person", "garment"))
    book.fill.click(
        lambda: ([str(path) for path in people[:1]], [str(path) for path in tops]),
        None,
        [given.persons, given.garments],
        **QUIET,
    )
    # Whoever waits sees it from the first moment, before the server has a say.
    waiting = json.dumps([markup.progress(words.WAITING, 0), *run_updates(running=True)])
    run.click(None, None, [status, run, stop], js=f"() => {waiting}", **IN_BROWSER)
    made = run.click(
        **given.to(handlers.run),
        outputs=book.shown.components,
        preprocess=False,
        show_progress="hidden",
        concurrency_limit=_IN_LINE,
        concurrency_id="lookbooks",
        trigger_mode=AT_ONCE,
        api_name="lookbook",
    )
    # Also where the queue was full, which no handler hears of.
    made.failure(
        None,
        None,
        [run, stop],
        js=f"() => {json.dumps(run_updates(running=False))}",
        **IN_BROWSER,
    )
    stop.click(
        handlers.stop,
        None,
        None,
        queue=False,  # answered at once, whatever waits in the queue
        show_progress="hidden",
        api_visibility="private",
    )


def _download(label: I18nData, name: str, results: Path) -> gr.DownloadButton:
    # Gradio translates it as it does every label, and only does not say so.
    button = gr.DownloadButton(cast(str, label), interactive=False, elem_id=name)
    # Gradio copies what lies elsewhere, and a copy would outlive what it was made of.
    button.GRADIO_CACHE = str(results)
    return button


def _pictures(side: str) -> gr.Gallery:
    return gr.Gallery(
        label=say(side),
        file_types=["image"],
        sources=["upload", "clipboard"],
        interactive=True,
        columns=5,
        fit_columns=False,
        height="var(--gallery-height)",
        object_fit="contain",
        allow_preview=False,
        buttons=[],
        elem_id=f"lookbook-{side}",
    )
