"""The page: what is on it, and what it is launched with."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup
from starlette.middleware import Middleware

from tryon.config import Settings
from tryon.ui import markup
from tryon.ui.about import questions, study
from tryon.ui.about.fetching import FetchFields, Fetching, connect_fetching, place_fetching
from tryon.ui.common import QUIET
from tryon.ui.history.handlers import HistoryHandlers
from tryon.ui.history.page import connect_booking
from tryon.ui.inspector.earlier import EarlierRuns
from tryon.ui.lookbook.handlers import LookbookHandlers
from tryon.ui.lookbook.tab import LookbookTab, connect_lookbook, place_lookbook
from tryon.ui.outputs import OpenedOutputs
from tryon.ui.photos.findings import PhotoFindings
from tryon.ui.photos.handlers import PhotoHandlers
from tryon.ui.results.records import History
from tryon.ui.runs.pipeline_menu import PipelineMenu
from tryon.ui.runs.run_cache import RunCache
from tryon.ui.runs.runner import Runner
from tryon.ui.runs.speed import Speed
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.guard import Doors, Guard, Waiting
from tryon.ui.server.hosts import Hosts
from tryon.ui.server.packed_page import PackedPage
from tryon.ui.server.receiving import Receiving
from tryon.ui.server.uploads import Uploads
from tryon.ui.server.word_tables import WordTables
from tryon.ui.server.worker import Worker
from tryon.ui.studio.clicks import Clicks
from tryon.ui.studio.handlers import StudioHandlers
from tryon.ui.theme import theme
from tryon.ui.try_on.handlers import Handlers
from tryon.ui.try_on.tab import TryOnTab, connect_try_on, place_try_on
from tryon.ui.wording import words
from tryon.ui.wording.speaking import languages, say

_HERE = Path(__file__).parent
# Parts of the page with a style sheet and a script of their own.
_PARTS = (
    "results/closer",
    "history/history",
    "inspector/inspector",
    "lookbook/lookbook",
    "photos/photos",
    "studio/studio",
    "results/walk",
    "studio/wrong",
)
# What has a look of its own and no script.
_STYLES = ("results/sides", "results/steps")
# After `studio.js`, which has what they share.
_STUDIO = ("wire", "opening", "view", "picture", "zoom", "strokes", "buttons")
# They look at what the others show.
_LAST = ("runs/fresh", "runs/waiting", "runs/cancel", "runs/time_left")
_SENDING = (Middleware(PackedPage), Middleware(WordTables))
# A session holds a visitor's mending, a few megabytes at most.
_SESSIONS = 200


@dataclass(frozen=True)
class _Page:
    """What was laid out.

    Attributes:
        try_on: The first tab.
        lookbook: The second one.
        book: What is in that.
        about: The part about weights, which can be fetched there.
        fetch_fields: How they are.
        opened: What is filled once the page is open.
    """

    try_on: TryOnTab
    lookbook: gr.Tab
    book: LookbookTab
    about: gr.Accordion
    fetch_fields: FetchFields
    opened: OpenedOutputs


def build_demo(
    settings: Settings,
    worker: Worker,
    file_store: FileStore,
    uploads: Uploads,
    run_cache: RunCache,
    read_menu: Callable[[], PipelineMenu],
    examples: Path,
    clicks: Clicks,
    let_go: Callable[[Collection[str]], None],
    speed: Speed,
) -> gr.Blocks:
    """Lays out the page and connects it with what answers its events.

    Args:
        settings: Caps on uploads and visitors.
        worker: Does the work.
        file_store: Keeps what the browser fetches.
        uploads: Where visitors' photos lie.
        run_cache: Keeps what the studio goes on from.
        read_menu: Looks up what can be run here.
        examples: Folder with `person_*` and `garment_*` pictures; may be empty.
        clicks: Has what answers those in the studio.
        let_go: Has what is kept in memory of photos let go of, by their paths.
        speed: Knows how long runs take here.
    """
    earlier = EarlierRuns()
    runner = Runner(worker, run_cache, speed)
    history = History(file_store)
    handlers = Handlers(worker, runner, file_store, read_menu, earlier, history, uploads)
    studio_handlers = StudioHandlers(
        worker,
        runner,
        file_store,
        read_menu,
        run_cache,
        earlier,
        history,
        clicks,
        uploads,
    )
    lookbook_handlers = LookbookHandlers(worker, file_store, read_menu, settings, history, uploads)
    demo: gr.Blocks = gr.Blocks(
        title=words.TITLE,
        analytics_enabled=False,
        fill_width=True,
    )
    with demo:
        page = _place(examples, file_store.root)
        tab = page.try_on

        history_handlers = HistoryHandlers(
            history, earlier, uploads, lambda: everybodys_files(demo), let_go
        )
        connect_try_on(
            demo,
            tab,
            handlers,
            PhotoFindings(worker, read_menu, uploads),
            studio_handlers,
            history_handlers,
            PhotoHandlers(worker, uploads),
        )
        connect_lookbook(page.lookbook, page.book, lookbook_handlers, examples)
        connect_booking(tab.strip, history_handlers, page.book)
        demo.load(handlers.opened, None, page.opened.components, **QUIET)
        fetching = Fetching(worker, settings, clicks.choose_anew)
        connect_fetching(
            page.about, page.fetch_fields, fetching, handlers.opened, page.opened.components
        )
    # Not open: what is meant to wait in the queue cannot be had past it.
    demo.queue(max_size=settings.queue_size, api_open=False)
    return demo


def _place(examples: Path, results: Path) -> _Page:
    """Lays out the page; see `build_demo`."""
    gr.HTML(markup.header(words.TITLE, words.LEAD), elem_id="header")
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(say("try_on")):
            tab = place_try_on(examples)
        with gr.Tab(say("lookbook")) as lookbook:
            book = place_lookbook(results)
    with gr.Accordion(say("questions"), open=False, elem_id="questions"):
        gr.HTML(questions.questions())
    with gr.Accordion(say("about"), open=False, elem_id="about") as about:
        weights = gr.HTML()
        fetch_fields = place_fetching()
    with gr.Accordion(say("study"), open=False, elem_id="study"):
        gr.HTML(study.study())
    gr.HTML(markup.spoken("privacy", words.PRIVACY, "p"), elem_id="privacy")
    options = tab.options
    opened = OpenedOutputs(
        **vars(options.filled),
        pipeline=options.pipeline,
        about=weights,
        compare=tab.shown.compare,
    )
    return _Page(tab, lookbook, book, about, fetch_fields, opened)


def everybodys_files(demo: gr.Blocks) -> set[str]:
    """Returns the paths of uploads that belong to nobody: the page's own examples."""
    return {path for block in demo.blocks.values() for path in block.keep_in_cache}


def launch_options(
    demo: gr.Blocks, settings: Settings, file_store: FileStore, uploads: Uploads
) -> Mapping[str, Any]:
    """Returns what `gr.Blocks.launch` needs for this page besides host and port."""
    file_bytes = settings.max_upload_mb << 20
    all_bytes = max(settings.max_upload_mb, settings.lookbook_mb) << 20
    doors = Doors(
        Hosts(settings.hosts, settings.behind_proxy),
        uploads,
        Receiving(uploads, file_bytes, all_bytes),
        file_store,
        lambda: _waiting(demo),
        max(1, settings.queue_size // 2),
        settings.framers,
    )
    return {
        "theme": theme(),
        "css_paths": [_HERE / f"{name}.css" for name in ("style", *_STYLES, *_PARTS)],
        "i18n": languages(),
        "favicon_path": _HERE / "favicon.svg",
        "head": _head(),
        "max_file_size": f"{settings.max_upload_mb}mb",
        "allowed_paths": [str(file_store.root)],
        "app_kwargs": {"middleware": [Middleware(Guard, doors=doors), *_SENDING]},
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


def _head() -> str:
    studio = (f"studio/{name}" for name in _STUDIO)
    first = ("wording/languages", "photos/arriving", "page")
    scripts = "".join(map(_script, (*first, *_PARTS, *studio, *_LAST)))
    described = Markup('<meta name="description" content="{}">').format(words.LEAD)
    return f"{described}{scripts}"


def _script(name: str) -> str:
    return f"<script>{(_HERE / f'{name}.js').read_text(encoding='utf-8')}</script>"
