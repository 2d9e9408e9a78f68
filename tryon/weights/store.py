"""Finds and fetches weight files; nothing is loaded from a file that was not checked."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from torch import Tensor

from tryon.config import PACKAGE_ROOT, Settings
from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing, WeightsUnavailable
from tryon.types import WeightRecord
from tryon.weights.checkpoints import load_strictly, read_state
from tryon.weights.entries import IN_REPOSITORY, HubSource, Source, Weight
from tryon.weights.own_hub import OwnHub
from tryon.weights.sources import DiskFullError, Fetched, SourceError, fetch
from tryon.weights.table import WEIGHTS
from tryon.weights.trust import Check, Trust

__all__ = ["OnProgress", "WeightRow", "WeightStore", "load_strictly"]

# Told now and then during a download: key, bytes so far, bytes in all (None: not known).
OnProgress = Callable[[str, int, int | None], None]

BUNDLED = PACKAGE_ROOT / "weights"
_OTHER_DOWNLOAD_SECONDS = 1800.0
_RETRY_SECONDS = 300.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WeightRow:
    """One line of the list of weights.

    Attributes:
        weight: The table's entry.
        path: Where the file lies; None where it is not on this machine.
        sources: Where it could be fetched from, in words, in order.
    """

    weight: Weight
    path: Path | None
    sources: tuple[str, ...]


class WeightStore:
    """The weight files of this machine. Safe to use from several threads and processes.

    Args:
        settings: Folders, offline mode and the user's own Hub repository.
        on_progress: Told about downloads.
    """

    def __init__(self, settings: Settings, on_progress: OnProgress | None = None) -> None:
        self._settings = settings
        self._on_progress = on_progress
        self._guard = threading.RLock()
        self._failed: dict[str, tuple[float, TryOnError]] = {}
        self._own_hub = OwnHub(None if settings.offline else settings.hub_repo)
        folders = (settings.weights_dir, BUNDLED, settings.cache_dir)
        self._folders = tuple(dict.fromkeys(folder.absolute() for folder in folders))
        self._trust = Trust(settings, self._folders)

    def path(self, key: str) -> Path:
        """Returns the checked file, fetching it first where its licence lets that happen unasked.

        Raises:
            WeightsMissing: Not here, and not to be fetched.
            WeightsUnavailable: Every source failed; tried again only after some minutes.
            WeightsCorrupt: The file is not what it says it is.
        """
        weight = _entry(key)
        with self._guard:
            found = self._find(weight)
            if found is None:
                self._refuse_to_fetch_unasked(weight)
                found = self._download(weight)
            self._trust.admit(weight, *found)
            return found[0] / found[1]

    def require(self, keys: Sequence[str]) -> None:
        """Refuses early what `path` would refuse, naming all files that are missing at once.

        Raises:
            WeightsMissing: Some are neither here nor to be fetched unasked.
        """
        with self._guard:
            absent = [_entry(key) for key in keys if not self.is_present(key)]
            missing = [weight for weight in absent if not self._may_fetch_unasked(weight)]
            if missing:
                raise self._missing(*missing)

    def fetch(self, key: str) -> Path:
        """Fetches a file that is missing or damaged, whatever its licence: the user asked for it.

        Raises:
            WeightsMissing: It has no source, or the network may not be used.
            WeightsUnavailable: Every source failed.
        """
        weight = _entry(key)
        with self._guard:
            found = self._find(weight)
            if found is not None and self.verify(key) != "damaged":
                return self.path(key)
            if self._settings.offline or not self._sources(weight):
                raise self._missing(weight)
            self._failed.pop(key, None)
            folder, name = self._download(weight)
            return folder / name

    def is_present(self, key: str) -> bool:
        """Returns whether the file is on this machine, checked or not."""
        return self._find(_entry(key)) is not None

    def is_within_reach(self, key: str) -> bool:
        """Returns whether the file is here or in the user's own Hub repository, if one is named."""
        weight = _entry(key)
        if self._find(weight) is not None:
            return True
        return Path(weight.filename).name in self._own_hub.files()

    def state(self, key: str) -> dict[str, Tensor]:
        """Returns the tensors of a checked file, on the CPU, without the known extra keys.

        Raises:
            TryOnError: As `path`.
        """
        return read_state(self.path(key), key, _entry(key).extra_keys)

    def record(self, key: str) -> WeightRecord:
        """Returns what a result says about the weights it was made with."""
        return WeightRecord(key, self._trust.sha256(self.path(key)), _entry(key).licence)

    def rows(self) -> tuple[WeightRow, ...]:
        """Returns every known weight for display; nothing is hashed or fetched."""
        rows = []
        for weight in WEIGHTS.values():
            found = self._find(weight)
            path = found[0] / found[1] if found else None
            rows.append(WeightRow(weight, path, tuple(map(str, self._sources(weight)))))
        return tuple(rows)

    def verify(self, key: str) -> Check:
        """Hashes a file and says how far it can be trusted."""
        weight = _entry(key)
        found = self._find(weight)
        if found is None:
            return "missing"
        folder, name = found
        return self._trust.verify(weight, folder / name, name)

    def _find(self, weight: Weight) -> tuple[Path, str] | None:
        """Returns folder and file name of the published file or of its converted form."""
        converted = str(Path(weight.filename).with_suffix(".safetensors"))
        for folder in self._folders:
            for name in dict.fromkeys((weight.filename, converted)):
                if (folder / name).is_file():
                    return folder, name
        return None

    def _sources(self, weight: Weight) -> tuple[Source, ...]:
        return weight.all_sources(self._settings.hub_repo)

    def _may_fetch_unasked(self, weight: Weight) -> bool:
        free = weight.commercial_use or self._settings.hub_repo is not None
        return free and bool(self._sources(weight)) and not self._settings.offline

    def _refuse_to_fetch_unasked(self, weight: Weight) -> None:
        if not self._may_fetch_unasked(weight):
            raise self._missing(weight)
        since, error = self._failed.get(weight.key, (0.0, None))
        if error is not None and time.monotonic() - since < _RETRY_SECONDS:
            raise error

    def _missing(self, *weights: Weight) -> WeightsMissing:
        """Returns the refusal for one or more files that are published at the same place."""
        first, several = weights[0], len(weights) > 1
        files = " and ".join(f"{weight.title} ({weight.filename})" for weight in weights)
        message = f"{files} {'are' if several else 'is'} not on this machine"
        if self._settings.offline:
            message += " and the network may not be used"
        command = ""
        if self._sources(first):
            hint = f"Licence {first.licence}. They are fetched on a machine with a network."
            command = f"python -m tryon weights fetch {' '.join(weight.key for weight in weights)}"
        elif first.published == IN_REPOSITORY:
            hint = (
                f"Clone the repository again: it should hold {'them' if several else 'this file'}."
            )
        else:
            them = "them" if several else "it"
            hint = (
                f"Get {them} from {first.published} (licence: {first.licence}). Put {them} into "
                "the weights folder, or into a Hub repository of your own named with "
                "TRYON_HUB_REPO."
            )
            command = "--hub-repo"
        return WeightsMissing(f"{message}.", hint, command)

    def _download(self, weight: Weight) -> tuple[Path, str]:
        """Fetches a file into the first folder that can be written, one process at a time."""
        for folder in dict.fromkeys((self._settings.weights_dir, self._settings.cache_dir)):
            staging = folder.absolute() / ".download" / weight.key
            try:
                # Not `staging` itself: whoever holds the lock may be removing it just now.
                staging.parent.mkdir(parents=True, exist_ok=True)
                with FileLock(staging.with_suffix(".lock"), timeout=_OTHER_DOWNLOAD_SECONDS):
                    return self._download_into(weight, folder.absolute(), staging)
            except Timeout as error:
                raise WeightsUnavailable(
                    f"Another process has been fetching {weight.key} for half an hour.",
                    "End it and try again.",
                ) from error
            except OSError as error:
                _log.info("This folder cannot be written (%s).", error.strerror)
        raise WeightsUnavailable(
            f"There is no folder to put {weight.key} into.",
            "Make the weights folder writable, or name another one.",
            "--weights-dir",
        )

    def _download_into(self, weight: Weight, folder: Path, staging: Path) -> tuple[Path, str]:
        if self.verify(weight.key) in ("verified", "pinned"):  # another process was quicker
            found = self._find(weight)
            if found is not None:
                return found
        reasons = []
        try:
            for source in self._sources(weight):
                _empty(staging)
                try:
                    fetched = self._fetch_from(source, weight, staging)
                    pinned = self._trust.check(weight, fetched.path, weight.filename)
                except SourceError as error:
                    reasons.append(f"{source}: {error}")
                    continue
                except WeightsCorrupt as error:
                    reasons.append(f"{source}: {error.message.rstrip('.')}")
                    continue
                target = folder / weight.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                fetched.path.replace(target)
                if not pinned:
                    self._trust.pin(folder, weight.filename, str(source), fetched.revision)
                return folder, weight.filename
        except DiskFullError as error:
            raise WeightsUnavailable(
                f"The disk is full: {weight.key} needs {weight.size / 1e6:.0f} MB.",
                "Make room and try again.",
            ) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        failure = WeightsUnavailable(
            f"{weight.title} ({weight.filename}) could not be fetched: {'; '.join(reasons)}.",
            f"Check the network, or take the file from {weight.published} and put it into the "
            "weights folder.",
        )
        self._failed[weight.key] = (time.monotonic(), failure)
        raise failure

    def _fetch_from(self, source: Source, weight: Weight, staging: Path) -> Fetched:
        pin = self._trust.pinned(weight.filename)
        if isinstance(source, HubSource) and pin is not None and pin.source == str(source):
            source = replace(source, revision=source.revision or pin.revision)
        _log.info("Fetching %s from %s.", weight.key, source)

        def on_bytes(done: int, total: int | None) -> None:
            if self._on_progress is not None:
                self._on_progress(weight.key, done, total)

        return fetch(source, staging, on_bytes)


def _entry(key: str) -> Weight:
    if key not in WEIGHTS:
        raise TryOnError(f"There are no weights called {key}.", f"Known are: {', '.join(WEIGHTS)}.")
    return WEIGHTS[key]


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
