"""What handlers change on the page, by name.

The page lays its components out under these names, and a handler names what it changes, so that
neither has to keep to an order of the other's.
"""

from dataclasses import dataclass, fields
from typing import Any

import gradio as gr
from gradio.components import Component

# What a handler returns or yields: a value or an update for each component.
Answer = tuple[Any, ...]


@dataclass(frozen=True)
class Outputs:
    """Components that are changed together, each a field of a class below."""

    @property
    def components(self) -> list[Component]:
        """Returns the outputs of an event whose handler answers with `updates`."""
        return [getattr(self, each.name) for each in fields(self)]

    @classmethod
    def updates(cls, **changes: object) -> Answer:
        """Returns an answer that leaves every component that is not named as it is.

        Raises:
            TypeError: There is no component of a name.
        """
        names = [each.name for each in fields(cls)]
        unknown = changes.keys() - set(names)
        if unknown:
            raise TypeError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
        return tuple(changes.get(name, gr.skip()) for name in names)


@dataclass(frozen=True)
class RunOutputs(Outputs):
    """What a run changes: texts around the result, and the buttons that begin and end one."""

    status: gr.HTML
    result: gr.HTML
    steps: gr.HTML
    sides: gr.HTML
    person_notes: gr.HTML
    garment_notes: gr.HTML
    downloads: gr.HTML
    sides_downloads: gr.HTML
    run: gr.Button
    compare: gr.Button
    cancel: gr.Button

    @property
    def buttons(self) -> list[Component]:
        """What scripts of the page change with `run_updates`."""
        return [self.run, self.compare, self.cancel]


@dataclass(frozen=True)
class StudioRunOutputs(RunOutputs):
    """What a run from the studio changes: also what the studio is told."""

    desk: gr.State
    wire: gr.HTML


@dataclass(frozen=True)
class StudioOutputs(Outputs):
    """What is known of the visitor, and what carries everything to the studio's script."""

    desk: gr.State
    wire: gr.HTML


@dataclass(frozen=True)
class LoadedOutputs(StudioOutputs):
    """What loading changes into the studio changes: also the menus of what the garment is."""

    sleeve: gr.Dropdown
    neckline: gr.Dropdown


@dataclass(frozen=True)
class PersonOutputs(Outputs):
    """What is said of a person photo, and where people are of whom one can be chosen."""

    notes: gr.HTML
    several: gr.HTML


@dataclass(frozen=True)
class GarmentOutputs(PersonOutputs):
    """The same of a garment photo, the menus of what it is, and of which photo these are."""

    sleeve: gr.Dropdown
    neckline: gr.Dropdown
    kinds_of: gr.State


@dataclass(frozen=True)
class FrameOutputs(Outputs):
    """The frames of both photos."""

    person: gr.Image
    garment: gr.Image


@dataclass(frozen=True)
class PhotoOutputs(FrameOutputs):
    """What cropping and choosing change: also the status, and what the tools' script is told."""

    status: gr.HTML
    wire: gr.HTML


@dataclass(frozen=True)
class PipelineOutputs(Outputs):
    """Of the options what a pipeline has."""

    note: gr.HTML
    size: gr.Dropdown
    seed: gr.Number
    ablate: gr.Checkbox
    variations: gr.Slider


@dataclass(frozen=True)
class OpenedOutputs(PipelineOutputs):
    """What is filled once the page is open."""

    pipeline: gr.Dropdown
    about: gr.HTML
    compare: gr.Button


@dataclass(frozen=True)
class TimeOutputs(Outputs):
    """How long runs took here at each size, and how long the one that is chosen takes."""

    times: gr.HTML
    run_time: gr.HTML


@dataclass(frozen=True)
class RestoredOutputs(FrameOutputs):
    """What is shown again of an earlier result, and all it was made with.

    That is photos, options, the menus of what the garment is with the photo these are of, and what
    was mended, of which the studio is told.
    """

    status: gr.HTML
    result: gr.HTML
    steps: gr.HTML
    downloads: gr.HTML
    pipeline: gr.Dropdown
    size: gr.Dropdown
    seed: gr.Number
    ablate: gr.Checkbox
    sleeve: gr.Dropdown
    neckline: gr.Dropdown
    kinds_of: gr.State
    desk: gr.State
    wire: gr.HTML


@dataclass(frozen=True)
class StripOutputs(Outputs):
    """What the browser knows of results, and the strip of them."""

    known: gr.BrowserState
    strip: gr.HTML


@dataclass(frozen=True)
class KnownOutputs(Outputs):
    """What is known of a visitor: results and sessions in the browser, and in the studio."""

    known: gr.BrowserState
    sessions: gr.BrowserState
    desk: gr.State


@dataclass(frozen=True)
class WornOutputs(Outputs):
    """What changes when a result becomes the person photo."""

    person: gr.Image
    status: gr.HTML


@dataclass(frozen=True)
class LookbookMenuOutputs(Outputs):
    """The menus of the lookbook's options."""

    pipeline: gr.Dropdown
    size: gr.Dropdown


@dataclass(frozen=True)
class LookbookOutputs(Outputs):
    """What making a lookbook changes."""

    status: gr.HTML
    grid: gr.HTML
    sheet: gr.DownloadButton
    archive: gr.DownloadButton
    run: gr.Button
    stop: gr.Button


@dataclass(frozen=True)
class BookedOutputs(Outputs):
    """What changes when a result's photos are taken along into the lookbook."""

    persons: gr.Gallery
    garments: gr.Gallery
    status: gr.HTML
