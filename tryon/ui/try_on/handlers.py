"""What happens when a visitor asks for a try-on. Of a visitor only the last run's place is kept."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from html import escape

import gradio as gr

from tryon.engines.comparison import Comparison, try_each
from tryon.types import IsCancelled, OnStage, TryOnResult
from tryon.ui import markup
from tryon.ui.inspector.earlier import EarlierRun, EarlierRuns
from tryon.ui.outputs import Answer, OpenedOutputs, PipelineOutputs, TimeOutputs
from tryon.ui.results.records import History
from tryon.ui.results.show import Show, compared, finished, nothing_made, pack, pack_sides
from tryon.ui.results.variations import Variation, make_variations, show_variations
from tryon.ui.runs.failures import readable_run
from tryon.ui.runs.made import made_of, mends_key
from tryon.ui.runs.menus import choice_named, menu, offered, run_time, size_times
from tryon.ui.runs.pipeline_menu import PipelineChoice, PipelineMenu
from tryon.ui.runs.requests import check_kinds, check_request, check_variations
from tryon.ui.runs.runner import THROUGH, Runner, Wanted
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.uploads import Upload, Uploads, download_stem
from tryon.ui.server.worker import Downloading, Finished, StageStarted, Task, Worker
from tryon.ui.studio.desk import Desk
from tryon.ui.wording import amounts, words
from tryon.ui.wording.step_words import stage_words

# What is shown when a task is done, and what packs its downloads after that.
Made = tuple[Show, Callable[[], Show]]


class Handlers:
    """Answers the events of the page.

    Args:
        worker: Does the work.
        runner: Knows how it is done.
        file_store: Keeps pictures and archives for the browser.
        read_menu: Looks up what can be run here.
        earlier: Remembers each visitor's last run, to compare the next one with it.
        history: Keeps what was made, to show it again.
        uploads: Where visitors' photos lie.
    """

    def __init__(
        self,
        worker: Worker,
        runner: Runner,
        file_store: FileStore,
        read_menu: Callable[[], PipelineMenu],
        earlier: EarlierRuns,
        history: History,
        uploads: Uploads,
    ) -> None:
        self._runner = runner
        self._uploads = uploads
        self._worker = worker
        self._file_store = file_store
        self._read_menu = read_menu
        self._earlier = earlier
        self._history = history

    async def opened(self) -> Answer:
        """Fills `OpenedOutputs`, the options and the words about weights."""
        pipeline_menu = await self._worker.run(self._read_menu)
        return OpenedOutputs.updates(
            pipeline=menu(pipeline_menu.choices),
            about=pipeline_menu.about,
            # One alone has nothing beside it.
            compare=gr.update(visible=len(pipeline_menu.ready) > 1),
            **offered(pipeline_menu.choices[0]),
        )

    async def chosen(self, pipeline: object, size: object, ablate: object) -> Answer:
        """Offers what the chosen pipeline has, and says what it lacks and what its terms are."""
        pipeline_menu = await self._worker.run(self._read_menu)
        choice = choice_named(pipeline, pipeline_menu)
        return PipelineOutputs.updates(**offered(choice, size, ablate))

    async def measured(self, pipeline: object, size: object, variations: object) -> Answer:
        """Says how long runs of the chosen pipeline took here, by size, and how long one takes."""
        pipeline_menu = await self._worker.run(self._read_menu)
        choice, speed = choice_named(pipeline, pipeline_menu), self._runner.speed
        return TimeOutputs.updates(
            times=size_times(choice, speed),
            run_time=run_time(choice, size, variations, pipeline_menu.ready, speed),
        )

    async def try_on(
        self,
        person: Upload,
        garment: Upload,
        pipeline: object,
        size: object,
        seed: object,
        ablate: object,
        sleeve: object,
        neckline: object,
        desk: Desk,
        variations: object,
        visitor: gr.Request,
    ) -> AsyncGenerator[Answer, None]:
        """Puts the garment on the person, with what was mended of the two in the studio.

        Yields:
            What `Show.updates` returns.

        Raises:
            gr.Error: The visitor can read why there is no result.
        """

        def task(pipeline_menu: PipelineMenu) -> Task[Made]:
            choices = pipeline_menu.choices
            request = check_request(
                person, garment, pipeline, size, seed, ablate, choices, self._uploads
            )
            kinds = check_kinds(sleeve, neckline)
            wanted = Wanted.of(request, kinds, desk.of(request.photos))
            count = check_variations(variations, request, choices)
            return self._task(wanted, count, visitor.session_hash, download_stem(person, garment))

        async for updates in self._answered(task, person, garment, visitor, pipeline):
            yield updates

    async def compare(
        self,
        person: Upload,
        garment: Upload,
        seed: object,
        sleeve: object,
        neckline: object,
        desk: Desk,
        visitor: gr.Request,
    ) -> AsyncGenerator[Answer, None]:
        """Puts the garment on by every pipeline whose weights are here; else as `try_on`."""

        def task(pipeline_menu: PipelineMenu) -> Task[Made]:
            choices = pipeline_menu.choices
            request = check_request(
                person, garment, "auto", "", seed, False, choices, self._uploads
            )
            kinds = check_kinds(sleeve, neckline)
            wanted = Wanted.of(request, kinds, desk.of(request.photos))
            stem = download_stem(person, garment)
            return self._comparison(wanted, choices, visitor.session_hash, stem)

        async for updates in self._answered(task, person, garment, visitor, "auto"):
            yield updates

    async def _answered(
        self,
        choose: Callable[[PipelineMenu], Task[Made]],
        person: Upload,
        garment: Upload,
        visitor: gr.Request,
        pipeline: object,
    ) -> AsyncGenerator[Answer, None]:
        """Follows a task to the end of its packing; what goes wrong becomes a sentence."""
        try:
            yield Show(status=markup.progress(words.WAITING, 0)).updates()
            task = choose(await self._worker.run(self._read_menu))
            async with aclosing(self._worker.follow(task)) as events:
                async for event in events:
                    if isinstance(event, Finished):
                        show, packing = event.value
                        yield show.updates()
                        yield (await asyncio.to_thread(packing)).updates()
                    else:
                        yield Show(status=_news(event)).updates()
        except Exception as error:
            sorry = await readable_run(error, pipeline, self._worker, self._read_menu)
            shown = self._earlier.photos(visitor.session_hash)
            asked = self._uploads.claimed(person), self._uploads.claimed(garment)
            status = markup.refusal(sorry.message, sorry.hint)
            yield nothing_made(status, forget=shown != asked).updates()
            text = f"{escape(sorry.message)} {escape(sorry.hint)}"
            raise gr.Error(text, visible=False, print_exception=False) from error

    def cancelled(self) -> Answer:
        """Says that the run was cancelled, and frees the buttons of `RunOutputs`."""
        return Show(status=markup.message(words.CANCELLED), running=False).updates()

    def _task(self, wanted: Wanted, count: int, visitor: str | None, stem: str) -> Task[Made]:
        def task(on_stage: OnStage, cancelled: IsCancelled) -> Made:
            new_folder = partial(self._file_store.new_folder, visitor)
            made = make_variations(wanted, count, self._runner, new_folder, on_stage, cancelled)
            on_stage("pictures", THROUGH)
            run, run_folder = made[0].run, made[0].run_folder
            earlier = EarlierRun.of(run.result, run_folder.path, wanted.request.photos)
            before = self._earlier.exchange(visitor, earlier)
            took = sum(run.result.timings_ms.values())
            done = words.done_words(amounts.duration(took), bool(mends_key(run.mending)))
            show = finished(wanted.request, run, run_folder, before, done)
            if count > 1:
                of = made_of(wanted.request, wanted.mending)
                show = replace(show, sides=show_variations(made, of))
            return show, partial(self._packed, made, stem, show)

        return task

    def _packed(self, made: Sequence[Variation], stem: str, show: Show) -> Show:
        """Packs all that were made; the downloads on the page are those of the first."""
        first, *others = made
        packed = pack(first.wanted.request, first.run, first.run_folder, stem, show, self._history)
        for each in others:
            request, run, run_folder = each.wanted.request, each.run, each.run_folder
            took = amounts.duration(sum(run.result.timings_ms.values()))
            done = words.done_words(took, bool(mends_key(run.mending)))
            own = finished(request, run, run_folder, None, done)
            name = f"{stem}_seed{request.seed}"
            pack(request, run, run_folder, name, own, self._history)
        return packed

    def _comparison(
        self, wanted: Wanted, choices: Sequence[PipelineChoice], visitor: str | None, stem: str
    ) -> Task[Made]:
        run_folder = self._file_store.new_folder(visitor)
        default, *named = choices
        ready = [choice for choice in named if not choice.missing] or [default]

        def task(on_stage: OnStage, cancelled: IsCancelled) -> Made:
            photos = []

            def attempt(name: str, tell: OnStage) -> TryOnResult:
                chosen = replace(wanted, request=replace(wanted.request, pipeline=name))
                run = self._runner.whole(
                    chosen, lambda stage, done: tell(f"{name}/{stage}", done), cancelled
                )
                photos.append(run.person.photo)
                return run.result

            outcomes = try_each({choice.name: choice.title for choice in ready}, attempt, on_stage)
            on_stage("pictures", THROUGH)
            comparison = Comparison(photos[0], outcomes)
            made = made_of(wanted.request, wanted.mending)
            packing = partial(pack_sides, comparison, run_folder, stem)
            return compared(comparison, named, run_folder, made), packing

        return task


def _news(event: StageStarted | Downloading) -> str:
    if isinstance(event, Downloading):
        return markup.progress(words.download_words(event.key, event.fraction), 0)
    return markup.progress(stage_words(event.stage), event.fraction)
