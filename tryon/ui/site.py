"""The whole demo as one thing that can be opened, launched and closed."""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tryon.config import PACKAGE_ROOT, Settings
from tryon.engines.base import Engine
from tryon.errors import TryOnError
from tryon.segmenters.base import Segmenter
from tryon.stages import Progress
from tryon.types import IsCancelled, OnStage, RunOptions, TryOnResult
from tryon.ui.runs.pipeline_menu import PipelineMenu, menu_reader
from tryon.ui.runs.run_cache import RunCache
from tryon.ui.runs.speed import Speed
from tryon.ui.server.file_store import KEEP_SECONDS, SWEEP_SECONDS, FileStore
from tryon.ui.server.places import sweep
from tryon.ui.server.swift_import import without_stub_files
from tryon.ui.server.uploads import Uploads
from tryon.ui.server.worker import OnDownload, Worker
from tryon.ui.studio.clicks import Clicks

# It brings torch with it, and the page is to be up before that.
if TYPE_CHECKING:
    from tryon.preprocess.preprocessor import Preprocessor

logger = logging.getLogger(__name__)

EXAMPLES = PACKAGE_ROOT / "assets" / "examples"
_KINDS = ("person", "garment")
# In seconds: where loading the networks and a small run take longer, no other is made only to be
# measured. Whoever came meanwhile would wait for the end of a long stage.
_QUICK_S = 30.0


class Site:
    """Page, worker and files of one running demo.

    Args:
        settings: How the program runs here.
        temporary: Where uploads and results lie; the caller removes it when the demo has closed.
        engine_factory: Loads the engine of a pipeline name or "auto".
        read_menu: Looks up what can be run here.
        examples: Folder with `person_*` and `garment_*` pictures; may be empty.
    """

    def __init__(
        self,
        settings: Settings,
        temporary: Path,
        *,
        engine_factory: Callable[[str, OnDownload], Engine] | None = None,
        read_menu: Callable[[], PipelineMenu] | None = None,
        examples: Path = EXAMPLES,
    ) -> None:
        # Gradio calls home and keeps uploads for ever unless told otherwise before its import.
        os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
        self._uploads = Uploads(temporary / "uploads")
        os.environ["GRADIO_TEMP_DIR"] = str(self._uploads.root)
        with without_stub_files():
            from tryon.ui.page import build_demo
            from tryon.ui.server.mail import Mailboxes

        self._settings = settings
        self._examples = examples
        self._closed = threading.Event()
        self._file_store = FileStore(temporary / "results")
        self._run_cache = RunCache()
        self._speed = Speed()
        self._is_quick = False
        self._clicks = Clicks(self._load_segmenter)
        self._worker = Worker(engine_factory or _EngineLoader(settings))
        self.demo = build_demo(
            settings,
            self._worker,
            self._file_store,
            self._uploads,
            self._run_cache,
            read_menu or menu_reader(settings),
            examples,
            self._clicks,
            self._let_go,
            self._speed,
        )
        self._mail = Mailboxes(self.demo._queue)
        self.demo._queue.pending_messages_per_session = self._mail

    def open(self, host: str | None = None, port: int | None = None) -> str:
        """Starts the server, returns the page's address, and warms the networks up behind it."""
        from tryon.ui.page import launch_options
        from tryon.ui.server.slow_clients import Connection

        _, address, _ = self.demo.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            **launch_options(self.demo, self._settings, self._file_store, self._uploads),
        )
        self.demo.server.config.http_protocol_class = Connection
        self._worker.warm_up(self._warm_up)
        self._worker.warm_up(self._measure, gives_way=True)
        threading.Thread(target=self._keep_clearing, daemon=True).start()
        return address

    def close(self) -> None:
        """Stops what runs, closes the server and throws away all results."""
        self._closed.set()
        self._worker.close()
        self.demo.close(verbose=False)
        self._file_store.clear()

    def clear(self, older_than_s: float = KEEP_SECONDS) -> None:
        """Throws away what visitors left behind so many seconds ago: files, and what is kept."""
        try:
            self._file_store.clear(older_than_s)
            from tryon.ui.page import everybodys_files

            gone = sweep(self._uploads.root, older_than_s, everybodys_files(self.demo))
            if gone:
                self._let_go(gone)
            self._run_cache.forget(older_than_s)
            self._clicks.forget(older_than_s)
            self._worker.forget(older_than_s)
            self._mail.forget(older_than_s)
        except Exception:  # the next time is to come whatever this time meets
            logger.exception("not everything old could be thrown away")

    def _keep_clearing(self) -> None:
        while not self._closed.wait(SWEEP_SECONDS):
            self.clear()

    def _let_go(self, photos: Collection[str]) -> None:
        """Has what is kept in memory of deleted photos let go of, by their paths."""
        self._run_cache.forget_photos(photos)
        self._worker.forget_photos(photos)
        self._clicks.forget()  # everybody's: what is got ready for clicks names no photo

    def _load_segmenter(self) -> Segmenter:
        # With torch, so not before the page is up.
        from tryon.device import choose_device
        from tryon.segmenters.load import load_segmenter
        from tryon.weights.store import WeightStore

        return load_segmenter(WeightStore(self._settings), choose_device(self._settings.device))

    def _warm_up(self, on_stage: OnStage, cancelled: IsCancelled) -> None:
        """Loads the networks and puts the first example garment on the first example person.

        Before that it fetches what the settings list; where that fails, the page does without.
        """
        self._fetch_listed(cancelled)
        # Small, so that visitors need not wait behind a slow pipeline.
        began = time.monotonic()
        self._run_example(-1, cancelled)
        self._is_quick = time.monotonic() - began < _QUICK_S

    def _measure(self, on_stage: OnStage, cancelled: IsCancelled) -> None:
        """Makes the same at the usual size, so that the first visitor is told how long it takes."""
        result = self._run_example(0, cancelled) if self._is_quick else None
        if result is not None:
            self._speed.note("auto", result)

    def _run_example(self, size: int, cancelled: IsCancelled) -> TryOnResult | None:
        """Puts the first example garment on the first example person, if there are any.

        Args:
            size: Which of the pipeline's, the usual one first.
            cancelled: Asked before each stage.
        """
        engine = self._worker.engine("auto")
        photos = [sorted(self._examples.glob(f"{kind}_*.*"))[:1] for kind in _KINDS]
        if not all(photos):
            return None
        person = engine.preprocessor.person(str(photos[0][0]))
        garment = engine.preprocessor.garment(str(photos[1][0]))
        options = RunOptions(engine.pipeline.sizes[size])
        return engine.run(person, garment, options, Progress(cancelled=cancelled))

    def _fetch_listed(self, cancelled: IsCancelled) -> None:
        """Fetches the weights that whoever runs the page listed, whatever their licence."""
        from tryon.weights.store import WeightStore

        store = WeightStore(self._settings, self._worker.tell_of_download)
        for key in self._settings.fetch:
            if cancelled():
                return
            try:
                store.fetch(key)
            except TryOnError as error:
                logger.warning("%s was not fetched: %s %s", key, error.message, error.hint)


class _EngineLoader:
    """Loads pipelines one by one; all share one preprocessing and what it remembers of photos."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._preprocessor: Preprocessor | None = None

    def __call__(self, name: str, on_download: OnDownload) -> Engine:
        """Loads the engine of a pipeline name or "auto"."""
        from tryon.api import choose_pipeline, load_pipelines
        from tryon.weights.store import WeightStore

        store = WeightStore(self._settings, on_download)
        names = [choose_pipeline(name, store)]
        device, precision = self._settings.device, self._settings.precision
        engine = load_pipelines(names, store, device, self._preprocessor, precision)[0]
        self._preprocessor = engine.preprocessor
        return engine
