"""Files for the browser: pictures and archives of finished runs, kept for a while only."""

import re
import secrets
from pathlib import Path
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PILImage

from tryon.ui.places import lies_in, sweep

# Together an hour, after which nothing of a visitor is left.
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
    """Holds the folders of all runs and clears away the old ones."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    def new_folder(self) -> RunFolder:
        """Makes an empty folder."""
        folder = self.root / secrets.token_urlsafe(18)
        folder.mkdir(parents=True)
        return RunFolder(folder)

    def holds(self, path: str) -> bool:
        """Returns whether a path is one of a run's folder, whether or not there is such a file."""
        return lies_in(path, self.root, _FOLDER)

    def clear(self, older_than_s: float = 0) -> None:
        """Throws away every folder older than so many seconds."""
        sweep(self.root, older_than_s)


def address(path: Path) -> str:
    """Returns where the page finds a file of the store."""
    return f"gradio_api/file={quote(str(path))}"
