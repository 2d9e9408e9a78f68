"""What a run changes on the page, and what a finished run shows there."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from zipfile import ZipFile

import gradio as gr
import numpy as np
from PIL import Image as PILImage

from tryon.engines.comparison import Comparison
from tryon.outputs.results import zip_comparison, zip_result
from tryon.types import Image, Notice, Subject, TryOnResult
from tryon.ui import markup
from tryon.ui.inspector.earlier import EarlierRun
from tryon.ui.outputs import Answer, RunOutputs
from tryon.ui.photos.notes import garment_notes
from tryon.ui.results import result_markup
from tryon.ui.results.gallery import show_result, show_steps
from tryon.ui.results.records import History
from tryon.ui.results.result_markup import Download
from tryon.ui.results.sides import show_sides
from tryon.ui.runs.made import made_of, mends_key
from tryon.ui.runs.menus import Update
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.runs.requests import Request
from tryon.ui.runs.run_cache import Run
from tryon.ui.server.file_store import RunFolder, address
from tryon.ui.wording import amounts, words

# JPEG quality of pictures to send on: no difference can be seen, at a fifth of the size of PNG.
_QUALITY = 95


@dataclass(frozen=True)
class Show:
    """What a run changes of `RunOutputs`, whose names these are; None leaves a part as it is."""

    status: str | None = None
    result: str | None = None
    steps: str | None = None
    sides: str | None = None
    person_notes: str | None = None
    garment_notes: str | None = None
    downloads: str | None = None
    sides_downloads: str | None = None
    running: bool = True

    def changes(self) -> dict[str, Update]:
        """Returns the updates of `RunOutputs` by name."""
        texts = {each.name: getattr(self, each.name) for each in fields(self)}
        running = texts.pop("running")
        changed = {name: gr.update(value=text) for name, text in texts.items() if text is not None}
        return {**changed, **buttons(running)}

    def updates(self) -> Answer:
        """Returns the answer of a handler that changes `RunOutputs`."""
        return RunOutputs.updates(**self.changes())


def buttons(running: bool) -> dict[str, Update]:
    """Returns updates of the buttons of `RunOutputs` by name."""
    free: Update = gr.update(interactive=not running)
    return {"run": free, "compare": free, "cancel": gr.update(interactive=running)}


def nothing_made(status: str, *, forget: bool) -> Show:
    """Shows that a run came to nothing.

    Args:
        status: HTML that says why.
        forget: What is still shown was made of other photos, and goes.
    """
    if not forget:
        return Show(status=status, running=False)
    return Show(
        status=status,
        result=markup.empty_result(words.EMPTY_RESULT),
        steps="",
        sides="",
        downloads="",
        sides_downloads="",
        running=False,
    )


def finished(
    request: Request, run: Run, run_folder: RunFolder, before: EarlierRun | None, done: str
) -> Show:
    """Shows a finished run.

    Args:
        request: What was asked for.
        run: What came of it.
        run_folder: Where the pictures go.
        before: An earlier run of the same photos, to compare the misalignment with.
        done: Says that it is done.
    """
    result, person = run.result, run.person
    odd = _about(result, "garment")
    return Show(
        status=markup.message(done) + markup.notices(_about(result, "result")),
        result=show_result(result, person, run_folder, made_of(request, run.mending)),
        steps=show_steps(result, person, run_folder, before),
        person_notes=markup.notices(_about(result, "person")) or None,
        garment_notes=garment_notes(run.garment, odd) if odd else None,
        downloads=markup.busy(words.PACKING),
    )


def compared(
    comparison: Comparison, choices: Sequence[PipelineChoice], run_folder: RunFolder, made: str
) -> Show:
    """Shows what several pipelines made of one pair of photos.

    Args:
        comparison: What they made.
        choices: Every pipeline; those without weights are listed below the pictures.
        run_folder: Where the pictures go.
        made: What they were made of, see `made.made_of`.
    """
    return Show(
        status=markup.message(words.SIDES_DONE),
        sides=show_sides(comparison, choices, run_folder, made),
        sides_downloads=markup.busy(words.PACKING),
    )


def pack(
    request: Request, run: Run, run_folder: RunFolder, stem: str, show: Show, history: History
) -> Show:
    """Packs the downloads of a run, with which it is complete and becomes history.

    Args:
        request: What was asked for.
        run: What came of it.
        run_folder: Where the files go.
        stem: What their names begin with.
        show: What is shown of the run.
        history: Where it is kept.
    """
    result, person = run.result, run.person
    archive = zip_result(result)
    with ZipFile(io.BytesIO(archive)) as members:
        picture = members.read("result.png")  # encoded only once
    pair = np.hstack([person.photo, result.image])
    files = (
        ("Picture (PNG)", "download-picture", f"{stem}.png", picture),
        ("JPG", "download-jpg", f"{stem}.jpg", _jpeg(result.image)),
        ("Before and after (JPG)", "download-pair", f"{stem}_before_after.jpg", _jpeg(pair)),
        ("Everything, all steps (zip)", "download-all", f"{stem}.zip", archive),
    )
    downloads = _links(files, run_folder)
    shown = show.result or "", show.steps or "", downloads
    photos = person.photo, run.garment.photo
    kept_as, words_of = (f"{stem}.png", result.image), _made_with(run)
    history.keep(run_folder, request, photos, kept_as, shown, words_of, run.mending, run.owner)
    return Show(downloads=downloads, running=False)


def _made_with(run: Run) -> str:
    """Returns what a run was made with, in a few words."""
    result = run.result
    seed = f", seed {result.seed}" if result.seed else ""
    mended = ", mended" if mends_key(run.mending) else ""
    return f"{result.pipeline}, {amounts.size_words(result.size)}{seed}{mended}"


def pack_sides(comparison: Comparison, run_folder: RunFolder, stem: str) -> Show:
    """Packs everything that every pipeline made, as `pack` does."""
    archive = zip_comparison(comparison)
    file = (
        "All of them, with their steps (zip)",
        "download-sides",
        f"{stem}_side_by_side.zip",
        archive,
    )
    return Show(sides_downloads=_links((file,), run_folder), running=False)


def _links(files: Sequence[tuple[str, str, str, bytes]], run_folder: RunFolder) -> str:
    """Keeps files, each with label, identity on the page, name and content, and links to them."""
    return result_markup.downloads(
        [
            Download(
                address(run_folder.file(name, content)),
                label,
                identity,
                name,
                identity == "download-picture",
            )
            for label, identity, name, content in files
        ]
    )


def _jpeg(picture: Image) -> bytes:
    buffer = io.BytesIO()
    PILImage.fromarray(picture).save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()


def _about(result: TryOnResult, subject: Subject) -> list[Notice]:
    return [notice for notice in result.notices if notice.about == subject]
