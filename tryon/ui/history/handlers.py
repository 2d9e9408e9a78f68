"""What happens when a visitor goes back to an earlier result, or goes on from one."""

import asyncio
import shutil
from collections.abc import Callable, Collection
from dataclasses import replace

import gradio as gr

from tryon.mending.document import Mending
from tryon.mending.editing import Moment
from tryon.ui import markup
from tryon.ui.common import sent
from tryon.ui.history import history_markup
from tryon.ui.history.history_markup import HistoryEntry
from tryon.ui.inspector.earlier import EarlierRuns
from tryon.ui.markup import Shown
from tryon.ui.outputs import (
    Answer,
    BookedOutputs,
    KnownOutputs,
    RestoredOutputs,
    StripOutputs,
    WornOutputs,
)
from tryon.ui.results import result_markup
from tryon.ui.results.records import MOST_RECORDS, History, Record
from tryon.ui.results.result_markup import Side
from tryon.ui.runs.made import mends_key
from tryon.ui.runs.requests import Request, size_named
from tryon.ui.runs.run_cache import Visit, visit_of
from tryon.ui.server.uploads import FileData, Upload, Uploads, file_data
from tryon.ui.studio.desk import Desk
from tryon.ui.studio.view import told
from tryon.ui.wording import words

# Photos of a visit that are forgotten with it; few try on more in an hour.
_MOST_PHOTOS = 500


class HistoryHandlers:
    """Answers the strip of results and the buttons beside the result.

    Args:
        history: Has the records.
        earlier: Knows each visitor's last run.
        uploads: Where photos lie.
        everybodys: Tells the paths of photos that belong to nobody, the examples.
        let_go: Has what is kept in memory of photos let go of, by their paths.
    """

    def __init__(
        self,
        history: History,
        earlier: EarlierRuns,
        uploads: Uploads,
        everybodys: Callable[[], Collection[str]],
        let_go: Callable[[Collection[str]], None],
    ) -> None:
        self._history = history
        self._earlier = earlier
        self._uploads = uploads
        self._everybodys = everybodys
        self._let_go = let_go

    async def opened(self, known: object) -> Answer:
        """Shows what this browser has made within the hour."""
        records = await asyncio.to_thread(self._history.read_all, known)
        names = [record.identity for record in records]
        return StripOutputs.updates(known=names, strip=self._strip(records))

    def visited(self, sessions: object, visitor: gr.Request) -> list[str]:
        """Tells the browser which sessions of its own there is something of, this one included."""
        return self._history.still_here(sessions, visitor.session_hash)

    async def noted(self, known: object, visitor: gr.Request) -> Answer:
        """Adds the visitor's last run to what the browser knows."""
        folder = self._earlier.folder(visitor.session_hash)
        names = _names(known)
        if folder is not None and folder.name not in names:
            names.append(folder.name)
        return await self.opened(names[-MOST_RECORDS:])

    async def taken(self, known: object, event: gr.EventData) -> Answer:
        """Adds a result that is shown again where the browser does not know it: a lookbook's.

        A lookbook makes more than the strip holds, so that only what the visitor goes on from
        comes there.
        """
        names, identity = _names(known), _identity(event)
        record = await asyncio.to_thread(self._history.read, identity)
        if record is None or record.identity in names:
            return StripOutputs.updates()
        return await self.opened([*names, record.identity][-MOST_RECORDS:])

    async def restored(self, desk: Desk, event: gr.EventData, visitor: gr.Request) -> Answer:
        """Shows a result again with all that belongs to it, mends too, where its photos are here.

        Returns:
            What changes of `RestoredOutputs`, unpostprocessed.
        """
        found = await asyncio.to_thread(self._history.read_mended, _identity(event))
        if found is None:
            return RestoredOutputs.updates(status=markup.refusal(*words.RESULT_GONE))
        record, mending = found
        gone = not all(map(self._uploads.is_there, (record.person, record.garment)))
        news = {"shown": record.identity, "gone": gone}
        again: dict[str, object] = {}
        if not gone:
            desk.put_back(_visit_again(desk.visit, record, mending, visitor.session_hash))
            news["mends"] = mends_key(mending)
            again = {
                "person": file_data(record.person),
                "garment": file_data(record.garment),
                "sleeve": record.options[4],
                "neckline": record.options[5],
                "kinds_of": record.garment,
                "desk": desk,
            }
        pipeline, size, seed, ablate = record.options[:4]
        return RestoredOutputs.updates(
            status=markup.message(words.RESTORED_ALONE if gone else words.RESTORED, "restored"),
            result=record.result,
            steps=record.steps,
            downloads=record.downloads,
            pipeline=pipeline,
            size=size,
            seed=seed,
            ablate=ablate,
            wire=told({"restored": news}),
            **again,
        )

    async def beside(self, known: object, event: gr.EventData) -> str:
        """Shows an earlier result beside the one on the page, with one zoom for both."""
        records = await asyncio.to_thread(self._history.read_all, known)
        # The strip counts the same way.
        numbers = {record.identity: number for number, record in enumerate(records, 1)}
        data = sent(event)
        pair = [
            await asyncio.to_thread(self._history.read, data.get(name))
            for name in ("shown", "identity")
        ]
        one, other = pair
        if one is None or other is None:
            return markup.refusal(*words.RESULT_GONE)
        sides = [
            self._side(record, place, numbers.get(record.identity))
            for place, record in (("chosen first", one), ("compared with it", other))
        ]
        return result_markup.sides(words.BESIDE_TITLE, words.BESIDE_HINT, sides, one.ratio)

    def _side(self, record: Record, place: str, number: int | None) -> Side:
        title = f"Result {number}, {place}" if number else place.capitalize()
        return Side(
            title,
            record.words,
            Shown(self._history.address(record, "after.jpg"), "", title),
            garment=self._history.address(record, "thumb-garment.jpg"),
            shows=record.identity,
        )

    async def worn(self, event: gr.EventData) -> Answer:
        """Puts a result into the person's frame, to wear another garment with it.

        Returns:
            What changes of `WornOutputs`, unpostprocessed.
        """
        record = await asyncio.to_thread(self._history.read, _identity(event))
        source = None if record is None else self._history.file(record, record.picture)
        if source is None or not source.is_file():
            return WornOutputs.updates(status=markup.refusal(*words.RESULT_GONE))
        with source.open("rb") as file:
            place = self._uploads.new_file(file.read(16))
        await asyncio.to_thread(shutil.copyfile, source, place)
        person = self._photo(str(place))
        return WornOutputs.updates(person=person, status=markup.message(words.WORN))

    async def booked(self, persons: object, garments: object, event: gr.EventData) -> Answer:
        """Adds the photos of a result to those of the lookbook.

        Returns:
            What changes of `BookedOutputs`, unpostprocessed.
        """
        record = await asyncio.to_thread(self._history.read, _identity(event))
        photos = () if record is None else (record.person, record.garment)
        if not photos or not all(map(self._uploads.is_there, photos)):
            return BookedOutputs.updates(status=markup.refusal(*words.RESULT_GONE))
        return BookedOutputs.updates(
            persons=_with_photo(persons, photos[0]),
            garments=_with_photo(garments, photos[1]),
            status=markup.message(words.BOOKED),
        )

    async def forgotten(
        self,
        known: object,
        person: Upload,
        garment: Upload,
        sessions: object,
        desk: Desk,
        event: gr.EventData,
        visitor: gr.Request,
    ) -> Answer:
        """Deletes everything that is known of a visitor, here and in the browser.

        That is also what the browser names of photos sent before: whole ones that were cropped,
        those another took the place of, a lookbook's; and all that this session and those before
        it made, whether or not it was looked at.

        Returns:
            `KnownOutputs`: what the browser knows of results and of sessions, and the studio of the
            visitor, which is nothing.
        """
        records = await asyncio.to_thread(self._history.read_all, known)
        photos = [self._uploads.claimed(photo) for photo in (person, garment)]
        data = sent(event)
        before = data.get("photos")
        named = before[:_MOST_PHOTOS] if isinstance(before, list) else []
        photos += [self._uploads.claimed({"path": path}) for path in named]
        photos += [path for record in records for path in (record.person, record.garment)]
        everybodys = self._everybodys()
        own = {path for path in photos if path and path not in everybodys}
        there = [path for path in own if self._uploads.is_there(path)]
        await asyncio.to_thread(self._uploads.forget, own)
        await asyncio.to_thread(self._let_go, there)
        await asyncio.to_thread(self._history.forget, records)
        await asyncio.to_thread(self._history.forget_all, sessions, visitor.session_hash)
        self._earlier.forget(visitor.session_hash)
        desk.forget()
        return KnownOutputs.updates(known=[], sessions=[], desk=desk)

    def _strip(self, records: tuple[Record, ...]) -> str:
        return history_markup.strip(
            [
                HistoryEntry(
                    record.identity,
                    record.made_at,
                    record.words,
                    *(
                        self._history.address(record, f"{name}.jpg")
                        for name in ("thumb", "thumb-person", "thumb-garment")
                    ),
                )
                for record in records
            ]
        )

    def _photo(self, path: str) -> FileData:
        """Returns an upload as Gradio hands it to the browser; no change where it is gone."""
        if not self._uploads.is_there(path):
            same: FileData = gr.skip()
            return same
        return file_data(path)


def _visit_again(
    visit: Visit | None, record: Record, mending: Mending, session: str | None
) -> Visit:
    """Returns the studio's visit of a result's photos, mended as the result was.

    What was mended otherwise since is one step back.
    """
    pipeline, size, seed, *_ = record.options
    photos = record.person, record.garment
    request = Request(*photos, pipeline, size_named(size), seed, None)
    kinds = Mending(sleeve=mending.sleeve, neckline=mending.neckline)
    visit = visit_of(visit, request, kinds, session, record.visit)
    moment = Moment(replace(mending, sleeve=None, neckline=None))
    return replace(visit, edits=visit.edits.then(moment))


def _with_photo(gallery: object, path: str) -> list[object]:
    """Returns what a gallery holds, and a photo behind that, unless it is there already."""
    held = gallery if isinstance(gallery, list) else []
    images = [entry.get("image") for entry in held if isinstance(entry, dict)]
    if any(isinstance(image, dict) and image.get("path") == path for image in images):
        return held
    return [*held, {"image": file_data(path), "caption": None}]


def _names(known: object) -> list[str]:
    """Returns the names that a browser sent."""
    return [name for name in known if isinstance(name, str)] if isinstance(known, list) else []


def _identity(event: gr.EventData) -> object:
    return sent(event).get("identity")
