"""The folder of all uploads: where each lies, and which paths are in it."""

import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tryon.errors import UnreadableImage
from tryon.types import GarmentChoice, Subject
from tryon.ui.server.places import lies_in

# A file as Gradio hands it over unopened: a mapping with the path of the upload.
Upload = Mapping[str, Any] | None
FileData = dict[str, Any]

# As long as Gradio's own names, which are hashes; these are random.
_FOLDER_BYTES = 32
_FOLDER = re.compile(r"[0-9a-f]{64}")
# A photo in which one of several people or garments was chosen is an upload of its own, called so:
# whatever compares photos by their paths tells it from the same photo with another one chosen.
_CHOSEN = re.compile(r"(person|garment)-([1-9][0-9]?)\.[a-z]+")
# Of a photo's name, characters that its downloads are called by.
_MOST_STEM = 40
# What may be shown in the browser: by their first bytes, and the ending that says so to it.
_KINDS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF8", ".gif"),
    (b"PK\x03\x04", ".zip"),
)
_BRANDS = {b"avif": ".avif", b"avis": ".avif", b"heic": ".heic", b"heix": ".heic", b"mif1": ".heic"}


class Uploads:
    """Keeps what visitors send, and what Gradio copies for them, each in a folder of its own.

    The name of that folder is the only key to a file: whoever knows it may read it.

    Args:
        root: The folder of all of them; also Gradio's own, so that both forms of names are alike.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    def new_file(self, head: bytes) -> Path:
        """Returns where a new upload goes: a random folder, and a name that says what it is.

        Nothing of the name the visitor gave is kept; what is not a picture or a zip by its first
        bytes is named so that no browser opens it.

        Args:
            head: At least its first 12 bytes.
        """
        folder = self.root / secrets.token_hex(_FOLDER_BYTES)
        folder.mkdir(parents=True)
        return folder / f"upload{_ending(head)}"

    def with_chosen(self, path: str, subject: Subject, index: int) -> Path:
        """Returns a further upload of the same photo, in which one of several is chosen.

        Args:
            path: Of an upload that is here.
            subject: Whether it is one of several people or garments.
            index: Which, 1 being the first from the left, at most 99.
        """
        with Path(path).open("rb") as file:
            place = self.new_file(file.read(16))
        place = place.with_name(f"{subject}-{index}{place.suffix}")
        shutil.copyfile(path, place)
        return place

    def hold(self, path: str) -> bool:
        """Returns whether a path is one of an upload, whether or not there is such a file."""
        return lies_in(path, self.root, _FOLDER)

    def named(self, upload: object) -> str | None:
        """Returns the path that an upload names, None without one; the file may be gone.

        Args:
            upload: What Gradio hands over unopened: a mapping with a path.

        Raises:
            UnreadableImage: It was not uploaded here.
        """
        path = upload.get("path") if isinstance(upload, Mapping) else None
        if not isinstance(path, str) or not path:
            return None
        if not self.hold(path):
            raise _gone()
        return path

    def is_there(self, path: str) -> bool:
        """Returns whether a path is one of an upload that is still here."""
        return self.hold(path) and Path(path).is_file()

    def forget(self, paths: Iterable[str]) -> None:
        """Deletes uploads, as far as they are ours and still here."""
        for path in paths:
            if self.hold(path):
                shutil.rmtree(Path(path).parent, ignore_errors=True)

    def claimed(self, upload: object) -> str | None:
        """Returns the path that an upload names, None without one or where it is none of ours."""
        try:
            return self.named(upload)
        except UnreadableImage:
            return None

    def path(self, upload: object) -> str | None:
        """Returns the path of a file to open, None without one.

        Raises:
            UnreadableImage: It was not uploaded here, or is no longer here; which of the two is
                not told.
        """
        path = self.named(upload)
        if path is not None and not Path(path).is_file():
            raise _gone()
        return path


def chosen_in(path: str, subject: Subject) -> int | None:
    """Returns which of several was chosen in a photo, 1 being the first from the left.

    Args:
        path: Of an upload.
        subject: What it is used for: another person than a garment is asked for.

    Returns:
        None: none was.
    """
    chosen = _CHOSEN.fullmatch(Path(path).name)
    return int(chosen[2]) if chosen and chosen[1] == subject else None


def garment_chosen(path: str) -> GarmentChoice:
    """Returns what was chosen in a garment photo."""
    return GarmentChoice(index=chosen_in(path, "garment"))


def file_data(path: str, name: object = None) -> FileData:
    """Returns an upload as Gradio hands it to the browser.

    Args:
        path: Where it lies.
        name: What its visitor calls it, where that is known.
    """
    return {
        "path": path,
        "url": f"gradio_api/file={quote(path)}",
        "orig_name": name if isinstance(name, str) else None,
        "meta": {"_type": "gradio.FileData"},
    }


def download_stem(person: object, garment: object) -> str:
    """Returns what the names of downloads begin with: the names of both photos, as far as known.

    They are read from what the browser sends with an event and are kept nowhere.

    Args:
        person: What Gradio hands over of the person upload.
        garment: The same of the garment.
    """
    return f"{_stem(person) or 'person'}_{_stem(garment) or 'garment'}_tryon"


def _stem(upload: object) -> str:
    name = upload.get("orig_name") if isinstance(upload, Mapping) else None
    stem = Path(name).stem if isinstance(name, str) else ""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain)[:_MOST_STEM].strip("-_")


def _gone() -> UnreadableImage:
    return UnreadableImage(
        "The photos were deleted after an hour, as promised.", "Choose them again, please."
    )


def _ending(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ".webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], ".bin")
    return next((ending for magic, ending in _KINDS if head.startswith(magic)), ".bin")
