"""Files for the browser: pictures and archives of finished runs, kept for a while only."""

import re
import secrets
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PILImage

from tryon.errors import Cancelled
from tryon.ui.server.places import lies_in, sweep

# 45 minutes, looked after every 15: together an hour, after which nothing of a visitor is left.
KEEP_SECONDS = 2700
SWEEP_SECONDS = 900
_FOLDER = re.compile(r"[A-Za-z0-9_-]{24}")
_PLAIN_NAME = re.compile(r"[a-z0-9_.-]+")


class RunFolder:
    """The files of one run, in a folder whose name cannot be guessed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def picture(self, name: str, pixels: NDArray[np.uint8], *, lossless: bool = True) -> str:
        """Keeps a picture and returns its address, relative to the page.

        Args:
            name: Plain file name without ending.
            pixels: (H, W, 3) or (H, W, 4) uint8.
            lossless: PNG, else JPEG, which for photos is quicker and a tenth of the size.
        """
        path = self._place(f"{name}.png" if lossless else f"{name}.jpg")
        image = PILImage.fromarray(pixels)
        if lossless:
            image.save(path, compress_level=3)
        else:
            image.save(path, quality=93, subsampling=0)
        return address(path)

    def file(self, name: str, content: bytes) -> Path:
        """Keeps a file and returns its path."""
        path = self._place(name)
        path.write_bytes(content)
        return path

    def _place(self, name: str) -> Path:
        if not _PLAIN_NAME.fullmatch(name):
            raise ValueError("not a plain file name")
        return self.path / name


class FileStore:
    """Holds the folders of all runs and clears away the old ones. Safe to use from threads."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._lock = threading.Lock()
        self._made: dict[str, set[Path]] = {}  # by session
        self._ended: dict[str, float] = {}  # and when, in seconds

    def new_folder(self, session: str | None = None) -> RunFolder:
        """Makes an empty folder.

        Args:
            session: Whose it is, to be deleted with all of theirs; None for nobody's.

        Raises:
            Cancelled: That session has ended, and all of it was deleted.
        """
        folder = self.root / secrets.token_urlsafe(18)
        with self._lock:
            if session in self._ended:
                raise Cancelled("The run was cancelled.", "Start it again when you like.")
            folder.mkdir(parents=True)
            if session:
                self._made.setdefault(session, set()).add(folder)
        return RunFolder(folder)

    def has_of(self, session: str) -> bool:
        """Returns whether there may be folders of a session."""
        return session in self._made

    def forget(self, sessions: Iterable[str], ended: str | None) -> None:
        """Deletes all folders of sessions.

        Args:
            sessions: Whose.
            ended: A further one, which has ended: what still runs for it gets no folder.
        """
        with self._lock:
            if ended:
                self._ended[ended] = time.monotonic()
            asked = {*sessions, *([ended] if ended else [])}
            folders = [folder for name in asked for folder in self._made.get(name, ())]
        for folder in folders:
            self.delete(folder)

    def delete(self, folder: Path) -> None:
        """Deletes a folder of a run, which is gone at once for whatever still writes into it."""
        gone = folder.with_name(f".{folder.name}")
        try:
            folder.rename(gone)
        except OSError:  # there is none, or the system keeps it while a file in it is open
            gone = folder
        shutil.rmtree(gone, ignore_errors=True)

    def holds(self, path: str) -> bool:
        """Returns whether a path is one of a run's folder, whether or not there is such a file."""
        return lies_in(path, self.root, _FOLDER)

    def clear(self, older_than_s: float = 0) -> None:
        """Throws away every folder older than so many seconds."""
        sweep(self.root, older_than_s)
        self.forget([*self._ended], None)  # had something been on its way
        with self._lock:
            oldest = time.monotonic() - older_than_s
            self._ended = {name: at for name, at in self._ended.items() if at > oldest}
            left = {
                name: {folder for folder in folders if folder.is_dir()}
                for name, folders in self._made.items()
            }
            self._made = {name: folders for name, folders in left.items() if folders}


def address(path: Path) -> str:
    """Returns where the page finds a file of the store."""
    return f"gradio_api/file={quote(str(path))}"
