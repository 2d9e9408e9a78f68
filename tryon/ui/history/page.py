"""The strip of results on the page, and the events that go on from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from tryon.ui.common import QUIET, place_wire
from tryon.ui.history import history_markup
from tryon.ui.history.handlers import HistoryHandlers
from tryon.ui.inputs import TryOnInputs
from tryon.ui.lookbook.tab import LookbookTab
from tryon.ui.outputs import (
    BookedOutputs,
    KnownOutputs,
    RestoredOutputs,
    StripOutputs,
    WornOutputs,
)

# The names of the events must stand here as they are: Gradio looks for them in this text.
_CONNECT = """
window.tryonHistory.connect({
  restore: (data) => trigger('restore', data),
  beside: (data) => trigger('beside', data),
  wear: (data) => trigger('wear', data),
  forget: (data) => trigger('forget', data),
  book: (data) => trigger('book', data),
});
"""


@dataclass(frozen=True)
class HistoryStrip:
    """What was laid out.

    Attributes:
        strip: Shows the results.
        wire: Carries what the visitor does there to the server.
        known: What the browser knows: names of runs' folders, kept over a reload.
        sessions: In which it made something, this one included, kept in the same way.
    """

    strip: gr.HTML
    wire: gr.HTML
    known: gr.BrowserState
    sessions: gr.BrowserState


def place_still_here() -> None:
    """Lays out the line that says, on a page without a result, that there are some in the strip."""
    gr.HTML(history_markup.still_here(), elem_id="still-here")


def place_history() -> HistoryStrip:
    """Lays out the strip, empty."""
    gr.HTML(history_markup.forget(), elem_id="forget")
    strip = gr.HTML(elem_id="history")
    wire = place_wire("history-wire", _CONNECT)
    known, sessions = (
        gr.BrowserState([], storage_key=f"tryon-{kind}") for kind in ("results", "sessions")
    )
    return HistoryStrip(strip, wire, known, sessions)


def connect_history(
    page: gr.Blocks,
    placed: HistoryStrip,
    handlers: HistoryHandlers,
    given: TryOnInputs,
    runs: Sequence[Dependency],
    restored: RestoredOutputs,
    sides: gr.HTML,
) -> None:
    """Connects the strip's events; to be called inside the page.

    Args:
        page: Shows the strip when it is opened.
        placed: What was laid out.
        handlers: What answers.
        given: What the tab holds.
        runs: The events that make a result.
        restored: What an earlier result changes on the page.
        sides: Shows two of them beside each other.
    """
    both = StripOutputs(given.known, placed.strip).components
    raw: dict[str, Any] = {"preprocess": False, "postprocess": False, **QUIET}
    for run in runs:
        run.success(**given.to(handlers.noted), outputs=both, **QUIET)
    wire = placed.wire
    # At once, so that nobody finds mends without their photos.
    wire.restore(**given.to(handlers.restored), outputs=restored.components, **raw)
    wire.restore(**given.to(handlers.taken), outputs=both, **QUIET)
    wire.beside(**given.to(handlers.beside), outputs=sides, **QUIET)
    worn = WornOutputs(given.person, restored.status).components
    wire.wear(handlers.worn, None, worn, **raw)
    kept = KnownOutputs(given.known, given.sessions, given.desk).components
    wire.forget(**given.to(handlers.forgotten), outputs=kept, **raw).success(
        None,
        None,
        None,
        js="() => { window.tryonHistory.forgotten(); return []; }",
        show_progress="hidden",
        api_visibility="private",
    )
    page.load(**given.to(handlers.opened), outputs=both, **QUIET)
    page.load(**given.to(handlers.visited), outputs=given.sessions, **QUIET)


def connect_booking(placed: HistoryStrip, handlers: HistoryHandlers, book: LookbookTab) -> None:
    """Connects what takes a result's photos along into the lookbook; to be called inside the page.

    Args:
        placed: What was laid out.
        handlers: What answers.
        book: Where they go.
    """
    given = book.given
    booked = BookedOutputs(given.persons, given.garments, book.shown.status)
    placed.wire.book(
        **given.to(handlers.booked),
        outputs=booked.components,
        preprocess=False,
        postprocess=False,
        **QUIET,
    )
