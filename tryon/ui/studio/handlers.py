"""What happens when a visitor does something in the studio. Of a visitor only a `Desk` is kept."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import gradio as gr

from tryon.errors import MaskInvalid
from tryon.mending import files
from tryon.mending.document import Mending, Part
from tryon.mending.edited_pair import EditedPair
from tryon.mending.editing import Editor, Moment
from tryon.segmenters.base import Segmenter
from tryon.stages import Stage
from tryon.ui import markup
from tryon.ui.common import sent
from tryon.ui.inspector.earlier import EarlierRun, EarlierRuns
from tryon.ui.outputs import Answer, LoadedOutputs, StudioOutputs, StudioRunOutputs
from tryon.ui.results.records import History
from tryon.ui.results.show import Show, finished, pack
from tryon.ui.runs.failures import readable, readable_run
from tryon.ui.runs.menus import Update, kind_menus
from tryon.ui.runs.pipeline_menu import PipelineMenu
from tryon.ui.runs.requests import Request, check_kinds, check_request
from tryon.ui.runs.run_cache import Run, RunCache, Visit, visit_of
from tryon.ui.runs.runner import Runner
from tryon.ui.server.file_store import FileStore, address
from tryon.ui.server.uploads import Upload, Uploads, download_stem
from tryon.ui.server.worker import Finished, StageStarted, Worker
from tryon.ui.studio.actions import Action, carried_out, read_action
from tryon.ui.studio.clicks import Clicks
from tryon.ui.studio.desk import Desk
from tryon.ui.studio.view import View, opened_view, refusal, state_view, told
from tryon.ui.wording import studio_words as studio
from tryon.ui.wording import words
from tryon.ui.wording.step_words import stage_words


class StudioHandlers:
    """Answers the events of the studio.

    Args:
        worker: Does what is heavy.
        runner: Knows how it is done.
        file_store: Keeps pictures and zips for the browser.
        read_menu: Looks up what can be run here.
        run_cache: Keeps the last runs.
        earlier: Remembers where their pictures lie, to compare a mended run with the one before.
        history: Keeps what was made, to show it again.
        clicks: Has what answers them.
        uploads: Where visitors' photos and saved changes lie.
    """

    def __init__(
        self,
        worker: Worker,
        runner: Runner,
        file_store: FileStore,
        read_menu: Callable[[], PipelineMenu],
        run_cache: RunCache,
        earlier: EarlierRuns,
        history: History,
        clicks: Clicks,
        uploads: Uploads,
    ) -> None:
        self._uploads = uploads
        self._worker = worker
        self._runner = runner
        self._file_store = file_store
        self._read_menu = read_menu
        self._run_cache = run_cache
        self._earlier = earlier
        self._history = history
        self._clicks = clicks
        # One click at a time: they share the processor with whatever is run.
        self._one_click = asyncio.Lock()

    async def opened(
        self,
        person: Upload,
        garment: Upload,
        pipeline: object,
        size: object,
        seed: object,
        sleeve: object,
        neckline: object,
        desk: Desk,
        visitor: gr.Request,
    ) -> Answer:
        """Opens the photos above; what was mended on the same photos is still there."""
        emptied = desk.emptied
        try:
            if self._uploads.named(person) is None or self._uploads.named(garment) is None:
                desk.visit = None
                return StudioOutputs.updates(desk=desk, wire=told({"empty": studio.NO_PHOTOS}))
            request = await self._asked(person, garment, pipeline, size, seed)
            kinds = check_kinds(sleeve, neckline)

            def opened(known: Visit | None) -> Visit:
                return visit_of(known, request, kinds, visitor.session_hash)

            new = opened(desk.of(request.photos))
            pair, stages = await self._worker.run(lambda: self._opened(request, new))
            if desk.emptied != emptied:
                return StudioOutputs.updates()
            view = await desk.change(
                lambda _: opened(desk.of(request.photos) or new),
                lambda visit: (visit, self._everything(visit, pair, stages, "body")),
            )
        except Exception as error:
            sorry = await readable_run(error, pipeline, self._worker, self._read_menu)
            view = {"empty": refusal(sorry)["error"]}
        return StudioOutputs.updates(desk=desk, wire=told(view))

    async def changed(self, person: Upload, garment: Upload, desk: Desk) -> Answer:
        """Forgets the photos that were opened where there are others above now."""
        shown = self._uploads.claimed(person), self._uploads.claimed(garment)
        if not desk.known or desk.of(shown):
            return StudioOutputs.updates()
        desk.clear()
        return StudioOutputs.updates(desk=desk, wire=told({"gone": True}))

    async def act(
        self,
        person: Upload,
        garment: Upload,
        sleeve: object,
        neckline: object,
        desk: Desk,
        event: gr.EventData,
    ) -> Answer:
        """Does one thing and tells what it changed."""
        serial = -1
        try:
            action = read_action(sent(event))
            serial = action.serial
            kinds = check_kinds(sleeve, neckline)

            def read(visit: Visit | None) -> Visit:
                return replace(self._same_photos(visit, action, person, garment), kinds=kinds)

            async with self._one_click:
                view = await desk.change(read, lambda visit: self._act(visit, action))
        except Exception as error:
            view = refusal(readable(error))
        return StudioOutputs.updates(desk=desk, wire=told({**view, "answer": serial}))

    async def load(self, upload: Upload, desk: Desk) -> Answer:
        """Takes up changes that were saved for the same photos, sleeves and neckline with them."""
        view: View = {"empty": studio.NO_PHOTOS}
        menus: dict[str, Update] = {}
        try:
            path = self._uploads.path(upload)
            opened = desk.visit
            if opened is not None and path is not None:
                view, menus = await desk.change(
                    lambda visit: _the_same(visit, opened.token),
                    lambda visit: self._load(visit, Path(path)),
                )
        except Exception as error:
            view = refusal(readable(error))
        return LoadedOutputs.updates(desk=desk, wire=told(view), **menus)

    async def run(
        self,
        person: Upload,
        garment: Upload,
        pipeline: object,
        size: object,
        seed: object,
        sleeve: object,
        neckline: object,
        desk: Desk,
        event: gr.EventData,
        visitor: gr.Request,
    ) -> AsyncGenerator[Answer, None]:
        """Runs the steps that are out of date, or from a step on, and nothing else.

        Yields:
            What changes of `StudioRunOutputs`.
        """
        serial = -1
        try:
            asked = sent(event)
            action = read_action(asked)
            serial = action.serial
            known = self._same_photos(desk.visit, action, person, garment)
            yield _news(_progress(words.WAITING, 0), Show())
            request = await self._asked(person, garment, pipeline, size, seed)
            known = replace(known, request=request, kinds=check_kinds(sleeve, neckline))
            stem = download_stem(person, garment)
            first = str(asked.get("from", ""))
            running = self._worker.follow(
                lambda on_stage, cancelled: self._runner.again(known, first, on_stage, cancelled)
            )
            async with aclosing(running) as events:
                async for news in events:
                    if isinstance(news, Finished):
                        run, times_ms = news.value
                        done = studio.done_words(times_ms)
                        run_folder = self._file_store.new_folder(visitor.session_hash)
                        earlier = EarlierRun.of(run.result, run_folder.path, request.photos)
                        before = self._earlier.exchange(visitor.session_hash, earlier)
                        show = await asyncio.to_thread(
                            finished, request, run, run_folder, before, done
                        )
                        view = await self._ran(desk, known, run, action.part)
                        said = told({**view, "note": done, "answer": serial})
                        yield StudioRunOutputs.updates(desk=desk, wire=said, **show.changes())
                        packed = await asyncio.to_thread(
                            pack, request, run, run_folder, stem, show, self._history
                        )
                        yield StudioRunOutputs.updates(**packed.changes())
                    elif isinstance(news, StageStarted):
                        yield _news(_progress(stage_words(news.stage), news.fraction), Show())
        except Exception as error:
            sorry = await readable_run(error, pipeline, self._worker, self._read_menu)
            yield _news({**refusal(sorry), "answer": serial}, Show(running=False))

    def stopped(self) -> Answer:
        """Says that the run was stopped, and frees the buttons of `StudioRunOutputs`."""
        return _news({"note": studio.STOPPED, "stopped": True}, Show(running=False))

    async def _asked(
        self, person: Upload, garment: Upload, pipeline: object, size: object, seed: object
    ) -> Request:
        choices = (await self._worker.run(self._read_menu)).choices
        return check_request(person, garment, pipeline, size, seed, None, choices, self._uploads)

    def _same_photos(
        self, visit: Visit | None, action: Action, person: Upload, garment: Upload
    ) -> Visit:
        """Returns the visit an action belongs to.

        Raises:
            UnreadableImage: The photos were deleted after their hour.
            MaskInvalid: It was done on photos that are no longer those above.
        """
        shown = self._uploads.path(person), self._uploads.path(garment)
        same = _the_same(visit, action.token)
        if shown != same.photos:
            raise MaskInvalid(studio.OTHER_PHOTOS, studio.OTHER_PHOTOS_HINT)
        return same

    def _opened(self, request: Request, visit: Visit) -> tuple[EditedPair, tuple[Stage, ...]]:
        return self._runner.pair(visit), self._runner.stages(request)

    def _everything(
        self, visit: Visit, pair: EditedPair, stages: tuple[Stage, ...], part: Part
    ) -> View:
        run = self._run_cache.last(visit)
        return {
            **opened_view(pair, run, stages, self._file_store.new_folder(visit.session)),
            **state_view(visit, pair, run, _shown(part, pair)),
        }

    async def _ran(self, desk: Desk, known: Visit, run: Run, part: Part) -> View:
        """Returns what is told of a run of a visit; nothing where other photos lie there now."""
        stages = self._runner.stages(known.request)

        def read(visit: Visit | None) -> Visit:
            # What was mended while it ran stays.
            return replace(_the_same(visit, known.token), request=known.request, kinds=known.kinds)

        def told_of(visit: Visit) -> tuple[Visit, View]:
            return visit, self._everything(visit, run.pair, stages, part)

        try:
            return await desk.change(read, told_of)
        except MaskInvalid:
            return {}

    def _act(self, visit: Visit, action: Action) -> tuple[Visit, View]:
        pair = self._runner.pair(visit)
        note = ""

        def segmenter() -> Segmenter:
            nonlocal note
            ready, note = self._clicks.ready(editor.picture(action.part))
            return ready

        editor = Editor(pair, segmenter)
        visit = replace(visit, edits=carried_out(editor, visit.edits, action))
        view = state_view(visit, pair, self._run_cache.last(visit), action.part)
        if note:
            view["note"] = note
        if action.doing == "save":
            zipped = files.save(pair, visit.mending)
            kept = self._file_store.new_folder(visit.session).file("mended.zip", zipped)
            view["download"] = address(kept)
        return visit, view

    def _load(self, visit: Visit, path: Path) -> tuple[Visit, tuple[View, dict[str, Update]]]:
        pair = self._runner.pair(visit)
        loaded = files.load(pair, path)
        kinds = Mending(sleeve=loaded.sleeve, neckline=loaded.neckline)
        mending = replace(loaded, sleeve=None, neckline=None)
        visit = replace(visit, edits=visit.edits.then(Moment(mending)), kinds=kinds)
        part = _shown(next(iter(mending.mended()), "body"), pair)
        view = state_view(visit, pair, self._run_cache.last(visit), part)
        menus = kind_menus(pair.garment, self._runner.kinds(visit.request), loaded)
        return visit, ({**view, "note": studio.LOADED}, menus)


def _the_same(visit: Visit | None, token: str) -> Visit:
    """Returns the visit of a token.

    Raises:
        MaskInvalid: There is none any more, or it is one of other photos.
    """
    if visit is None:
        raise MaskInvalid(studio.FORGOTTEN, studio.FORGOTTEN_HINT)
    if visit.token != token:
        raise MaskInvalid(studio.OTHER_PHOTOS, studio.OTHER_PHOTOS_HINT)
    return visit


def _shown(part: Part, pair: EditedPair) -> Part:
    """Returns the part to show: a layout can be shown only once there is one."""
    return "body" if part == "layout" and pair.layout is None else part


def _news(view: View, show: Show) -> Answer:
    """Returns what the studio is told of a run, and what is shown of it on the page."""
    return StudioRunOutputs.updates(wire=told(view), **show.changes())


def _progress(sentence: str, fraction: float) -> View:
    return {"progress": markup.progress(sentence, fraction)}
