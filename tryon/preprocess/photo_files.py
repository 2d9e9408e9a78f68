"""Which files photos were read from, so that what is remembered of a file can be let go of."""

import threading
from collections import OrderedDict
from collections.abc import Iterable


class PhotoFiles:
    """The files of the last photos, by their content. Safe to use from several threads.

    Args:
        most: Of how many photos they are known.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._files: OrderedDict[str, set[str]] = OrderedDict()

    def note(self, content: str, path: str) -> None:
        """Notes that a photo was read from a file, as it may have been from others."""
        with self._lock:
            self._files.setdefault(content, set()).add(path)
            self._files.move_to_end(content)
            if len(self._files) > self._most:
                self._files.popitem(last=False)

    def forget(self, paths: Iterable[str]) -> list[str]:
        """Forgets files and returns the contents that no other file is known to have."""
        gone = {*paths}
        with self._lock:
            alone = [content for content, files in self._files.items() if files <= gone]
            for content in alone:
                del self._files[content]
            for files in self._files.values():
                files -= gone
        return alone
