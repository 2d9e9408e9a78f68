"""The events of the tools for photos: cropping, turning, and choosing one of several."""

import gradio as gr

from tryon.ui.common import QUIET, place_wire
from tryon.ui.inputs import TryOnInputs
from tryon.ui.outputs import PhotoOutputs
from tryon.ui.photos.handlers import PhotoHandlers

# The names of the events must stand here as they are: Gradio looks for them in this text.
_CONNECT = """
window.tryonPhotos.connect({
  trim: (data) => trigger('trim', data),
  pick: (data) => trigger('pick', data),
  listen: (told) => watch('value', () => told(props.value)),
});
"""


def connect_photo_tools(handlers: PhotoHandlers, given: TryOnInputs, status: gr.HTML) -> None:
    """Connects the tools; to be called inside the page.

    Args:
        handlers: What answers.
        given: Has the frames of both photos.
        status: The line that says what went wrong.
    """
    wire = place_wire("photos-wire", _CONNECT)
    answer = PhotoOutputs(given.person, given.garment, status, wire).components
    for asks, handler in ((wire.trim, handlers.trimmed), (wire.pick, handlers.picked)):
        asks(**given.to(handler), outputs=answer, preprocess=False, postprocess=False, **QUIET)
