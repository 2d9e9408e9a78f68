"""The options of a try-on: what can be chosen besides the photos."""

from dataclasses import dataclass

import gradio as gr

from tryon.ui.outputs import PipelineOutputs
from tryon.ui.runs.requests import MAX_SEED, MOST_VARIATIONS
from tryon.ui.wording.speaking import say


@dataclass(frozen=True)
class Options:
    """The fields of the options.

    Attributes:
        pipeline: Registry name or "auto".
        note: What the chosen pipeline's terms are, and what it lacks.
        size: Working size; "" for the pipeline's own.
        times: How long runs took at each size.
        seed: Of everything random.
        ablate: Whether a second picture leaves something out.
        variations: How many pictures are painted, each from a seed of its own.
    """

    pipeline: gr.Dropdown
    note: gr.HTML
    size: gr.Dropdown
    times: gr.HTML
    seed: gr.Number
    ablate: gr.Checkbox
    variations: gr.Slider

    @property
    def filled(self) -> PipelineOutputs:
        """What is filled for a pipeline."""
        return PipelineOutputs(self.note, self.size, self.seed, self.ablate, self.variations)


def place_options() -> Options:
    """Lays out the options."""
    pipeline = gr.Dropdown(
        [(f"{say('menu_best')}", "auto")],
        value="auto",
        label=say("pipeline"),
        info=say("pipeline_info"),
        elem_id="pipeline",
    )
    note = gr.HTML(elem_id="pipeline-note")
    size = gr.Dropdown(
        [(f"{say('menu_usual')}", "")],
        value="",
        label=say("size"),
        info=say("size_info"),
        elem_id="size",
    )
    times = gr.HTML(elem_id="size-times")
    seed = gr.Number(
        0,
        label=say("seed"),
        info=say("seed_info"),
        precision=0,
        minimum=0,
        maximum=MAX_SEED,
        visible=False,
        elem_id="seed",
    )
    ablate = gr.Checkbox(
        False,
        label=say("ablation"),
        info=say("ablation_info"),
        visible=False,
        elem_id="ablate",
    )
    variations = gr.Slider(
        1,
        MOST_VARIATIONS,
        1,
        step=1,
        label=say("variations"),
        info=say("variations_info"),
        visible=False,
        elem_id="variations",
    )
    return Options(pipeline, note, size, times, seed, ablate, variations)
