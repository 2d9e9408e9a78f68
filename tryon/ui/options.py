"""The options of a try-on: what can be chosen besides the photos."""

from dataclasses import dataclass

import gradio as gr
from gradio.components import Component

from tryon.ui import words
from tryon.ui.requests import MAX_SEED


@dataclass(frozen=True)
class Options:
    """The fields of the options.

    Attributes:
        pipeline: Registry name or "auto".
        note: What the chosen pipeline's terms are, and what it lacks.
        size: Working size; "" for the pipeline's own.
        seed: Of everything random.
        ablate: Whether a second picture leaves something out.
    """

    pipeline: gr.Dropdown
    note: gr.HTML
    size: gr.Dropdown
    seed: gr.Number
    ablate: gr.Checkbox

    @property
    def filled(self) -> list[Component]:
        """What is filled for a pipeline: note, size, seed and ablation."""
        return [self.note, self.size, self.seed, self.ablate]


def place_options() -> Options:
    """Lays out the options."""
    pipeline = gr.Dropdown(
        [(words.AUTO, "auto")],
        value="auto",
        label="Pipeline",
        info="Which networks put the garment on.",
        elem_id="pipeline",
    )
    note = gr.HTML(elem_id="pipeline-note")
    size = gr.Dropdown(
        [("usual", "")],
        value="",
        label="Working size",
        info="Width × height in pixels. The result keeps your photo's, up to 13 megapixels.",
        elem_id="size",
    )
    seed = gr.Number(
        0,
        label="Seed",
        info="The same seed gives the same picture.",
        precision=0,
        minimum=0,
        maximum=MAX_SEED,
        visible=False,
        elem_id="seed",
    )
    ablate = gr.Checkbox(
        False,
        label=words.ABLATION,
        info=words.ABLATION_INFO,
        visible=False,
        elem_id="ablate",
    )
    return Options(pipeline, note, size, seed, ablate)
