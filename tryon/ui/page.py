"""The page: what is where, and which handler answers what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from starlette.middleware import Middleware

from tryon.config import Settings
from tryon.preprocess.segmenter import Segmenter
from tryon.ui import markup, words
from tryon.ui.common import QUIET, example_pictures
from tryon.ui.earlier import EarlierRuns
from tryon.ui.guard import Doors, Guard, Waiting
from tryon.ui.handlers import Handlers
from tryon.ui.hosts import Hosts
from tryon.ui.lookbook import build_lookbook
from tryon.ui.lookbook_handlers import LookbookHandlers
from tryon.ui.offers import Catalogue
from tryon.ui.receiving import Receiving
from tryon.ui.requests import MAX_SEED
from tryon.ui.shelf import Shelf
from tryon.ui.studio_desk import Desk
from tryon.ui.studio_handlers import StudioHandlers
from tryon.ui.studio_page import connect_studio, place_invitation, place_studio
from tryon.ui.uploads import Uploads
from tryon.ui.workshop import Workshop

_HERE = Path(__file__).parent
# Parts of the page with a style sheet and a script of their own.
_PARTS = ("inspector", "lookbook", "studio")
# Runs queue for one place.
_RUNS = "runs"
# A session holds a visitor's mending, a few megabytes at most.
_SESSIONS = 200


@dataclass(frozen=True)
class _Slot:
    photo: gr.Image
    notes: gr.HTML


def build_demo(
    settings: Settings,
    workshop: Workshop,
    shelf: Shelf,
    uploads: Uploads,
    desk: Desk,
    read_catalogue: Callable[[], Catalogue],
    examples: Path,
    load_segmenter: Callable[[], Segmenter],
) -> gr.Blocks:
    """Lays out the page.

    Args:
        settings: Caps on uploads and visitors.
        workshop: Does the work.
        shelf: Keeps what the browser fetches.
        uploads: Where visitors' photos lie.
        desk: Keeps what the studio goes on from.
        read_catalogue: Looks up what can be run here.
        examples: Folder with `person_*` and `garment_*` pictures; may be empty.
        load_segmenter: Loads what answers clicks in the studio.
    """
    earlier = EarlierRuns()
    handlers = Handlers(workshop, shelf, read_catalogue, desk, earlier, uploads)
    studio_handlers = StudioHandlers(
        workshop, shelf, read_catalogue, desk, earlier, load_segmenter, uploads
    )
    lookbook_handlers = LookbookHandlers(workshop, shelf, read_catalogue, settings, uploads)
    demo: gr.Blocks = gr.Blocks(
        title=words.TITLE,
        analytics_enabled=False,
        fill_width=True,
    )
    with demo:
        gr.HTML(markup.header(words.TITLE, words.LEAD), elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words.TRY_ON_TAB):
                with gr.Row(elem_id="bench", equal_height=False):
                    with gr.Column(scale=10, elem_id="inputs"):
                        with gr.Row(elem_id="photos"):
                            person = _photo_slot("person", "Person", words.PERSON_ALT, examples)
                            garment = _photo_slot("garment", "Garment", words.GARMENT_ALT, examples)
                        with gr.Row(elem_id="actions"):
                            run = gr.Button(
                                "Try it on", variant="primary", size="lg", elem_id="run"
                            )
                            compare = gr.Button(words.SIDES_TITLE, size="lg", elem_id="compare")
                            cancel = gr.Button(
                                "Cancel", size="lg", interactive=False, elem_id="cancel"
                            )
                        with gr.Accordion("Options", open=False, elem_id="options"):
                            pipeline, note, size, seed, ablate = _options()
                    with gr.Column(scale=11, elem_id="outcome"):
                        status = gr.HTML(elem_id="status")
                        result = gr.HTML(markup.empty_result(words.EMPTY_RESULT), elem_id="result")
                        with gr.Row(elem_id="downloads"):
                            picture = gr.DownloadButton(
                                "Download picture", interactive=False, elem_id="download-picture"
                            )
                            archive = gr.DownloadButton(
                                "Download everything (zip)",
                                interactive=False,
                                elem_id="download-all",
                            )
                        invitation = place_invitation()
                studio = place_studio(invitation)
                sides = gr.HTML(elem_id="sides")
                with gr.Row(elem_id="sides-downloads"):
                    sides_archive = gr.DownloadButton(
                        "Download all of them (zip)", interactive=False, elem_id="download-sides"
                    )
                steps = gr.HTML(elem_id="steps")
            with gr.Tab(words.LOOKBOOK_TAB) as tab:
                build_lookbook(tab, lookbook_handlers, examples)
        with gr.Accordion(words.ABOUT_TITLE, open=False, elem_id="about"):
            about = gr.HTML()
        gr.HTML(markup.paragraph(words.PRIVACY), elem_id="privacy")

        looks: tuple[tuple[Component, Any, list[Component], gr.HTML], ...] = (
            (person.photo, handlers.check_person, [person.photo, pipeline], person.notes),
            (pipeline, handlers.check_person, [person.photo, pipeline], person.notes),
            (garment.photo, handlers.check_garment, [garment.photo], garment.notes),
        )
        for changed, check, read, notes in looks:
            changed.change(  # type: ignore[attr-defined]  # Gradio adds its events at run time
                check,
                read,
                notes,
                preprocess=False,
                trigger_mode="always_last",
                **QUIET,
            )
        demo.load(handlers.opened, None, [pipeline, note, size, seed, ablate, about], **QUIET)
        pipeline.change(
            handlers.chosen,
            pipeline,
            [note, size, seed, ablate],
            preprocess=False,
            **QUIET,
        )
        shown = [
            status,
            result,
            steps,
            sides,
            person.notes,
            garment.notes,
            picture,
            archive,
            sides_archive,
            run,
            compare,
            cancel,
        ]
        long: dict[str, Any] = {
            "outputs": shown,
            "preprocess": False,
            "show_progress": "minimal",
            "show_progress_on": status,
            "concurrency_limit": 1,
            "concurrency_id": _RUNS,
        }
        photos = [person.photo, garment.photo]
        running = run.click(
            handlers.try_on, [*photos, pipeline, size, seed, ablate], api_name="try_on", **long
        )
        comparing = compare.click(
            handlers.compare, [*photos, seed], api_name="side_by_side", **long
        )
        mending = connect_studio(
            studio,
            studio_handlers,
            (person.photo, garment.photo),
            (pipeline, size, seed),
            shown,
            QUIET,
            _RUNS,
        )
        cancel.click(
            handlers.cancelled,
            None,
            [status, run, compare, cancel],
            cancels=[running, comparing, mending],
            queue=False,  # answered at once, whatever waits in the queue
            show_progress="hidden",
            api_visibility="private",
        )
    # Not open: what is meant to wait in the queue cannot be had past it.
    demo.queue(max_size=settings.queue_size, api_open=False)
    return demo


def launch_options(
    demo: gr.Blocks, settings: Settings, shelf: Shelf, uploads: Uploads
) -> Mapping[str, Any]:
    """Returns what `gr.Blocks.launch` needs for this page besides host and port."""
    file_bytes = settings.max_upload_mb << 20
    all_bytes = max(settings.max_upload_mb, settings.lookbook_mb) << 20
    doors = Doors(
        Hosts(settings.hosts, settings.behind_proxy),
        uploads,
        Receiving(uploads, file_bytes, all_bytes),
        shelf,
        lambda: _waiting(demo),
        max(1, settings.queue_size // 2),
        settings.framers,
    )
    return {
        "theme": _theme(),
        "css_paths": [_HERE / f"{name}.css" for name in ("style", *_PARTS)],
        "head": "".join(_script(name) for name in ("page", *_PARTS)),
        "max_file_size": f"{settings.max_upload_mb}mb",
        "allowed_paths": [str(shelf.root)],
        "app_kwargs": {"middleware": [Middleware(Guard, doors=doors)]},
        "state_session_capacity": _SESSIONS,
        "footer_links": [],
        "share": False,
        "show_error": False,
        "enable_monitoring": False,
        "run_history": False,
        "ssr_mode": False,
        "mcp_server": False,
        "quiet": True,
    }


def _waiting(demo: gr.Blocks) -> list[Waiting]:
    queues = tuple(demo._queue.event_queue_per_concurrency_id.values())
    return [
        Waiting(event.session_hash, event.request.client.host if event.request.client else None)
        for queue in queues
        for event in tuple(queue.queue)
    ]


def _script(name: str) -> str:
    return f"<script>{(_HERE / f'{name}.js').read_text(encoding='utf-8')}</script>"


def _photo_slot(subject: str, label: str, alt: str, examples: Path) -> _Slot:
    with gr.Column(elem_classes=["slot"], min_width=150):
        photo = gr.Image(
            label=label,
            type="filepath",
            image_mode=None,
            sources=["upload", "webcam", "clipboard"],
            buttons=["fullscreen"],
            height="var(--photo-height)",
            elem_id=subject,
            alt_text=alt,
        )
        notes = gr.HTML(elem_id=f"{subject}-notes")
        pictures = example_pictures(examples, subject)
        if pictures:
            gr.Examples(
                [[str(path)] for path in pictures],
                photo,
                label="Examples",
                elem_id=f"{subject}-examples",
                api_visibility="private",
            )
    return _Slot(photo, notes)


def _options() -> tuple[gr.Dropdown, gr.HTML, gr.Dropdown, gr.Number, gr.Checkbox]:
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
        info="Height x width in pixels. The result keeps your photo's, up to 13 megapixels.",
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
    return pipeline, note, size, seed, ablate


def _theme() -> gr.themes.Base:
    ink = {"background_fill": "*neutral_900", "background_fill_hover": "*neutral_700"}
    paper = {"background_fill": "*neutral_100", "background_fill_hover": "*neutral_300"}
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_lg,
        # Gradio brings only these two weights of the font whole.
        font=[gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
    ).set(
        body_background_fill="*neutral_50",
        body_text_color_subdued="*neutral_500",
        body_text_color_subdued_dark="*neutral_400",
        **{f"button_primary_{name}": colour for name, colour in ink.items()},
        **{f"button_primary_{name}_dark": colour for name, colour in paper.items()},
        button_primary_text_color="white",
        button_primary_text_color_dark="*neutral_900",
    )
