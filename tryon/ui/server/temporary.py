"""The folder of a running program, which goes with it even where it was killed."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "tryon-"
_LOCK = "in-use.lock"
# A folder that was made just now may not be locked yet.
_YOUNG_SECONDS = 60.0


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Makes a folder that only this user can read, and removes it at the end.

    What programs left behind that were killed before their end is removed at the start: the system
    frees a lock when the one who holds it dies.
    """
    _remove_stale(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = FileLock(folder / _LOCK)
    lock.acquire()
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _remove_stale(root: Path) -> None:
    for folder in root.glob(f"{_PREFIX}*"):
        if _is_ours(folder) and _is_free(folder / _LOCK):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Returns whether it is an old folder of this user; another's link must lead nowhere."""
    try:
        status = folder.lstat()
    except OSError:  # gone meanwhile
        return False
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    is_old = status.st_mtime < time.time() - _YOUNG_SECONDS
    return stat.S_ISDIR(status.st_mode) and own and is_old


def _is_free(lock: Path) -> bool:
    if not lock.is_file():  # not made here
        return False
    try:
        with FileLock(lock, timeout=0):
            return True
    except (Timeout, OSError):
        return False
