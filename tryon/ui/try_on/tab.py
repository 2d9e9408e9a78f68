"""The tab for one person and one garment: what is where, and which handler answers what."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from tryon.types import Subject
from tryon.ui import markup
from tryon.ui.common import AT_ONCE, IN_BROWSER, QUIET, run_updates
from tryon.ui.history.handlers import HistoryHandlers
from tryon.ui.history.page import HistoryStrip, connect_history, place_history, place_still_here
from tryon.ui.inputs import TryOnInputs
from tryon.ui.outputs import (
    GarmentOutputs,
    PersonOutputs,
    RestoredOutputs,
    RunOutputs,
    TimeOutputs,
)
from tryon.ui.photos import photo_markup
from tryon.ui.photos.examples import place_examples
from tryon.ui.photos.findings import PhotoFindings
from tryon.ui.photos.handlers import PhotoHandlers
from tryon.ui.photos.tools import connect_photo_tools
from tryon.ui.server.file_store import KEEP_SECONDS, SWEEP_SECONDS
from tryon.ui.studio.handlers import StudioHandlers
from tryon.ui.studio.page import Studio, connect_studio, place_invitation, place_studio
from tryon.ui.try_on.handlers import Handlers
from tryon.ui.try_on.options import Options, place_options
from tryon.ui.wording import words
from tryon.ui.wording.speaking import TABLES, say

# Runs queue for one place.
_RUNS = "runs"
# What a picture is made of, and what is therefore watched.
_CHOSEN = ("person", "garment", "pipeline", "size", "seed", "ablate", "sleeve", "neckline")


@dataclass
class _Slot:
    photo: gr.Image = field(init=False)
    notes: gr.HTML = field(init=False)


@dataclass(frozen=True)
class TryOnTab:
    """What was laid out.

    Attributes:
        given: What handlers are given of it.
        swap: Changes what the two frames hold.
        several: Tell where people and garments are, of which one can be chosen.
        options: What can be chosen besides the photos.
        run_time: How long a run takes.
        section: The section that holds it.
        shown: What a run changes.
        studio: Where masks are mended.
        strip: What was made before.
    """

    given: TryOnInputs
    swap: gr.Button
    several: tuple[gr.HTML, gr.HTML]
    options: Options
    run_time: gr.HTML
    section: gr.Accordion
    shown: RunOutputs
    studio: Studio
    strip: HistoryStrip


def place_try_on(examples: Path) -> TryOnTab:
    """Lays out the tab.

    Args:
        examples: Folder with `person_*` and `garment_*` pictures; may be empty.
    """
    place_still_here()
    with gr.Row(elem_id="try-on", equal_height=False):
        with gr.Column(scale=10, elem_id="inputs"):
            with gr.Row(elem_id="photos"):
                with _photo_slot("person", examples) as person:
                    people = gr.HTML(elem_id="people")
                with _photo_slot("garment", examples) as garment:
                    garments = gr.HTML(elem_id="garments")
                    sleeve, neckline = _place_kinds()
            swap = gr.Button(say("swap"), size="sm", elem_id="swap")
            with gr.Row(elem_id="actions"):
                run = gr.Button(say("run"), variant="primary", size="lg", elem_id="run")
                compare = gr.Button(say("sides"), size="lg", visible=False, elem_id="compare")
                cancel = gr.Button(say("cancel"), size="lg", interactive=False, elem_id="cancel")
                run_time = gr.HTML(elem_id="run-time")
            with gr.Accordion(say("options"), open=False, elem_id="options") as section:
                options = place_options()
            studio = place_studio()
        with gr.Column(scale=11, elem_id="outcome"):
            status = gr.HTML(elem_id="status")
            result = gr.HTML(markup.empty_result(words.EMPTY_RESULT), elem_id="result")
            downloads = gr.HTML(elem_id="downloads")
            place_invitation()
    strip = place_history()
    sides = gr.HTML(elem_id="sides")
    sides_downloads = gr.HTML(elem_id="sides-downloads")
    steps = gr.HTML(elem_id="steps")
    shown = RunOutputs(
        status=status,
        result=result,
        steps=steps,
        sides=sides,
        person_notes=person.notes,
        garment_notes=garment.notes,
        downloads=downloads,
        sides_downloads=sides_downloads,
        run=run,
        compare=compare,
        cancel=cancel,
    )
    given = TryOnInputs(
        person=person.photo,
        garment=garment.photo,
        pipeline=options.pipeline,
        size=options.size,
        seed=options.seed,
        ablate=options.ablate,
        variations=options.variations,
        sleeve=sleeve,
        neckline=neckline,
        kinds_of=gr.State(time_to_live=KEEP_SECONDS + SWEEP_SECONDS),
        upload=studio.upload,
        desk=studio.desk,
        known=strip.known,
        sessions=strip.sessions,
    )
    several = people, garments
    return TryOnTab(given, swap, several, options, run_time, section, shown, studio, strip)


def connect_try_on(
    page: gr.Blocks,
    tab: TryOnTab,
    handlers: Handlers,
    findings: PhotoFindings,
    studio_handlers: StudioHandlers,
    history_handlers: HistoryHandlers,
    photo_handlers: PhotoHandlers,
) -> None:
    """Connects the tab's events.

    Args:
        page: What the tab is on.
        tab: What was laid out.
        handlers: Answer the buttons.
        findings: Looks at the photos.
        studio_handlers: Answer the studio.
        history_handlers: Answer the strip of earlier results.
        photo_handlers: Crop and turn photos, and choose a person in one.
    """
    given, options, shown = tab.given, tab.options, tab.shown
    status, run, compare = shown.status, shown.run, shown.compare
    # What one frame holds goes into the other.
    tab.swap.click(
        None,
        [given.person, given.garment],
        [given.garment, given.person],
        js="(...photos) => photos",
        **IN_BROWSER,
    )
    _connect_freshness(tab)
    _connect_findings(tab, findings)
    connect_photo_tools(photo_handlers, given, status)
    options.pipeline.change(
        **given.to(handlers.chosen),
        outputs=options.filled.components,
        preprocess=False,
        **QUIET,
    )
    # Whoever waits in the queue sees it from the first moment, before the server has a say.
    busy, free = (run_updates(running=running, buttons=2) for running in (True, False))
    waiting = json.dumps([markup.progress(words.WAITING, 0), *busy])
    gr.on(
        [run.click, compare.click],
        None,
        None,
        [status, *shown.buttons],
        js=f"() => {waiting}",
        **IN_BROWSER,
    )
    long: dict[str, Any] = {
        "outputs": shown.components,
        "preprocess": False,
        "show_progress": "minimal",
        "show_progress_on": status,
        "concurrency_limit": 1,
        "concurrency_id": _RUNS,
        "trigger_mode": AT_ONCE,
    }
    running = run.click(**given.to(handlers.try_on), api_name="try_on", **long)
    comparing = compare.click(**given.to(handlers.compare), api_name="side_by_side", **long)
    # Beside the menu: one that is open would lose its choice if it were filled anew.
    known = TimeOutputs(options.times, tab.run_time).components
    for tells in (
        page.load,
        tab.section.expand,
        options.pipeline.change,
        options.size.change,
        options.variations.change,
        running.then,
        comparing.then,
    ):
        tells(**given.to(handlers.measured), outputs=known, preprocess=False, **QUIET)
    for event in (running, comparing):
        # Also where the queue was full, which no handler hears of.
        event.failure(None, None, shown.buttons, js=f"() => {json.dumps(free)}", **IN_BROWSER)
    mending = connect_studio(tab.studio, studio_handlers, given, shown, QUIET, _RUNS)
    shown.cancel.click(
        handlers.cancelled,
        None,
        shown.components,
        cancels=[running, comparing, mending],
        queue=False,  # answered at once, whatever waits in the queue
        show_progress="hidden",
        api_visibility="private",
    )
    connect_history(
        page,
        tab.strip,
        history_handlers,
        given,
        (running, mending),
        RestoredOutputs(
            person=given.person,
            garment=given.garment,
            status=status,
            result=shown.result,
            steps=shown.steps,
            downloads=shown.downloads,
            pipeline=given.pipeline,
            size=given.size,
            seed=given.seed,
            ablate=given.ablate,
            sleeve=given.sleeve,
            neckline=given.neckline,
            kinds_of=given.kinds_of,
            desk=given.desk,
            wire=tab.studio.wire,
        ),
        shown.sides,
    )


def _connect_freshness(tab: TryOnTab) -> None:
    """Tells the page's script what is chosen, which it compares with what the result was made of.

    To be connected before whatever asks the server about a choice: Gradio goes on to an event's
    next listener once the one before has ended, also where that waits for an answer.
    """
    chosen = [getattr(tab.given, name) for name in _CHOSEN]
    names = ", ".join(_CHOSEN)
    gr.on(
        [each.change for each in chosen],
        None,
        chosen,
        None,
        js=f"({names}) => {{ window.tryonPage.choose({{ {names} }}); return []; }}",
        **IN_BROWSER,
    )


def _connect_findings(tab: TryOnTab, findings: PhotoFindings) -> None:
    given, shown = tab.given, tab.shown
    people, garments = tab.several
    of_person = PersonOutputs(shown.person_notes, people)
    of_garment = GarmentOutputs(
        shown.garment_notes, garments, given.sleeve, given.neckline, given.kinds_of
    )
    for photo, check, said in (
        (given.person, findings.person, of_person.components),
        (given.garment, findings.garment, of_garment.components),
    ):
        for changed in (photo, given.pipeline):
            changed.change(
                **given.to(check),
                outputs=said,
                preprocess=False,
                trigger_mode="always_last",
                **QUIET,
            )


@contextmanager
def _photo_slot(subject: Subject, examples: Path) -> Iterator[_Slot]:
    """Lays out a photo's frame and its notes; what is placed inside comes below these."""
    slot = _Slot()
    with gr.Column(elem_classes=["slot"], min_width=150):
        slot.photo = gr.Image(
            label=say(subject),
            type="filepath",
            image_mode=None,
            sources=["upload", "webcam", "clipboard"],
            buttons=["fullscreen"],
            height="var(--photo-height)",
            elem_id=subject,
            alt_text=TABLES["en"][f"frame_{subject}"],
        )
        gr.HTML(photo_markup.trim_button(subject), elem_classes=["photo-tools"])
        slot.notes = gr.HTML(elem_id=f"{subject}-notes")
        yield slot
        place_examples(subject, slot.photo, examples)


def _place_kinds() -> tuple[gr.Dropdown, gr.Dropdown]:
    """Lays out the menus of sleeves and neckline, hidden until a garment has any."""
    with gr.Row(elem_id="kinds"):
        sleeve, neckline = (
            gr.Dropdown(
                [("", "")],
                value="",
                label=label,
                min_width=120,
                visible=False,
                elem_id=name,
            )
            for label, name in ((say("sleeves"), "sleeve"), (say("neckline"), "neckline"))
        )
    return sleeve, neckline
