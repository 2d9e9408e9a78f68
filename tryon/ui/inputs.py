"""What handlers are given of the page, by name.

The page lays its components out under these names, and a handler's parameters name what it is
given, so that neither has to keep to an order of the other's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

import gradio as gr

# What Gradio itself gives whoever asks for it.
_FROM_GRADIO = (gr.Request, gr.EventData)


class Inputs:
    """Components whose values handlers are given, each a field of a class below."""

    def to(self, handler: Callable[..., object]) -> dict[str, Any]:
        """Returns a handler and the components that its parameters name, to connect an event with.

        Raises:
            TypeError: There is no component of a name.
        """
        placed = vars(self)
        parameters = signature(handler).parameters.values()
        names = [each.name for each in parameters if each.annotation not in _FROM_GRADIO]
        unknown = [name for name in names if name not in placed]
        if unknown:
            asker, place = handler.__qualname__, type(self).__name__
            raise TypeError(f"{asker} asks for {', '.join(unknown)}, which {place} has not")
        return {"fn": handler, "inputs_kwargs": {name: placed[name] for name in names}}


@dataclass(frozen=True)
class TryOnInputs(Inputs):
    """What is chosen for one try-on, and what is known of the visitor.

    Attributes:
        person: The frame of the person photo.
        garment: The frame of the garment photo.
        pipeline: Registry name or "auto".
        size: Working size; "" for the pipeline's own.
        seed: Of everything random.
        ablate: Whether a second picture leaves something out.
        variations: How many pictures are painted.
        sleeve: Menu of sleeves; "" for those that were found.
        neckline: Menu of necklines, the same way.
        kinds_of: Path of the garment photo that these two are of, None without one.
        upload: A zip of changes that were saved in the studio.
        desk: What lies in the visitor's studio.
        known: Names of results that the browser knows.
        sessions: In which it made something.
    """

    person: gr.Image
    garment: gr.Image
    pipeline: gr.Dropdown
    size: gr.Dropdown
    seed: gr.Number
    ablate: gr.Checkbox
    variations: gr.Slider
    sleeve: gr.Dropdown
    neckline: gr.Dropdown
    kinds_of: gr.State
    upload: gr.UploadButton
    desk: gr.State
    known: gr.BrowserState
    sessions: gr.BrowserState


@dataclass(frozen=True)
class LookbookInputs(Inputs):
    """What is chosen for a lookbook.

    Attributes:
        persons: The gallery of persons.
        garments: The gallery of garments.
        pipeline: Registry name or "auto".
        size: Working size; "" for the pipeline's own.
    """

    persons: gr.Gallery
    garments: gr.Gallery
    pipeline: gr.Dropdown
    size: gr.Dropdown
