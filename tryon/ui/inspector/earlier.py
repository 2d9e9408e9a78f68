"""Which run a visitor made before, so that the next one can be compared with it."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from tryon.misalignment.inspection import SoftMask, read_masks
from tryon.types import TryOnResult
from tryon.ui.wording.amounts import size_words

_VISITORS = 1000


@dataclass(frozen=True)
class EarlierRun:
    """A finished run.

    Attributes:
        folder: Its folder in the file store, which is cleared away when it is old.
        photos: Paths of the person and garment photo.
        words: What it was made with, in a few words.
        of_layout: Whether its misalignment is that of a predicted layout; RMGN, which predicts
            none, is measured by the old garment, and the two are not to be compared.
    """

    folder: Path
    photos: tuple[str, str]
    words: str
    of_layout: bool = True

    @classmethod
    def of(cls, result: TryOnResult, folder: Path, photos: tuple[str, str]) -> "EarlierRun":
        """Returns the run of a result."""
        words = f"{result.pipeline} at {size_words(result.size)}"
        return cls(folder, photos, words, result.intermediates.predicted_parse is not None)

    def masks(self) -> tuple[SoftMask, SoftMask] | None:
        """Returns align_mask and misalignment_mask, None where they are there no longer."""
        return read_masks(self.folder)


class EarlierRuns:
    """The last run of each of the last visitors: its place in the file store, not its pictures."""

    def __init__(self) -> None:
        self._runs: OrderedDict[str, EarlierRun] = OrderedDict()

    def photos(self, visitor: str | None) -> tuple[str, str] | None:
        """Returns the photos of a visitor's last run, None without one."""
        run = None if visitor is None else self._runs.get(visitor)
        return None if run is None else run.photos

    def folder(self, visitor: str | None) -> Path | None:
        """Returns the folder of a visitor's last run, None without one."""
        run = None if visitor is None else self._runs.get(visitor)
        return None if run is None else run.folder

    def forget(self, visitor: str | None) -> None:
        """Forgets a visitor's last run."""
        if visitor is not None:
            self._runs.pop(visitor, None)

    def exchange(self, visitor: str | None, run: EarlierRun) -> EarlierRun | None:
        """Remembers a visitor's run.

        Args:
            visitor: Who; None for somebody who cannot be known again.
            run: The run that has just finished.

        Returns:
            The one before, if it was made of the same two photos and is to be compared.
        """
        if visitor is None:
            return None
        before = self._runs.pop(visitor, None)
        self._runs[visitor] = run
        if len(self._runs) > _VISITORS:
            self._runs.popitem(last=False)
        if before is None or (before.photos, before.of_layout) != (run.photos, run.of_layout):
            return None
        return before
