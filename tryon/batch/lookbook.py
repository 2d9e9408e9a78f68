"""Many pairs into one folder: what `python -m tryon batch` and the page's lookbook share.

A photo that several pairs share is prepared once, a bad pair costs only itself, and after every
pair the report is complete.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from tryon.batch.pairs import Ledger, Pair, PairRow, explained, recipe
from tryon.engines.base import Engine, prepare_both
from tryon.errors import Cancelled, TryOnError
from tryon.outputs.results import REPORT_NAME
from tryon.stages import UNWATCHED, Progress
from tryon.types import (
    AS_IT_LOOKS,
    GarmentChoice,
    GarmentInput,
    IsCancelled,
    Origin,
    PersonInput,
    RunOptions,
    Size,
    Subject,
    TryOnResult,
)

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Row(PairRow):
    """What the report says about one pair and pipeline.

    Attributes:
        pipeline: Registry name.
        garment_from: Whose garment mask was used.
    """

    pipeline: str
    garment_from: Origin = "own"


@dataclass(frozen=True)
class Photos:
    """The files of a pair.

    Attributes:
        person: Photo.
        garment: Photo.
        mask: Published mask of the garment; None to find our own.
    """

    person: Path
    garment: Path
    mask: Path | None = None


class LastOne(Generic[T]):
    """Remembers what became of the last photo, also where it was refused.

    The preprocessing remembers the last few itself, by content; here nothing is even read again,
    and no other visitor's photos can push it out.
    """

    def __init__(self) -> None:
        self._source: Path | None = None
        self._known: T | TryOnError | None = None

    def get(self, source: Path, prepare: Callable[[Path], T]) -> T:
        """Returns what `prepare` made of a photo, asking it only if the photo is another one.

        Raises:
            TryOnError: The photo is refused, now or when it was asked for just before.
        """
        if source != self._source or self._known is None:
            self._source, self._known = source, None
            try:
                self._known = prepare(source)
            except Cancelled:
                self._source = None
                raise
            except TryOnError as refusal:
                self._known = refusal
        if isinstance(self._known, TryOnError):
            raise self._known
        return self._known


class Lookbook:
    """A list of pairs on its way into a folder.

    Args:
        out: The folder; its report.json is written after every pair.
        seed: Of everything random.
        read_masked: Prepares a garment photo with its published mask; not needed without masks.
        chosen: Tells which of several people or garments in a photo is meant, 1 being the first
            from the left, or None for none in particular.
        choice: What is said of every garment.

    Raises:
        TryOnError: The folder holds the report of something else.
    """

    def __init__(
        self,
        out: Path,
        seed: int,
        read_masked: Callable[[Path, Path], GarmentInput] | None = None,
        chosen: Callable[[Path, Subject], int | None] = lambda photo, subject: None,
        choice: GarmentChoice = AS_IT_LOOKS,
    ) -> None:
        self.out = out
        self._seed = seed
        self._read_masked = read_masked
        self._chosen = chosen
        self._choice = choice
        self._ledger = Ledger(out / REPORT_NAME, Row)
        # A pipeline that needs no body takes photos that another one refuses.
        self._persons: dict[bool, LastOne[PersonInput]] = {True: LastOne(), False: LastOne()}
        self._garments: LastOne[GarmentInput] = LastOne()

    def person(
        self, engine: Engine, photo: Path, cancelled: IsCancelled | None = None
    ) -> PersonInput:
        """Prepares a person photo for the pairs that follow.

        Raises:
            TryOnError: It cannot be used.
        """
        body_needed = engine.pipeline.needs_body
        prepare = partial(
            engine.preprocessor.person,
            body_needed=body_needed,
            index=self._chosen(photo, "person"),
            cancelled=cancelled,
        )
        return self._persons[body_needed].get(photo, prepare)

    def garment(
        self,
        engine: Engine,
        photo: Path,
        mask: Path | None = None,
        cancelled: IsCancelled | None = None,
    ) -> GarmentInput:
        """Prepares a garment photo, with its published mask if there is one.

        Raises:
            TryOnError: It cannot be used.
        """
        if mask is None or self._read_masked is None:
            choice = replace(self._choice, index=self._chosen(photo, "garment"))
            prepare = partial(engine.preprocessor.garment, choice=choice, cancelled=cancelled)
            return self._garments.get(photo, prepare)
        read, choice = self._read_masked, self._choice
        return self._garments.get(photo, lambda source: choice.over(read(source, mask)))

    def dress(
        self,
        engine: Engine,
        pair: Pair,
        photos: Photos,
        keep: Callable[[TryOnResult], None],
        *,
        size: Size | None = None,
        progress: Progress = UNWATCHED,
    ) -> tuple[Row, bool]:
        """Does a pair, or takes it from the report where nothing has changed since.

        Args:
            engine: Dresses the pair.
            pair: Its names; the folder is where `keep` puts the result.
            photos: Its files.
            keep: Given the result, to write it; may refuse like everything else.
            size: Working size (height, width); the pipeline's first by default.
            progress: How the pair is watched and stopped.

        Returns:
            Its row, with a sentence where it failed, and whether it ran now.

        Raises:
            Cancelled: `progress.cancelled()` was true; nothing is recorded.
        """
        name = engine.pipeline.name
        size = size or engine.pipeline.sizes[0]
        files = [photos.person, photos.garment, *([photos.mask] if photos.mask else [])]
        said = "" if self._choice == AS_IT_LOOKS else f" {self._choice}"
        wanted = recipe(f"{name} {size} {self._seed}{said}", files)
        done = self._ledger.finished(pair.folder, wanted)
        if done is not None and (self.out / pair.folder / REPORT_NAME).is_file():
            return done, False
        row = Row(
            person=pair.person,
            garment=pair.garment,
            folder=pair.folder,
            recipe=wanted,
            seconds=0.0,
            pipeline=name,
            garment_from="own" if photos.mask is None else "published",
        )
        start = time.perf_counter()
        try:
            pair.check()
            result = self._try_on(engine, photos, size, progress)
            keep(result)
            row = replace(
                row,
                misalignment_ratio=result.misalignment_ratio,
                warnings=tuple(notice.message for notice in result.notices),
            )
        except Cancelled:
            raise
        except Exception as mistake:  # one bad pair must not take the others along
            error, hint = explained(mistake, pair)
            row = replace(row, error=error, hint=hint)
        row = replace(row, seconds=round(time.perf_counter() - start, 2))
        self._ledger.record(row)
        return row, True

    def _try_on(
        self, engine: Engine, photos: Photos, size: Size, progress: Progress
    ) -> TryOnResult:
        cancelled = progress.cancelled
        prepared = prepare_both(
            lambda: self.person(engine, photos.person, cancelled),
            lambda: self.garment(engine, photos.garment, photos.mask, cancelled),
            progress.within(0, 0),
        )
        options = RunOptions(size, self._seed)
        return prepared.timed(engine.run(prepared.person, prepared.garment, options, progress))
