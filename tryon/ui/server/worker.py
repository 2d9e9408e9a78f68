"""The one worker that does everything heavy, so that nothing runs beside it or after a cancel."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncGenerator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

from tryon.engines.base import Engine
from tryon.errors import Cancelled, TryOnError
from tryon.types import IsCancelled, OnStage

logger = logging.getLogger(__name__)

RUN_LIMIT_S = 300.0
T = TypeVar("T")
Task = Callable[[OnStage, IsCancelled], T]
# Told during a download of weights: key, bytes so far, bytes in all (None: not known).
OnDownload = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class StageStarted:
    """A stage has begun; `fraction` of the run was done before it, 0 to 1."""

    stage: str
    fraction: float


@dataclass(frozen=True)
class Downloading:
    """Weights are being fetched; `fraction` of them is there, None where that is not known."""

    key: str
    fraction: float | None


@dataclass(frozen=True)
class Finished(Generic[T]):
    """A task is done."""

    value: T


Event = StageStarted | Downloading | Finished[T]


class Worker:
    """Loads engines when first needed and runs tasks with them, strictly one after the other.

    Gradio frees a place in its queue as soon as a visitor cancels, while the work goes on until
    its next stage. Here the next task waits for the single worker thread, so two never overlap.

    Args:
        engine_factory: Loads the engine of a pipeline name or "auto", telling of downloads.
    """

    def __init__(self, engine_factory: Callable[[str, OnDownload], Engine]) -> None:
        self._engine_factory = engine_factory
        self._engines: dict[str, Engine] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tryon")
        self._closing = threading.Event()
        self._listeners: set[Callable[[Downloading], None]] = set()

    def engine(self, name: str) -> Engine:
        """Returns the engine for a pipeline name or "auto". Only tasks may call this."""
        if name not in self._engines:
            engine = self._engine_factory(name, self.tell_of_download)
            # "auto" and the name it stands for are one engine.
            self._engines[name] = self._engines.setdefault(engine.pipeline.name, engine)
        return self._engines[name]

    def choose_anew(self) -> None:
        """Has "auto" looked up again at its next use: more can be run here than before."""
        self._engines.pop("auto", None)

    def forget(self, unused_s: float) -> None:
        """Lets the engines let go of photos that were not used for so many seconds."""
        for engine in tuple(self._engines.values()):
            engine.preprocessor.forget(unused_s)
            engine.pipeline.forget(unused_s)

    def forget_photos(self, paths: Collection[str]) -> None:
        """Lets the engines let go of the photos of files."""
        for engine in tuple(self._engines.values()):
            engine.preprocessor.forget_photos(paths)
            # What pipelines keep names no photo: everybody's goes.
            engine.pipeline.forget(0.0)

    def warm_up(self, task: Task[object], *, gives_way: bool = False) -> None:
        """Runs a task in the background; what goes wrong in it is only logged.

        Args:
            task: What is done.
            gives_way: It is given up before its next stage as soon as anything else is asked for.
        """

        def cancelled() -> bool:
            return self._closing.is_set() or (gives_way and bool(self._listeners))

        def work() -> None:
            try:
                if not cancelled():
                    task(lambda stage, fraction: None, cancelled)
            except TryOnError as error:
                logger.info("warm-up stopped: %s", error.message)
            except Exception:
                logger.exception("warm-up failed")

        self._thread.submit(work)

    async def follow(self, task: Task[T]) -> AsyncGenerator[Event[T], None]:
        """Runs a task and tells its stages as they begin, and of downloads that hold it up.

        Leaving the iteration, for whatever reason, cancels the task: one that waits never starts,
        one that runs stops before its next stage.

        Yields:
            `StageStarted` for each stage, `Downloading` now and then, and at last `Finished` with
            what the task returned.

        Raises:
            TryOnError: From the task; also when it ran longer than `RUN_LIMIT_S`.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[StageStarted | Downloading | None] = asyncio.Queue()
        left = threading.Event()

        def tell(event: StageStarted | Downloading | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(events.put_nowait, event)

        def work() -> T:
            deadline = time.monotonic() + RUN_LIMIT_S

            def cancelled() -> bool:
                if time.monotonic() > deadline:
                    raise TryOnError(
                        "The run took too long and was stopped.",
                        "Choose a smaller size, or a faster pipeline.",
                    )
                return left.is_set() or self._closing.is_set()

            try:
                if cancelled():
                    raise Cancelled("The run was cancelled.")
                return task(lambda stage, done: tell(StageStarted(stage, done)), cancelled)
            finally:
                tell(None)

        self._listeners.add(tell)
        future = self._thread.submit(work)
        try:
            while (event := await events.get()) is not None:
                yield event
            yield Finished(await asyncio.wrap_future(future))
        finally:
            self._listeners.discard(tell)
            left.set()
            future.cancel()

    async def run(self, task: Callable[[], T]) -> T:
        """Runs a short task without stages and returns what it returned."""
        return await self.attend(lambda cancelled: task())

    async def attend(self, task: Callable[[IsCancelled], T]) -> T:
        """Runs a task without stages that asks whether it is still wanted."""
        async with aclosing(self.follow(lambda on_stage, cancelled: task(cancelled))) as events:
            async for event in events:
                if isinstance(event, Finished):
                    return event.value
        raise Cancelled("The work was cancelled.")

    def close(self) -> None:
        """Stops the running task before its next stage and drops those that wait."""
        self._closing.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def tell_of_download(self, key: str, done: int, total: int | None) -> None:
        """Tells everybody who waits how far a download is."""
        news = Downloading(key, done / total if total else None)
        for tell in tuple(self._listeners):
            tell(news)
