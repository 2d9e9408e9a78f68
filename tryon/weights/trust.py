"""Whether a weight file is what it has to be: by the table's hash, by its pin, or by its structure.

Where the publisher gave no hash, the first file that is complete and loads is pinned in
`weights.lock`, and any other one after it is refused.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from tryon.config import Settings
from tryon.errors import WeightsCorrupt
from tryon.weights.checkpoints import check_container, read_state
from tryon.weights.entries import Weight
from tryon.weights.hashes import Hashes, Identity, identity
from tryon.weights.lock import LOCK_NAME, Pin, read_pins, write_pin

# verified: the table's hash. pinned: the hash at first use. unverified: neither is known.
Check = Literal["missing", "verified", "pinned", "unverified", "damaged"]


class Trust:
    """Checks the weight files of one machine, and remembers what it has checked.

    Args:
        settings: The user's own Hub repository, and the folder for pins where the file's own
            cannot be written.
        folders: The weights folders, whose locks are read in this order.
    """

    def __init__(self, settings: Settings, folders: Sequence[Path]) -> None:
        self._settings = settings
        self._folders = tuple(folders)
        self._hashes = Hashes()
        self._admitted: set[Identity] = set()

    def sha256(self, path: Path) -> str:
        """Returns a file's hash, in hexadecimal digits; read once as long as it stays the same."""
        return self._hashes.of(path)

    def verify(self, weight: Weight, path: Path, name: str) -> Check:
        """Says how far a file can be trusted.

        Args:
            weight: What the file should be.
            path: Where it lies.
            name: Its name in the weights folder: the published one, or that of its converted form.
        """
        known, word = self._known(weight, name)
        if known is None:
            try:
                _check_structure(weight, path)
            except WeightsCorrupt:
                return "damaged"
            return "unverified"
        return word if self.sha256(path) == known else "damaged"

    def check(self, weight: Weight, path: Path, name: str) -> bool:
        """Returns whether the file's hash is known and right; False if it has yet to be pinned.

        Args: As of `verify`.

        Raises:
            WeightsCorrupt: The hash is known and wrong, or the file cannot be what it should be.
        """
        known, word = self._known(weight, name)
        if known is None:
            _check_structure(weight, path)
            return False
        if self.sha256(path) == known:
            return True
        if word == "pinned":
            raise WeightsCorrupt(
                f"{weight.key} is another file than the one first used here.",
                f"If you replaced it on purpose, delete its entry in {LOCK_NAME}.",
            )
        sources = weight.all_sources(self._settings.hub_repo)
        raise WeightsCorrupt(
            f"{weight.key} is damaged or another file: its sha256 is not the one in the table.",
            "Fetch it again." if sources else "Take it from the repository again.",
            f"python -m tryon weights fetch {weight.key}" if sources else "",
        )

    def admit(self, weight: Weight, folder: Path, name: str) -> None:
        """Checks a file before its first use in this process, and pins it where need be.

        Raises:
            WeightsCorrupt: As `check`.
        """
        path = folder / name
        if identity(path) in self._admitted:
            return
        if not self.check(weight, path, name):
            self.pin(folder, name, "the weights folder", None)
        self._admitted.add(identity(path))

    def pin(self, folder: Path, name: str, source: str, revision: str | None) -> None:
        """Pins a file of the folder as it is now."""
        path = folder / name
        pin = Pin(self.sha256(path), path.stat().st_size, source, revision)
        write_pin((folder, self._settings.cache_dir), name, pin)

    def pinned(self, name: str) -> Pin | None:
        """Returns what a file was at its first use; None where it was never used."""
        return read_pins(self._folders).get(name)

    def _known(self, weight: Weight, name: str) -> tuple[str | None, Check]:
        """Returns the hash the file must have, and what a match is worth."""
        if name == weight.filename and weight.sha256 is not None:
            return weight.sha256, "verified"
        pin = self.pinned(name)
        return (pin.sha256, "pinned") if pin else (None, "unverified")


def _check_structure(weight: Weight, path: Path) -> None:
    """Tells a complete file from a damaged or wrong one where no hash is known."""
    check_container(path, weight.key)
    count = len(read_state(path, weight.key, weight.extra_keys))
    if weight.tensors is not None and count != weight.tensors:
        raise WeightsCorrupt(
            f"{weight.key} belongs to another network: it holds {count} tensors, "
            f"not {weight.tensors}.",
            f"Take the file from {weight.published}.",
        )
