"""The events of the tools for photos: cropping, turning, and choosing one of several."""

import gradio as gr

from tryon.ui.common import QUIET
from tryon.ui.outputs import PhotoOutputs
from tryon.ui.photo_handlers import PhotoHandlers

# The names of the events must stand here as they are: Gradio looks for them in this text.
_CONNECT = """
window.tryonPhotos.connect({
  trim: (data) => trigger('trim', data),
  pick: (data) => trigger('pick', data),
  listen: (told) => watch('value', () => told(props.value)),
});
"""


def connect_photo_tools(
    handlers: PhotoHandlers, photos: tuple[gr.Image, gr.Image], status: gr.HTML
) -> None:
    """Connects the tools; to be called inside the page.

    Args:
        handlers: What answers.
        photos: The frames of person and garment.
        status: The line that says what went wrong.
    """
    wire = gr.HTML(
        "", html_template="", js_on_load=_CONNECT, elem_id="photos-wire", visible="hidden"
    )
    answer = PhotoOutputs(*photos, status, wire).components
    wire.trim(handlers.trimmed, [*photos], answer, preprocess=False, postprocess=False, **QUIET)
    wire.pick(handlers.picked, [*photos], answer, preprocess=False, postprocess=False, **QUIET)
