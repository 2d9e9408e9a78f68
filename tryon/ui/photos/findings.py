"""Looks at each photo as soon as it is there, and says what was found and what is odd about it."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import gradio as gr

from tryon.errors import (
    CoveringUnclear,
    PersonHidden,
    PoseIncomplete,
    UnsupportedCategory,
    UnusablePhoto,
)
from tryon.mending.document import Mending
from tryon.types import IsCancelled
from tryon.ui import markup
from tryon.ui.outputs import Answer, GarmentOutputs, PersonOutputs
from tryon.ui.photos import photo_markup
from tryon.ui.photos.notes import garment_notes, person_notes
from tryon.ui.runs.failures import readable
from tryon.ui.runs.menus import Update, choice_named, kind_menus
from tryon.ui.runs.pipeline_menu import PipelineMenu
from tryon.ui.runs.requests import check_kinds
from tryon.ui.server.uploads import Upload, Uploads, chosen_in, garment_chosen
from tryon.ui.server.worker import Worker
from tryon.ui.wording import words

_HIDDEN: Update = gr.update(choices=[("", "")], value="", visible=False)
_NO_MENUS = {"sleeve": _HIDDEN, "neckline": _HIDDEN}


class PhotoFindings:
    """Answers the choice of a photo.

    Args:
        worker: Does the work.
        read_menu: Looks up what can be run here.
        uploads: Where visitors' photos lie.
    """

    def __init__(
        self, worker: Worker, read_menu: Callable[[], PipelineMenu], uploads: Uploads
    ) -> None:
        self._worker = worker
        self._read_menu = read_menu
        self._uploads = uploads

    async def person(self, person: Upload, pipeline: object) -> AsyncGenerator[Answer, None]:
        """Says what was found in a person photo.

        Yields:
            What `PersonOutputs` hold; where several people are, see `photo_markup.several`.
        """

        def look(path: str, cancelled: IsCancelled) -> Answer:
            choice = choice_named(pipeline, self._read_menu())
            preprocessor = self._worker.engine("auto").preprocessor
            index = chosen_in(path, "person")
            try:
                found = preprocessor.person(
                    path, body_needed=choice.needs_body, index=index, cancelled=cancelled
                )
            except (PersonHidden, PoseIncomplete, CoveringUnclear) as sorry:
                # Of another person in the photo it may not be so.
                notes, several = markup.refusal(sorry.message, sorry.hint, path), True
            else:
                notes = person_notes(found)
                several = any(notice.code == "several_people" for notice in found.notices)
            if not several:
                return _of_person(notes)
            people = preprocessor.people(path, cancelled)
            return _of_person(notes, photo_markup.several("person", people, index))

        async with aclosing(self._looked(person, look, _of_person)) as answers:
            async for answer in answers:
                yield answer

    async def garment(
        self,
        garment: Upload,
        pipeline: object,
        sleeve: object,
        neckline: object,
        kinds_of: str | None,
    ) -> AsyncGenerator[Answer, None]:
        """Says what was found in a garment photo, and asks whether it is right.

        Args:
            garment: The garment photo.
            pipeline: Registry name or "auto".
            sleeve: What the menu of sleeves holds.
            neckline: What the menu of necklines holds.
            kinds_of: Path of the photo that the two menus are of; what was chosen of another one
                goes with that.

        Yields:
            What `GarmentOutputs` hold; the menus of sleeves and neckline are hidden where they do
            not matter.
        """
        kept = kinds_of is not None and kinds_of == self._uploads.claimed(garment)

        def look(path: str, cancelled: IsCancelled) -> Answer:
            apart = choice_named(pipeline, self._read_menu()).kinds
            chosen = check_kinds(sleeve, neckline) if kept else Mending()
            preprocessor = self._worker.engine("auto").preprocessor
            choice = garment_chosen(path)
            menus = _NO_MENUS
            try:
                found = preprocessor.garment(path, choice=choice, cancelled=cancelled)
            except UnsupportedCategory as sorry:
                # Another garment in the photo may be a top.
                notes = markup.refusal(sorry.message, sorry.hint, path)
            else:
                notes = garment_notes(found, found.notices)
                menus = kind_menus(found, apart, chosen)
            pieces = preprocessor.garments(path, cancelled)
            several = photo_markup.several("garment", pieces, choice.index)
            return GarmentOutputs.updates(notes=notes, several=several, kinds_of=path, **menus)

        def say(notes: str) -> Answer:
            # What is still looked at keeps its choice.
            menus = {} if kept else {**_NO_MENUS, "kinds_of": None}
            return GarmentOutputs.updates(notes=notes, several="", **menus)

        async with aclosing(self._looked(garment, look, say)) as answers:
            async for answer in answers:
                yield answer

    async def _looked(
        self,
        photo: Upload,
        look: Callable[[str, IsCancelled], Answer],
        say: Callable[[str], Answer],
    ) -> AsyncGenerator[Answer, None]:
        """Looks at a photo, if there is one; meanwhile, and where it fails, only notes are said."""
        try:
            path = self._uploads.path(photo)
            if path is None:
                yield say("")
                return
            yield say(markup.busy(words.LOOKING))
            yield await self._worker.attend(lambda cancelled: look(path, cancelled))
        except Exception as error:
            yield say(self._sorry(error, photo))

    def _sorry(self, error: Exception, photo: Upload) -> str:
        """Says why a photo cannot be used, or that it could not be looked at this time."""
        sorry = readable(error)
        unusable = isinstance(sorry, UnusablePhoto)
        path = self._uploads.claimed(photo) if unusable else None
        return markup.refusal(sorry.message, sorry.hint, path or "")


def _of_person(notes: str, several: str = "") -> Answer:
    return PersonOutputs.updates(notes=notes, several=several)
