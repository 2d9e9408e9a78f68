"""Dresses the persons of the data set, pair by pair: resumable, surviving bad pairs."""

import time
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, dataclass, replace
from itertools import islice
from pathlib import Path

from tryon.batch.pairs import Ledger, Pair, PairRow, explained, recipe
from tryon.datasets.published import Dataset
from tryon.engines.try_on import TryOn
from tryon.evaluation.warps import score_warp
from tryon.files import write_file
from tryon.misalignment.inspection import count_pixels
from tryon.outputs.results import encode_png
from tryon.types import GarmentInput, Origin, PersonInput, RunOptions, Size, TryOnResult

# Pairs that are prepared while the network works on another one; each takes some 10 MB.
_AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class Row(PairRow):
    """What metrics.json says about one pair; None wherever the pair failed or nothing is known.

    Attributes:
        box: (left, top, width, height) of the canvas in the person's photo.
        person_from: Whose pose and parse map were used.
        garment_from: Whose garment mask was used.
        misaligned_pixels: Of the canvas, VITON-HD Eq. 4; soft masks are summed.
        ssim: Paired setting only.
        lpips: Paired setting only.
        warp_ssim: Paired setting only: the warped garment against the photo, over its clothing.
        mask_ssim: Paired setting only: the result against the photo, over its clothing.
        ablation_ssim: The same of the picture painted with a part left out, where one is.
        ablation_lpips: The same.
    """

    box: tuple[float, float, float, float] | None = None
    person_from: Origin | None = None
    garment_from: Origin | None = None
    misaligned_pixels: int | None = None
    ssim: float | None = None
    lpips: float | None = None
    warp_ssim: float | None = None
    mask_ssim: float | None = None
    ablation_ssim: float | None = None
    ablation_lpips: float | None = None


@dataclass(frozen=True)
class Manner:
    """How every pair is dressed.

    Attributes:
        size: Working size (height, width).
        seed: Seeds everything random.
        paired: Whether each person gets the garment already worn.
        given_layout: Whether the person's own parse map takes the place of the predicted layout,
            as in the paper's paired setting (VITON-HD Sec. 4.3).
        ablation: The part that is left out of a second picture, if any.
    """

    size: Size
    seed: int
    paired: bool = False
    given_layout: bool = False
    ablation: str | None = None


@dataclass(frozen=True)
class Task:
    """A pair to be done.

    Attributes:
        pair: Who wears what.
        recipe: Hash of everything that decides its result.
        done: Its row where an earlier call has finished it with the same recipe.
    """

    pair: Pair
    recipe: str
    done: Row | None


@dataclass(frozen=True)
class _Prepared:
    person: PersonInput
    garment: GarmentInput
    person_from: Origin
    garment_from: Origin
    seconds: float


@dataclass(frozen=True)
class Fitting:
    """One pipeline on one data set.

    Attributes:
        dataset: Where the photos are.
        engine: The pipeline with its preprocessing.
        out: Folder for the results: `canvas/NAME.png` for each pair, and `ablation/NAME.png`.
        manner: How.
        weights: The sha256 of each of the pipeline's weights: others make other results.
    """

    dataset: Dataset
    engine: TryOn
    out: Path
    manner: Manner
    weights: tuple[str, ...]

    def canvas(self, folder: str) -> Path:
        """Returns where the result of a pair is, there or not."""
        return self.out / "canvas" / f"{folder}.png"

    def ablated(self, folder: str) -> Path:
        """Returns where the picture with a part left out is, there or not."""
        return self.out / "ablation" / f"{folder}.png"

    def plan(self, pairs: list[Pair], ledger: Ledger[Row]) -> list[Task]:
        """Finds what an earlier call has left to do."""
        return [self._task(pair, ledger) for pair in pairs]

    def dress(self, tasks: list[Task]) -> Generator[Row, None, None]:
        """Does the tasks in order; the next pairs are prepared while the network works.

        Yields:
            A row for each task as soon as it is done, also for those that fail.
        """
        upcoming = iter(tasks)
        waiting: deque[tuple[Task, Future[_Prepared]]] = deque()
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="prepare")
        try:
            for task in islice(upcoming, _AHEAD):
                waiting.append((task, pool.submit(self._prepare, task)))
            while waiting:
                task, prepared = waiting.popleft()
                for following in islice(upcoming, 1):
                    waiting.append((following, pool.submit(self._prepare, following)))
                yield self._row(task, prepared)
        finally:
            pool.shutdown(cancel_futures=True)

    def _task(self, pair: Pair, ledger: Ledger[Row]) -> Task:
        choices = (self.engine.pipeline.name, *astuple(self.manner), self.weights)
        files = (
            *self.dataset.person_files(pair.person),
            *self.dataset.garment_files(pair.garment),
        )
        wanted = recipe(repr((*choices, self.dataset.companions)), files)
        done = ledger.finished(pair.folder, wanted)
        pictures = [self.canvas(pair.folder)]
        if self.manner.ablation:
            pictures.append(self.ablated(pair.folder))
        return Task(pair, wanted, done if all(path.is_file() for path in pictures) else None)

    def _prepare(self, task: Task) -> _Prepared:
        start = time.perf_counter()
        task.pair.check()
        preprocessor = self.engine.preprocessor
        person, person_from = self.dataset.person(
            task.pair.person, preprocessor, body_needed=self.engine.pipeline.needs_body
        )
        garment, garment_from = self.dataset.garment(task.pair.garment, preprocessor)
        seconds = time.perf_counter() - start
        return _Prepared(person, garment, person_from, garment_from, seconds)

    def _row(self, task: Task, waited_for: "Future[_Prepared]") -> Row:
        pair = task.pair
        row = Row(
            person=pair.person,
            garment=pair.garment,
            folder=pair.folder,
            recipe=task.recipe,
            seconds=0.0,
        )
        try:
            prepared = waited_for.result()
            start = time.perf_counter()
            result = self.engine.run(
                prepared.person, prepared.garment, self._options(prepared.person)
            )
            write_file(self.canvas(pair.folder), encode_png(result.canvas))
            without = result.intermediates.instance_norm_canvas
            if without is not None:
                write_file(self.ablated(pair.folder), encode_png(without))
            fit = score_warp(prepared.person, result) if self.manner.paired else None
        except Exception as mistake:  # one bad pair must not take the others along
            error, hint = explained(mistake, pair)
            return replace(row, error=error, hint=hint)
        return replace(
            row,
            seconds=round(prepared.seconds + time.perf_counter() - start, 2),
            misalignment_ratio=result.misalignment_ratio,
            warnings=tuple(notice.message for notice in result.notices),
            box=astuple(prepared.person.box),
            person_from=prepared.person_from,
            garment_from=prepared.garment_from,
            misaligned_pixels=_misaligned_pixels(result),
            warp_ssim=None if fit is None else fit.warp_ssim,
            mask_ssim=None if fit is None else fit.mask_ssim,
        )

    def _options(self, person: PersonInput) -> RunOptions:
        """Returns what is chosen of a person's run, with the layout where it is given."""
        manner, layout = self.manner, None
        if manner.given_layout and person.parse_map is not None:
            layout = person.parse_map.labels
        return RunOptions(manner.size, manner.seed, manner.ablation, layout)


def _misaligned_pixels(result: TryOnResult) -> int | None:
    mask = result.intermediates.misalignment_mask
    return None if mask is None else count_pixels(mask)
