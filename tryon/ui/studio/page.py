"""The studio on the page: a closed section that opens the photos above it, and its events.

What is seen is one piece of HTML that `studio.js` and its neighbours fill; a hidden component, the
wire, carries what the visitor does to the server and what the server tells back.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from tryon.ui.common import AT_ONCE, IN_BROWSER, place_wire
from tryon.ui.inputs import TryOnInputs
from tryon.ui.outputs import (
    LoadedOutputs,
    RunOutputs,
    StudioOutputs,
    StudioRunOutputs,
)
from tryon.ui.server.file_store import KEEP_SECONDS, SWEEP_SECONDS
from tryon.ui.studio import studio_markup
from tryon.ui.studio.desk import Desk
from tryon.ui.studio.handlers import StudioHandlers
from tryon.ui.wording.speaking import say

# The names of the events must stand here as they are: Gradio looks for them in this text.
_CONNECT = """
window.tryonStudio.connect({
  act: (data) => trigger('act', data),
  go: (data) => trigger('go', data),
  stop: () => trigger('stop'),
  wake: () => trigger('wake'),
  listen: (told) => watch('value', () => told(props.value)),
});
"""


@dataclass(frozen=True)
class Studio:
    """The parts of the studio that the page needs to know.

    Attributes:
        section: The section that opens.
        wire: Carries everything between page and server.
        upload: Takes a zip of saved changes.
        desk: What the visitor has in it.
    """

    section: gr.Accordion
    wire: gr.HTML
    upload: gr.UploadButton
    desk: gr.State


def place_invitation() -> None:
    """Lays out the button beside the result that leads to the studio."""
    invitation = gr.Button(say("invitation"), size="sm", elem_id="to-studio")
    invitation.click(None, js="() => window.tryonStudio.open()", **IN_BROWSER)


def place_studio() -> Studio:
    """Lays out the studio, closed."""
    with gr.Accordion(say("studio"), open=False, elem_id="studio") as section:
        gr.HTML(studio_markup.editor(), elem_id="studio-editor", js_on_load=None)
        upload = gr.UploadButton(
            "Load changes", file_types=[".zip"], elem_id="studio-upload", visible="hidden"
        )
    wire = place_wire("studio-wire", _CONNECT)
    # Gradio gives every session a copy of its own.
    desk = gr.State(Desk(), time_to_live=KEEP_SECONDS + SWEEP_SECONDS)
    return Studio(section, wire, upload, desk)


def connect_studio(
    studio: Studio,
    handlers: StudioHandlers,
    given: TryOnInputs,
    shown: RunOutputs,
    quiet: dict[str, Any],
    runs: str,
) -> Dependency:
    """Connects the studio's events.

    Args:
        studio: What was laid out.
        handlers: What answers.
        given: What the tab holds, photos and options above too.
        shown: What a run changes on the page.
        quiet: How small events are run.
        runs: Queue in which runs wait for one place.

    Returns:
        The event of a run, for the page's own cancel button.
    """
    desk, wire = studio.desk, studio.wire
    both = StudioOutputs(desk, wire).components
    of_run = StudioRunOutputs(**vars(shown), desk=desk, wire=wire).components
    loaded = LoadedOutputs(desk, wire, given.sleeve, given.neckline).components
    studio.section.expand(None, js="() => window.tryonStudio.begin()", **IN_BROWSER)
    for opens in (studio.section.expand, wire.wake):
        opens(
            **given.to(handlers.opened),
            outputs=both,
            preprocess=False,
            # Photos may change while others are on their way.
            trigger_mode="always_last",
            **quiet,
        )
    for photo in (given.person, given.garment):
        photo.change(**given.to(handlers.changed), outputs=both, preprocess=False, **quiet)
    wire.act(
        **given.to(handlers.act),
        outputs=both,
        preprocess=False,
        trigger_mode="multiple",
        **quiet,
    )
    studio.upload.upload(**given.to(handlers.load), outputs=loaded, preprocess=False, **quiet)
    running: Dependency = wire.go(
        **given.to(handlers.run),
        outputs=of_run,
        preprocess=False,
        # Where Gradio writes how long the queue is, for the page's script to read.
        show_progress="minimal",
        show_progress_on=shown.status,
        concurrency_limit=1,
        concurrency_id=runs,
        trigger_mode=AT_ONCE,
        api_visibility="private",
    )
    wire.stop(
        handlers.stopped,
        None,
        of_run,
        cancels=[running],
        queue=False,
        show_progress="hidden",
        api_visibility="private",
    )
    return running
