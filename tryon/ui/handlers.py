"""What happens when a visitor does something. Of a visitor only the last run's place is kept."""

import asyncio
import io
import logging
import secrets
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any
from zipfile import ZipFile

import gradio as gr

from tryon.comparison import Comparison, try_each
from tryon.errors import OutOfMemory, TryOnError
from tryon.mending.document import Mending
from tryon.results import zip_comparison, zip_result
from tryon.types import IsCancelled, OnStage, PersonInput, Subject, TryOnResult
from tryon.ui import markup, words
from tryon.ui.earlier import EarlierRun, EarlierRuns
from tryon.ui.gallery import show_result, show_steps
from tryon.ui.offers import Catalogue, Offer
from tryon.ui.requests import Request, check_request, size_words
from tryon.ui.shelf import Drawer, Shelf
from tryon.ui.sides import show_sides
from tryon.ui.studio_desk import Desk, Run
from tryon.ui.uploads import Upload, Uploads
from tryon.ui.workshop import Downloading, Finished, StageStarted, Task, Workshop

logger = logging.getLogger(__name__)

Update = dict[str, Any]
# How far a run is when the photos are prepared, and when the pipeline is through.
_PREPARED, _THROUGH = 0.35, 0.95


@dataclass(frozen=True)
class Show:
    """What a run changes on the page; None leaves a part as it is.

    `packing` names the downloads that still hold what belongs to the run before this one.
    """

    status: str | None = None
    result: str | None = None
    steps: str | None = None
    sides: str | None = None
    person_notes: str | None = None
    garment_notes: str | None = None
    picture: str | None = None
    archive: str | None = None
    sides_archive: str | None = None
    packing: tuple[str, ...] = ()
    running: bool = True

    def updates(self) -> tuple[Update, ...]:
        """Returns updates of the texts, the downloads, and the run, compare and cancel buttons."""
        texts = (
            self.status,
            self.result,
            self.steps,
            self.sides,
            self.person_notes,
            self.garment_notes,
        )
        return (
            *(gr.skip() if text is None else gr.update(value=text) for text in texts),
            *(self._download(name) for name in ("picture", "archive", "sides_archive")),
            gr.update(interactive=not self.running),
            gr.update(interactive=not self.running),
            gr.update(interactive=self.running),
        )

    def _download(self, name: str) -> Update:
        path = getattr(self, name)
        if name in self.packing:
            update: Update = gr.update(interactive=False)
        elif path is None:
            update = gr.skip()
        else:
            update = gr.update(value=path, interactive=True)
        return update


# What is shown when a task is done, and what packs its downloads after that.
Made = tuple[Show, Callable[[], Show]]


class Handlers:
    """Answers the events of the page.

    Args:
        workshop: Does the work.
        shelf: Keeps pictures and archives for the browser.
        read_catalogue: Looks up what can be run here.
        desk: Where the studio finds a run to go on from.
        earlier: Remembers each visitor's last run, to compare the next one with it.
        uploads: Where visitors' photos lie.
    """

    def __init__(
        self,
        workshop: Workshop,
        shelf: Shelf,
        read_catalogue: Callable[[], Catalogue],
        desk: Desk,
        earlier: EarlierRuns,
        uploads: Uploads,
    ) -> None:
        self._desk = desk
        self._uploads = uploads
        self._workshop = workshop
        self._shelf = shelf
        self._read_catalogue = read_catalogue
        self._earlier = earlier

    async def opened(self) -> tuple[Update, str, Update, Update, Update, str]:
        """Fills the options and the words about weights once the page is open."""
        catalogue = await self._workshop.run(self._read_catalogue)
        return menu(catalogue.offers), *_offered(catalogue.offers[0]), catalogue.about

    async def chosen(self, name: object) -> tuple[str, Update, Update, Update]:
        """Offers what the chosen pipeline has, and says what it lacks and what its terms are."""
        catalogue = await self._workshop.run(self._read_catalogue)
        return _offered(offer_named(name, catalogue))

    async def check_person(self, photo: Upload, pipeline: object) -> AsyncGenerator[str, None]:
        """Looks at a person photo as soon as it is there and says what is odd about it."""

        def look(path: str, cancelled: IsCancelled) -> str:
            offer = offer_named(pipeline, self._read_catalogue())
            preprocessor = self._workshop.engine("auto").preprocessor
            person = preprocessor.person(path, body_needed=offer.needs_body, cancelled=cancelled)
            return markup.notices(person.notices) or markup.good(words.PERSON_FOUND)

        async for notes in self._looked(photo, look):
            yield notes

    async def check_garment(self, photo: Upload) -> AsyncGenerator[str, None]:
        """Looks at a garment photo as soon as it is there and says what is odd about it."""

        def look(path: str, cancelled: IsCancelled) -> str:
            preprocessor = self._workshop.engine("auto").preprocessor
            garment = preprocessor.garment(path, cancelled=cancelled)
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

        def task(catalogue: Catalogue) -> Task[Made]:
            offers = catalogue.offers
            request = check_request(
                person, garment, pipeline, size, seed, ablate, offers, self._uploads
            )
            return self._task(request, visit.session_hash)

        async for updates in self._answered(task):
            yield updates

    async def compare(
        self, person: Upload, garment: Upload, seed: object
    ) -> AsyncGenerator[tuple[Update, ...], None]:
        """Puts the garment on the person by every pipeline whose weights are here.

        Yields:
            What `Show.updates` returns.

        Raises:
            gr.Error: The visitor can read why there is no result.
        """

        def task(catalogue: Catalogue) -> Task[Made]:
            offers = catalogue.offers
            request = check_request(person, garment, "auto", "", seed, False, offers, self._uploads)
            return self._comparison(request, offers)

        async for updates in self._answered(task):
            yield updates

    async def _answered(
        self, choose: Callable[[Catalogue], Task[Made]]
    ) -> AsyncGenerator[tuple[Update, ...], None]:
        """Follows a task to the end of its packing; what goes wrong becomes a sentence."""
        try:
            yield Show(status=markup.progress(words.WAITING, 0)).updates()
            task = choose(await self._workshop.run(self._read_catalogue))
            async with aclosing(self._workshop.follow(task)) as events:
                async for event in events:
                    if isinstance(event, Finished):
                        show, pack = event.value
                        yield show.updates()
                        yield (await asyncio.to_thread(pack)).updates()
                    else:
                        yield Show(status=_news(event)).updates()
        except Exception as error:
            sorry = readable(error)
            yield Show(status=markup.refusal(sorry.message, sorry.hint), running=False).updates()
            text = f"{escape(sorry.message)} {escape(sorry.hint)}"
            raise gr.Error(text, title="No result", print_exception=False) from error

    def cancelled(self) -> tuple[str, Update, Update, Update]:
        """Says that the run was cancelled, for status, run, compare and cancel buttons."""
        status = markup.message(words.CANCELLED)
        free: Update = gr.update(interactive=True)
        return status, free, free, gr.update(interactive=False)

    async def _looked(
        self, photo: Upload, look: Callable[[str, IsCancelled], str]
    ) -> AsyncGenerator[str, None]:
        try:
            path = self._uploads.path(photo)
            if path is None:
                yield ""
                return
            yield markup.busy(words.LOOKING)
            yield await self._workshop.attend(lambda cancelled: look(path, cancelled))
        except Exception as error:
            sorry = readable(error)
            yield markup.refusal(sorry.message, sorry.hint)

    def _task(self, request: Request, visitor: str | None) -> Task[Made]:
        drawer = self._shelf.new_drawer()

        def task(on_stage: OnStage, cancelled: IsCancelled) -> Made:
            result, person = self._run(request, on_stage, cancelled)
            on_stage("pictures", _THROUGH)
            photos = request.person, request.garment
            earlier = EarlierRun.of(result, drawer.folder, photos)
            before = self._earlier.exchange(visitor, earlier)
            return finished(result, person, drawer, before), partial(pack, result, drawer)

        return task

    def _comparison(self, request: Request, offers: Sequence[Offer]) -> Task[Made]:
        drawer = self._shelf.new_drawer()
        default, *named = offers
        ready = [offer for offer in named if not offer.missing] or [default]

        def task(on_stage: OnStage, cancelled: IsCancelled) -> Made:
            photos = []

            def attempt(name: str, tell: OnStage) -> TryOnResult:
                chosen = replace(request, pipeline=name)
                result, person = self._run(
                    chosen, lambda stage, done: tell(f"{name}/{stage}", done), cancelled
                )
                photos.append(person.photo)
                return result

            outcomes = try_each({offer.name: offer.title for offer in ready}, attempt, on_stage)
            on_stage("pictures", _THROUGH)
            comparison = Comparison(photos[0], outcomes)
            show = Show(
                status=markup.message(words.SIDES_DONE),
                sides=show_sides(comparison, named, drawer),
                packing=("sides_archive",),
            )
            return show, partial(_sides_file, comparison, drawer)

        return task

    def _run(
        self, request: Request, on_stage: OnStage, cancelled: IsCancelled
    ) -> tuple[TryOnResult, PersonInput]:
        # With torch, so not before the page is up.
        from tryon.pipelines.base import StageClock, StageResults

        on_stage("weights", 0)
        engine = self._workshop.engine(request.pipeline)
        prepare = StageClock(
            ("person", "garment"),
            lambda stage, done: on_stage(stage, done * _PREPARED),
            cancelled,
        )
        with prepare.stage("person"):
            person = engine.preprocessor.person(
                request.person, body_needed=engine.pipeline.needs_body, cancelled=cancelled
            )
        with prepare.stage("garment"):
            garment = engine.preprocessor.garment(request.garment, cancelled=cancelled)
        stages = StageResults()
        result = engine(
            person,
            garment,
            size=request.size,
            seed=request.seed,
            ablation=request.ablation,
            on_stage=lambda stage, done: on_stage(stage, _PREPARED + done * (_THROUGH - _PREPARED)),
            cancelled=cancelled,
            kept=stages,
        )
        result = replace(result, timings_ms={**prepare.timings_ms, **result.timings_ms})
        # Without pose and body parts there is nothing to mend.
        if person.parse_map is not None:
            self._desk.put("", request, Run(person, garment, Mending(), result, stages))
        return result, person


def menu(offers: Sequence[Offer]) -> Update:
    """Returns the choices of a pipeline menu."""
    choices = [
        (f"{offer.title} (weights missing)" if offer.missing else offer.title, offer.name)
        for offer in offers
    ]
    update: Update = gr.update(choices=choices)
    return update


def offer_named(name: object, catalogue: Catalogue) -> Offer:
    """Returns the offer of a name, the default for any other."""
    return next((each for each in catalogue.offers if each.name == name), catalogue.offers[0])


def _offered(offer: Offer) -> tuple[str, Update, Update, Update]:
    """Returns the note below the pipeline menu, the sizes, the seed and the ablation, if any."""
    if offer.missing:
        note = markup.refusal(*words.missing_words(offer.missing))
    else:
        sentences = (words.NO_BODY_NEEDED if not offer.needs_body else "", offer.terms)
        note = "".join(markup.paragraph(sentence) for sentence in sentences if sentence)
    seed = gr.update(visible=True) if offer.seeded else gr.update(visible=False, value=0)
    ablation = gr.update(visible=bool(offer.ablations), value=False)
    return note, size_menu(offer), seed, ablation


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


def finished(
    result: TryOnResult,
    person: PersonInput,
    drawer: Drawer,
    before: EarlierRun | None,
    done: str | None = None,
) -> Show:
    """Shows a finished run.

    Args:
        result: The run.
        person: Who it was made of.
        drawer: Where the pictures go.
        before: An earlier run of the same photos, to compare the misalignment with.
        done: Says that it is done in other words than how long all of it took.
    """
    done = done or f"Done in {markup.duration(sum(result.timings_ms.values()))}."
    return Show(
        status=markup.message(done) + _notes(result, "result"),
        result=show_result(result, person, drawer),
        steps=show_steps(result, person, drawer, before),
        person_notes=_notes(result, "person") or None,
        garment_notes=_notes(result, "garment") or None,
        packing=("picture", "archive"),
    )


def _notes(result: TryOnResult, about: Subject) -> str:
    return markup.notices(notice for notice in result.notices if notice.about == about)


def pack(result: TryOnResult, drawer: Drawer) -> Show:
    """Packs the downloads; the picture is the archive's own, so that it is encoded only once."""
    archive = zip_result(result)
    with ZipFile(io.BytesIO(archive)) as members:
        picture = members.read("result.png")
    return Show(
        picture=str(drawer.file("try-on.png", picture)),
        archive=str(drawer.file("try-on.zip", archive)),
        running=False,
    )


def _sides_file(comparison: Comparison, drawer: Drawer) -> Show:
    """Packs everything that every pipeline made."""
    archive = zip_comparison(comparison)
    return Show(sides_archive=str(drawer.file("side-by-side.zip", archive)), running=False)


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
