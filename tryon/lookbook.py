"""Works off many pairs into one folder: what `python -m tryon batch` and the page's lookbook share.

A photo that several pairs share is prepared once, a bad pair costs only itself, and after every
pair the report is complete.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from tryon.engine import Engine
from tryon.errors import Cancelled, TryOnError
from tryon.pairs import Ledger, Pair, PairRow, explained, recipe
from tryon.results import REPORT_NAME
from tryon.types import GarmentInput, IsCancelled, OnStage, PersonInput, Size, TryOnResult

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Row(PairRow):
    """What the report says about one pair and pipeline.

    Attributes:
        pipeline: Registry name.
    """

    pipeline: str


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
            except TryOnError as refusal:
                self._known = refusal
        if isinstance(self._known, TryOnError):
            raise self._known
        return self._known


class Lookbook:
    """A list of pairs on its way into a folder.

    Args:
        out: The folder; its report.json is written after every pair.
        size: Working size (height, width); None: the pipeline's default.
        seed: Of everything random.

    Raises:
        TryOnError: The folder holds the report of something else.
    """

    def __init__(self, out: Path, size: Size | None, seed: int) -> None:
        self.out = out
        self._size = size
        self._seed = seed
        self._ledger = Ledger(out / REPORT_NAME, Row)
        self._persons: LastOne[PersonInput] = LastOne()
        self._garments: LastOne[GarmentInput] = LastOne()

    def person(self, engine: Engine, photo: Path) -> PersonInput:
        """Prepares a person photo for the pairs that follow.

        Raises:
            TryOnError: It cannot be used.
        """
        return self._persons.get(photo, engine.preprocessor.person)

    def garment(self, engine: Engine, photo: Path) -> GarmentInput:
        """Prepares a garment photo for the pairs that follow.

        Raises:
            TryOnError: It cannot be used.
        """
        return self._garments.get(photo, engine.preprocessor.garment)

    def dress(
        self,
        engine: Engine,
        pair: Pair,
        photos: tuple[Path, Path],
        keep: Callable[[TryOnResult], None],
        *,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
    ) -> Row:
        """Does a pair, or takes it from the report where nothing has changed since.

        Args:
            engine: Dresses the pair.
            pair: Its names; the folder is where `keep` puts the result.
            photos: Person and garment.
            keep: Given the result, to write it; may refuse like everything else.
            on_stage: Told the name of each stage as it begins, and the fraction already done.
            cancelled: Asked before each stage; True stops the pair.

        Returns:
            Its row, with a sentence where it failed.

        Raises:
            Cancelled: `cancelled()` was true; nothing is recorded.
        """
        name = engine.pipeline.name
        size = self._size or engine.pipeline.sizes[0]
        wanted = recipe(f"{name} {size} {self._seed}", photos)
        done = self._ledger.finished(pair.folder, wanted)
        if done is not None and (self.out / pair.folder / REPORT_NAME).is_file():
            return done
        row = Row(
            person=pair.person,
            garment=pair.garment,
            folder=pair.folder,
            recipe=wanted,
            seconds=0.0,
            pipeline=name,
        )
        start = time.perf_counter()
        try:
            pair.check()
            result = self._try_on(engine, photos, on_stage, cancelled)
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
        return row

    def _try_on(
        self,
        engine: Engine,
        photos: tuple[Path, Path],
        on_stage: OnStage | None,
        cancelled: IsCancelled | None,
    ) -> TryOnResult:
        timings: dict[str, float] = {}

        def prepare(name: str, get: Callable[[Engine, Path], T], photo: Path) -> T:
            if cancelled is not None and cancelled():
                raise Cancelled("The lookbook was cancelled.")
            if on_stage is not None:
                on_stage(name, 0.0)
            start = time.perf_counter()
            prepared = get(engine, photo)
            timings[name] = (time.perf_counter() - start) * 1000
            return prepared

        result = engine(
            prepare("person", self.person, photos[0]),
            prepare("garment", self.garment, photos[1]),
            size=self._size,
            seed=self._seed,
            on_stage=on_stage,
            cancelled=cancelled,
        )
        return replace(result, timings_ms={**timings, **result.timings_ms})
