"""What happens when a visitor does something. Of a visitor only the last run's place is kept."""

import asyncio
import io
import logging
import secrets
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from zipfile import ZipFile

import gradio as gr

from tryon.errors import OutOfMemory, TryOnError
from tryon.results import zip_result
from tryon.types import IsCancelled, OnStage, PersonInput, Subject, TryOnResult
from tryon.ui import markup, words
from tryon.ui.earlier import EarlierRuns, Run
from tryon.ui.gallery import show_result, show_steps
from tryon.ui.inspector import run_words
from tryon.ui.offers import Catalogue, Offer
from tryon.ui.requests import Request, Upload, check_request, size_words, upload_path
from tryon.ui.shelf import Drawer, Shelf
from tryon.ui.workshop import Downloading, Finished, StageStarted, Workshop

logger = logging.getLogger(__name__)

Update = dict[str, Any]
# How far a run is when the photos are prepared, and when the pipeline is through.
_PREPARED, _THROUGH = 0.35, 0.95


@dataclass(frozen=True)
class Show:
    """What `Handlers.try_on` changes on the page; None leaves a part as it is."""

    status: str | None = None
    result: str | None = None
    steps: str | None = None
    person_notes: str | None = None
    garment_notes: str | None = None
    picture: str | None = None
    archive: str | None = None
    packing: bool = False
    running: bool = True

    def updates(self) -> tuple[Update, ...]:
        """Returns updates of the texts, both downloads, and the run and cancel buttons."""
        texts = (self.status, self.result, self.steps, self.person_notes, self.garment_notes)
        return (
            *(gr.skip() if text is None else gr.update(value=text) for text in texts),
            *(self._download(path) for path in (self.picture, self.archive)),
            gr.update(interactive=not self.running),
            gr.update(interactive=self.running),
        )

    def _download(self, path: str | None) -> Update:
        # What the buttons still hold belongs to the result before this one.
        if self.packing:
            update: Update = gr.update(interactive=False)
        elif path is None:
            update = gr.skip()
        else:
            update = gr.update(value=path, interactive=True)
        return update


class Handlers:
    """Answers the events of the page.

    Args:
        workshop: Does the work.
        shelf: Keeps pictures and archives for the browser.
        read_catalogue: Looks up what can be run here.
    """

    def __init__(
        self, workshop: Workshop, shelf: Shelf, read_catalogue: Callable[[], Catalogue]
    ) -> None:
        self._workshop = workshop
        self._shelf = shelf
        self._read_catalogue = read_catalogue
        self._earlier = EarlierRuns()

    async def opened(self) -> tuple[Update, str, Update, Update, str]:
        """Fills the options and the words about weights once the page is open."""
        catalogue = await self._workshop.run(self._read_catalogue)
        return menu(catalogue.offers), *_offered(catalogue.offers[0]), catalogue.about

    async def chosen(self, name: object) -> tuple[str, Update, Update]:
        """Offers what the chosen pipeline has, and says what it lacks and what its terms are."""
        catalogue = await self._workshop.run(self._read_catalogue)
        offer = next((each for each in catalogue.offers if each.name == name), catalogue.offers[0])
        return _offered(offer)

    async def check_person(self, photo: Upload) -> AsyncGenerator[str, None]:
        """Looks at a person photo as soon as it is there and says what is odd about it."""

        def look(path: str) -> str:
            person = self._workshop.engine("auto").preprocessor.person(path)
            return markup.notices(person.notices) or markup.good(words.PERSON_FOUND)

        async for notes in self._looked(photo, look):
            yield notes

    async def check_garment(self, photo: Upload) -> AsyncGenerator[str, None]:
        """Looks at a garment photo as soon as it is there and says what is odd about it."""

        def look(path: str) -> str:
            garment = self._workshop.engine("auto").preprocessor.garment(path)
            seen = markup.good(words.garment_words(garment.sleeve, garment.neckline))
            return markup.notices(garment.notices) or seen

        async for notes in self._looked(photo, look):
            yield notes

    async def try_on(
        self,
        person: Upload,
        garment: Upload,
        pipeline: object,
        size: object,
        seed: object,
        ablate: object,
        visit: gr.Request,
    ) -> AsyncGenerator[tuple[Update, ...], None]:
        """Puts the garment on the person.

        Yields:
            What `Show.updates` returns.

        Raises:
            gr.Error: The visitor can read why there is no result.
        """
        try:
            yield Show(status=markup.progress(words.WAITING, 0)).updates()
            catalogue = await self._workshop.run(self._read_catalogue)
            request = check_request(person, garment, pipeline, size, seed, ablate, catalogue.offers)
            drawer = self._shelf.new_drawer()
            task = self._task(request, drawer, visit.session_hash)
            async with aclosing(self._workshop.follow(task)) as events:
                async for event in events:
                    if isinstance(event, Finished):
                        result, show = event.value
                        yield show.updates()
                        yield (await asyncio.to_thread(_files, result, drawer)).updates()
                    else:
                        yield Show(status=_news(event)).updates()
        except Exception as error:
            sorry = readable(error)
            yield Show(status=markup.refusal(sorry.message, sorry.hint), running=False).updates()
            text = f"{escape(sorry.message)} {escape(sorry.hint)}"
            raise gr.Error(text, title="No result", print_exception=False) from error

    def cancelled(self) -> tuple[str, Update, Update]:
        """Says that the run was cancelled, for status, run and cancel buttons."""
        status = markup.message(words.CANCELLED)
        return status, gr.update(interactive=True), gr.update(interactive=False)

    async def _looked(self, photo: Upload, look: Callable[[str], str]) -> AsyncGenerator[str, None]:
        path = upload_path(photo)
        if path is None:
            yield ""
            return
        yield markup.busy(words.LOOKING)
        try:
            yield await self._workshop.run(lambda: look(path))
        except Exception as error:
            sorry = readable(error)
            yield markup.refusal(sorry.message, sorry.hint)

    def _task(
        self, request: Request, drawer: Drawer, visitor: str | None
    ) -> Callable[[OnStage, IsCancelled], tuple[TryOnResult, Show]]:
        def task(on_stage: OnStage, cancelled: IsCancelled) -> tuple[TryOnResult, Show]:
            result, person = self._run(request, on_stage, cancelled)
            on_stage("pictures", _THROUGH)
            run = Run(drawer.folder, (request.person, request.garment), run_words(result))
            before = self._earlier.exchange(visitor, run)
            return result, _finished(result, person, drawer, before)

        return task

    def _run(
        self, request: Request, on_stage: OnStage, cancelled: IsCancelled
    ) -> tuple[TryOnResult, PersonInput]:
        from tryon.pipelines.base import StageClock  # with torch, so not before the page is up

        on_stage("weights", 0)
        engine = self._workshop.engine(request.pipeline)
        prepare = StageClock(
            ("person", "garment"),
            lambda stage, done: on_stage(stage, done * _PREPARED),
            cancelled,
        )
        with prepare.stage("person"):
            person = engine.preprocessor.person(request.person)
        with prepare.stage("garment"):
            garment = engine.preprocessor.garment(request.garment)
        result = engine(
            person,
            garment,
            size=request.size,
            seed=request.seed,
            ablation=request.ablation,
            on_stage=lambda stage, done: on_stage(stage, _PREPARED + done * (_THROUGH - _PREPARED)),
            cancelled=cancelled,
        )
        return replace(result, timings_ms={**prepare.timings_ms, **result.timings_ms}), person


def menu(offers: Sequence[Offer]) -> Update:
    """Returns the choices of a pipeline menu."""
    choices = [
        (f"{offer.title} (weights missing)" if offer.missing else offer.title, offer.name)
        for offer in offers
    ]
    update: Update = gr.update(choices=choices)
    return update


def _offered(offer: Offer) -> tuple[str, Update, Update]:
    """Returns the note below the pipeline menu, the sizes, and whether there is an ablation."""
    if offer.missing:
        note = markup.refusal(*words.missing_words(offer.missing))
    else:
        note = markup.paragraph(offer.terms) if offer.terms else ""
    return note, size_menu(offer), gr.update(visible=bool(offer.ablations), value=False)


def size_menu(offer: Offer) -> Update:
    """Returns the choices of a size menu, the pipeline's own first and chosen."""
    own, *others = offer.sizes
    choices = [(f"{size_words(own)} (usual)", "")]
    choices += [(size_words(size), size_words(size)) for size in others]
    update: Update = gr.update(choices=choices, value="")
    return update


def _news(event: StageStarted | Downloading) -> str:
    if isinstance(event, Downloading):
        return markup.progress(words.download_words(event.key, event.fraction), 0)
    return markup.progress(words.stage_words(event.stage), event.fraction)


def _finished(result: TryOnResult, person: PersonInput, drawer: Drawer, before: Run | None) -> Show:
    done = f"Done in {markup.duration(sum(result.timings_ms.values()))}."
    return Show(
        status=markup.message(done) + _notes(result, "result"),
        result=show_result(result, person, drawer),
        steps=show_steps(result, person, drawer, before),
        person_notes=_notes(result, "person") or None,
        garment_notes=_notes(result, "garment") or None,
        packing=True,
    )


def _notes(result: TryOnResult, about: Subject) -> str:
    return markup.notices(notice for notice in result.notices if notice.about == about)


def _files(result: TryOnResult, drawer: Drawer) -> Show:
    """Packs the downloads; the picture is the archive's own, so that it is encoded only once."""
    archive = zip_result(result)
    with ZipFile(io.BytesIO(archive)) as members:
        picture = members.read("result.png")
    return Show(
        picture=str(drawer.file("try-on.png", picture)),
        archive=str(drawer.file("try-on.zip", archive)),
        running=False,
    )


def readable(error: Exception) -> TryOnError:
    """Returns what the visitor reads; what is not their doing is logged under a number."""
    if isinstance(error, TryOnError):
        return error
    if isinstance(error, MemoryError):
        return OutOfMemory(
            "The machine ran out of memory.", "Wait a moment, or choose a smaller size."
        )
    number = secrets.token_hex(4)
    logger.error("request %s failed", number, exc_info=error)
    return TryOnError(
        "Something went wrong on our side.",
        f"Try again; if it stays, report it with the number {number}.",
    )
