"""`weights.lock`: the hash of every file whose publisher gave none, as it was at first use."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from tryon.errors import WeightsCorrupt
from tryon.files import written_whole

LOCK_NAME = "weights.lock"
_WAIT_SECONDS = 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pin:
    """What a file was when it was first used.

    Attributes:
        sha256: Its hash; nobody has confirmed that it is the authors' file.
        size: Bytes.
        source: Where it came from.
        revision: The commit it came from, where the source has commits.
    """

    sha256: str
    size: int
    source: str
    revision: str | None = None


def read_pins(folders: Iterable[Path]) -> dict[str, Pin]:
    """Returns the pins of all folders by file name; the first folder that has one counts.

    Raises:
        WeightsCorrupt: A lock file cannot be read.
    """
    pins: dict[str, Pin] = {}
    for folder in folders:
        path = folder / LOCK_NAME
        if not path.is_file():
            continue
        try:
            entries = json.loads(path.read_text("utf-8"))
            pins = {**{name: Pin(**entry) for name, entry in entries.items()}, **pins}
        # RecursionError: lists in lists in lists.
        except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise WeightsCorrupt(
                f"{LOCK_NAME} cannot be read.", "Delete it; the files are then pinned anew."
            ) from error
    return pins


def write_pin(folders: Iterable[Path], name: str, pin: Pin) -> None:
    """Records a pin in the first folder that can be written."""
    if not any(_written(folder, name, pin) for folder in folders):
        _log.warning("%s could not be pinned: no folder can be written.", name)


def _written(folder: Path, name: str, pin: Pin) -> bool:
    try:
        _write(folder, name, pin)
    except OSError as error:
        _log.info("No pin can be written here (%s).", error.strerror)
        return False
    return True


def _write(folder: Path, name: str, pin: Pin) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f".{LOCK_NAME}.guard", timeout=_WAIT_SECONDS):
        pins = {key: asdict(value) for key, value in read_pins([folder]).items()}
        pins[name] = asdict(pin)
        with written_whole(folder / LOCK_NAME) as part:
            part.write_text(json.dumps(pins, indent=2, sort_keys=True) + "\n", "utf-8")
