"""What happens when a visitor does something in the lookbook."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from html import escape
from typing import TypeVar

import gradio as gr

from tryon.config import Settings
from tryon.types import IsCancelled, OnStage
from tryon.ui import markup
from tryon.ui.lookbook import lookbook_markup
from tryon.ui.lookbook.job import LookbookJob
from tryon.ui.lookbook.line import Line
from tryon.ui.lookbook.requests import check_lookbook
from tryon.ui.outputs import Answer, LookbookMenuOutputs, LookbookOutputs
from tryon.ui.results.records import History
from tryon.ui.runs.failures import readable_run
from tryon.ui.runs.menus import Update, choice_named, menu, size_menu
from tryon.ui.runs.pipeline_menu import PipelineMenu
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.uploads import Uploads
from tryon.ui.server.worker import Downloading, Event, Finished, Worker
from tryon.ui.wording import words
from tryon.ui.wording.step_words import stage_words

T = TypeVar("T")

# As many lookbooks are made at once, taking turns pair by pair; single runs wait for one pair each.
_AT_ONCE = 2


@dataclass(frozen=True)
class LookbookUpdate:
    """What a lookbook changes of `LookbookOutputs`; None leaves a text as it is."""

    status: str | None = None
    grid: str | None = None
    sheet: str | None = None
    archive: str | None = None
    running: bool = True

    def updates(self) -> Answer:
        """Returns the answer of a handler that changes `LookbookOutputs`."""
        texts = {"status": self.status, "grid": self.grid}
        return LookbookOutputs.updates(
            **{name: gr.update(value=text) for name, text in texts.items() if text is not None},
            sheet=self._download(self.sheet),
            archive=self._download(self.archive),
            run=gr.update(interactive=not self.running),
            stop=gr.update(interactive=self.running),
        )

    def _download(self, path: str | None) -> Update:
        # While it runs, what the buttons still hold belongs to the lookbook before.
        if path is None:
            update: Update = gr.update(interactive=False)
        else:
            update = gr.update(value=path, interactive=True)
        return update


class LookbookHandlers:
    """Answers the events of the lookbook.

    Args:
        worker: Does the work, pair by pair, so that others' runs come in between.
        file_store: Keeps pictures and archives for the browser.
        read_menu: Looks up what can be run here.
        settings: How large a lookbook may be.
        history: Keeps each pair, to go on from it.
        uploads: Where visitors' photos lie.
    """

    def __init__(
        self,
        worker: Worker,
        file_store: FileStore,
        read_menu: Callable[[], PipelineMenu],
        settings: Settings,
        history: History,
        uploads: Uploads,
    ) -> None:
        self._history = history
        self._uploads = uploads
        self._worker = worker
        self._file_store = file_store
        self._read_menu = read_menu
        self._settings = settings
        self._stops: dict[str, asyncio.Event] = {}
        self._line = Line(_AT_ONCE)

    async def opened(self) -> Answer:
        """Fills `LookbookMenuOutputs` once the tab is open."""
        choices = (await self._worker.run(self._read_menu)).choices
        return LookbookMenuOutputs.updates(pipeline=menu(choices), size=size_menu(choices[0]))

    async def chosen(self, pipeline: object) -> Update:
        """Offers the sizes of the chosen pipeline."""
        pipeline_menu = await self._worker.run(self._read_menu)
        return size_menu(choice_named(pipeline, pipeline_menu))

    async def run(
        self,
        persons: object,
        garments: object,
        pipeline: object,
        size: object,
        visit: gr.Request,
    ) -> AsyncGenerator[Answer, None]:
        """Makes a lookbook.

        Yields:
            What `LookbookUpdate.updates` returns.

        Raises:
            gr.Error: The visitor can read why there is none.
        """
        visitor = visit.session_hash or ""
        stop = self._stops[visitor] = asyncio.Event()
        ticket = self._line.join()
        try:
            yield LookbookUpdate(status=markup.progress(words.WAITING, 0), grid="").updates()
            async with aclosing(self._line.wait(ticket, stop)) as places:
                async for place in places:
                    yield LookbookUpdate(
                        status=markup.progress(words.place_words(place), 0)
                    ).updates()
            if stop.is_set():
                status = markup.message(words.LOOKBOOK_STOPPED_AT_ONCE)
                yield LookbookUpdate(status=status, running=False).updates()
                return
            pipeline_menu = await self._worker.run(self._read_menu)
            request = check_lookbook(
                persons,
                garments,
                pipeline,
                size,
                pipeline_menu.choices,
                self._settings,
                self._uploads,
            )
            job = LookbookJob(request, self._file_store, self._history, visit.session_hash)
            async with aclosing(self._made(job, stop)) as shows:
                async for show in shows:
                    yield show.updates()
        except Exception as error:
            sorry = await readable_run(error, pipeline, self._worker, self._read_menu)
            yield LookbookUpdate(
                status=markup.refusal(sorry.message, sorry.hint), running=False
            ).updates()
            text = f"{escape(sorry.message)} {escape(sorry.hint)}"
            raise gr.Error(text, visible=False, print_exception=False) from error
        finally:
            self._line.leave(ticket)
            if self._stops.get(visitor) is stop:
                del self._stops[visitor]

    async def stop(self, visit: gr.Request) -> None:
        """Stops the visitor's lookbook before the next stage; what is done stays."""
        stop = self._stops.get(visit.session_hash or "")
        if stop is not None:
            stop.set()

    async def _made(
        self, job: LookbookJob, stop: asyncio.Event
    ) -> AsyncGenerator[LookbookUpdate, None]:
        count = len(job.cells)
        prepare = _Task(job, None, self._worker)
        yield LookbookUpdate(grid=lookbook_markup.grid(job.cells))
        async with aclosing(_until(stop, self._worker.follow(prepare))) as events:
            async for event in events:
                yield LookbookUpdate(status=_news(event, 0, count))
        for index in range(count):
            if stop.is_set():
                break
            job.start(index)
            yield LookbookUpdate(grid=lookbook_markup.grid(job.cells))
            task = _Task(job, index, self._worker)
            async with aclosing(_until(stop, self._worker.follow(task))) as events:
                async for event in events:
                    yield LookbookUpdate(status=_news(event, index, count))
        job.stop()
        yield LookbookUpdate(
            status=markup.progress("Packing the downloads", 0.99),
            grid=lookbook_markup.grid(job.cells),
        )
        ended = markup.message(_ended(job, stop.is_set()))
        if not job.made:
            yield LookbookUpdate(status=ended, running=False)
            return
        sheet, archive = await asyncio.to_thread(job.pack)
        yield LookbookUpdate(status=ended, sheet=str(sheet), archive=str(archive), running=False)


@dataclass(frozen=True)
class _Task:
    """What the worker does for one pair, or for what all pairs share where there is no index."""

    job: LookbookJob
    index: int | None
    worker: Worker

    def __call__(self, on_stage: OnStage, cancelled: IsCancelled) -> None:
        on_stage("weights", 0.0)
        engine = self.worker.engine(self.job.request.pipeline)
        if self.index is None:
            on_stage("person", 0.0)
            self.job.prepare(engine)
        else:
            self.job.work(self.index, engine, on_stage, cancelled)


async def _until(stop: asyncio.Event, events: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """Passes events on until `stop` is set, and then leaves them at once."""
    stopped = asyncio.ensure_future(stop.wait())
    try:
        async with aclosing(events):
            while True:
                step = asyncio.ensure_future(anext(events))
                try:
                    await asyncio.wait({step, stopped}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    if not step.done():
                        step.cancel()
                        with suppress(asyncio.CancelledError):
                            await step
                if step.cancelled():
                    return
                try:
                    event = step.result()
                except StopAsyncIteration:
                    return
                yield event
    finally:
        stopped.cancel()


def _news(event: Event[None], index: int, count: int) -> str:
    if isinstance(event, Downloading):
        return markup.progress(words.download_words(event.key, event.fraction), 0)
    inside = 1.0 if isinstance(event, Finished) else event.fraction
    stage = "Done" if isinstance(event, Finished) else stage_words(event.stage)
    return markup.progress(f"{index + 1} of {count}: {stage}", (index + inside) / count)


def _ended(job: LookbookJob, stopped: bool) -> str:
    count, made = len(job.cells), job.made
    if stopped:
        return words.LOOKBOOK_STOPPED if made else words.LOOKBOOK_STOPPED_AT_ONCE
    if made == count == 1:
        return words.LOOKBOOK_DONE_ONE
    if made == count:
        return f"All {count} are done. Press a picture to see its steps."
    return f"{made} of {count} are done; the others say in their place what is wrong."
