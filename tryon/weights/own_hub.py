"""What the user's own Hub repository holds."""

import logging
import threading
import time

from tryon.weights.sources import SourceError, listed_on_hub

_ASK_AGAIN_SECONDS = 300.0

_log = logging.getLogger(__name__)


class OwnHub:
    """A repository that is asked once, and where it cannot be reached again after some minutes.

    Args:
        repo: "owner/name"; None: there is none, or the network may not be used.
    """

    def __init__(self, repo: str | None) -> None:
        self._repo = repo
        self._guard = threading.Lock()
        self._files: frozenset[str] | None = None
        self._in_vain: float | None = None

    def files(self) -> frozenset[str]:
        """Returns the names of its files; none where it cannot be reached."""
        if self._repo is None:
            return frozenset()
        with self._guard:
            since = self._in_vain
            waiting = since is not None and time.monotonic() - since < _ASK_AGAIN_SECONDS
            if self._files is None and not waiting:
                try:
                    self._files = listed_on_hub(self._repo)
                except SourceError as error:
                    _log.warning("The Hub repository %s does not count: %s.", self._repo, error)
                    self._in_vain = time.monotonic()
            return self._files or frozenset()
