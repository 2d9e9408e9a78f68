"""Folders of folders with names that cannot be guessed: what lies in them, and when it goes."""

import logging
import re
import shutil
import stat
import time
from collections.abc import Collection
from pathlib import Path

logger = logging.getLogger(__name__)


def lies_in(path: str, root: Path, folder: re.Pattern[str]) -> bool:
    """Returns whether a path is `root/folder/name`, whether or not there is such a file.

    It must be written out in full, without detours, and no link on it may lead elsewhere.

    Args:
        path: Anything a visitor sent.
        root: Absolute.
        folder: What all of the folder's name is to match.
    """
    try:
        place = Path(path)
        plain = (
            str(place) == path
            and place.parent.parent == root
            and folder.fullmatch(place.parent.name) is not None
            and not place.name.startswith(".")
        )
        return plain and place.resolve() == root.resolve() / place.parent.name / place.name
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, a circle of links
        return False


def sweep(root: Path, older_than_s: float = 0, kept: Collection[str] = ()) -> set[str]:
    """Deletes what lies in a folder, files and folders; what cannot be deleted is left and logged.

    Args:
        root: May not be there yet.
        older_than_s: Only what was last changed so many seconds ago, folders with all in them.
        kept: Paths of files whose folders stay.

    Returns:
        Paths of the files that lay in the folders that were deleted.
    """
    oldest = time.time() - older_than_s
    spared = {Path(path).parent for path in kept}
    try:
        entries = list(root.iterdir())
    except OSError:  # nothing was put there yet
        return set()
    old = (_delete_old(entry, oldest) for entry in entries if entry not in spared)
    return {path for paths in old for path in paths}


def _delete_old(entry: Path, oldest: float) -> list[str]:
    try:
        if _last_change(entry) > oldest:
            return []
        files = [str(path) for path in entry.iterdir()] if _is_folder(entry) else []
        _delete(entry)
    except FileNotFoundError:  # somebody else was quicker
        return []
    except OSError:
        logger.warning("an old file cannot be deleted", exc_info=True)
        return []
    return files


def _last_change(entry: Path) -> float:
    status = entry.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return status.st_mtime
    return max((status.st_mtime, *(one.lstat().st_mtime for one in entry.iterdir())))


def _is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink()


def _delete(entry: Path) -> None:
    if _is_folder(entry):
        shutil.rmtree(entry)
    else:
        entry.unlink()
