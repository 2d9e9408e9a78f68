"""The sha256 of files, each read once only as long as it stays the same file."""

import hashlib
from pathlib import Path

# Device, inode, bytes and time of the last change: another file, or a changed one, has another.
Identity = tuple[int, int, int, int]


def identity(path: Path) -> Identity:
    """Returns what tells a file from every other, without reading it."""
    about = path.stat()
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


class Hashes:
    """Remembers the hashes of a process."""

    def __init__(self) -> None:
        self._known: dict[Identity, str] = {}

    def of(self, path: Path) -> str:
        """Returns the sha256 of a file, in hexadecimal digits."""
        key = identity(path)
        if key not in self._known:
            with path.open("rb") as file:
                digest = hashlib.sha256()
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
            self._known[key] = digest.hexdigest()
        return self._known[key]
