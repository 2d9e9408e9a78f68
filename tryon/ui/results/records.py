"""What a visitor has made so far: one record beside the pictures of each run, in the file store.

The browser keeps nothing but the names of the folders, which cannot be guessed; what they hold goes
within the hour, and with it the history.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import cv2
import numpy as np

from tryon.mending import kept
from tryon.mending.document import Mending
from tryon.types import Image
from tryon.ui.runs.requests import Request, size_value
from tryon.ui.server.file_store import FileStore, RunFolder, address

# As many of a visitor's runs are kept in mind; with pictures, each is some ten megabytes.
MOST_RECORDS = 16
_NAME = "record.json"
_MENDS = "mends.json"
_THUMB_HEIGHT = 150


@dataclass(frozen=True)
class Record:
    """A finished run, as it can be shown again.

    Attributes:
        identity: Name of its folder.
        made_at: Seconds since 1970.
        words: What it was made with, in a few words.
        person: Path of the person photo.
        garment: Path of the garment photo.
        options: Pipeline, size, seed, ablation, sleeves and neckline, as the menus hold them.
        visit: Token of the studio's visit that it was made in; empty for none.
        picture: Name of the file with the result at its full size.
        ratio: Width over height of the result.
        result: HTML of before and after.
        steps: HTML of its steps.
        downloads: HTML of its downloads.
    """

    identity: str
    made_at: float
    words: str
    person: str
    garment: str
    options: tuple[str, str, int, bool, str, str]
    visit: str
    picture: str
    ratio: float
    result: str
    steps: str
    downloads: str


class History:
    """Keeps and reads records.

    Args:
        file_store: Holds the runs' folders.
    """

    def __init__(self, file_store: FileStore) -> None:
        self._file_store = file_store

    def keep(
        self,
        run_folder: RunFolder,
        request: Request,
        photos: tuple[Image, Image],
        result: tuple[str, Image],
        shown: tuple[str, str, str],
        words: str,
        mending: Mending | None = None,
        visit: str = "",
    ) -> Record:
        """Keeps a run.

        Args:
            run_folder: The run's own.
            request: What was asked for.
            photos: Person and garment, (H, W, 3).
            result: The picture that came of it, (H, W, 3), and the name of its file before that.
            shown: HTML of the result, the steps and the downloads.
            words: What it was made with, to be read.
            mending: What was mended; None for nothing.
            visit: Token of the studio's visit that mended it.
        """
        mending = mending or Mending()
        pictures = (
            ("thumb", result[1]),
            ("thumb-person", photos[0]),
            ("thumb-garment", photos[1]),
        )
        for name, picture in pictures:
            run_folder.picture(name, _small(picture), lossless=False)
        height, width = result[1].shape[:2]
        size = "" if request.size is None else size_value(request.size)
        record = Record(
            run_folder.path.name,
            time.time(),
            words,
            *request.photos,
            (
                request.pipeline,
                size,
                request.seed,
                request.ablation is not None,
                mending.sleeve or "",
                mending.neckline or "",
            ),
            visit,
            result[0],
            width / height,
            *shown,
        )
        run_folder.file(_MENDS, kept.to_bytes(mending))
        run_folder.file(_NAME, json.dumps(asdict(record)).encode())
        return record

    def read(self, identity: object) -> Record | None:
        """Returns a record by the name of its folder, None where it is gone or never was."""
        folder = self._folder(identity)
        if folder is None:
            return None
        try:
            values = json.loads((folder / _NAME).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        values["options"] = tuple(values["options"])
        return Record(**{each.name: values[each.name] for each in fields(Record)})

    def read_mended(self, identity: object) -> tuple[Record, Mending] | None:
        """Returns a record as `read` does, and what was mended for its run."""
        record = self.read(identity)
        if record is None:
            return None
        try:
            mends = self.file(record, _MENDS).read_bytes()
        except OSError:  # deleted in between
            return None
        return record, kept.from_bytes(mends)

    def read_all(self, identities: object) -> tuple[Record, ...]:
        """Returns the records that are still there, in order, of a list that a browser sent."""
        names = identities if isinstance(identities, list) else []
        records = [self.read(name) for name in names[-MOST_RECORDS:]]
        return tuple(record for record in records if record is not None)

    def address(self, record: Record, name: str) -> str:
        """Returns the address of a picture of a record."""
        return address(self.file(record, name))

    def file(self, record: Record, name: str) -> Path:
        """Returns where a file of a record lies, by its name."""
        return self._file_store.root / record.identity / name

    def forget(self, records: Sequence[Record]) -> None:
        """Deletes runs, but not the photos they were made of."""
        for record in records:
            self._file_store.delete(self._file_store.root / record.identity)

    def still_here(self, sessions: object, own: str | None) -> list[str]:
        """Returns the sessions that a browser sent of which there may be runs, and its own.

        Args:
            sessions: Those it knows.
            own: The one it is in now, None where it cannot be known again.
        """
        named = sessions if isinstance(sessions, list) else []
        known = {name: None for name in named if isinstance(name, str) and name != own}
        kept = [name for name in known if self._file_store.has_of(name)]
        return [*kept, own] if own else kept

    def forget_all(self, sessions: object, ended: str | None) -> None:
        """Deletes all runs of sessions that a browser sent, and of one that ends with it."""
        self._file_store.forget(self.still_here(sessions, ended), ended)

    def _folder(self, identity: object) -> Path | None:
        if not isinstance(identity, str):
            return None
        folder = self._file_store.root / identity
        return folder if self._file_store.holds(str(folder / _NAME)) else None


def _small(picture: Image) -> Image:
    height, width = picture.shape[:2]
    scale = _THUMB_HEIGHT / height
    size = max(1, round(width * scale)), _THUMB_HEIGHT
    small: Image = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return small
