"""From two photos to a result: one pipeline with the preprocessing before it, or several."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import torch

from tryon.comparison import Comparison, try_each
from tryon.errors import Cancelled, OutOfMemory, TryOnError
from tryon.images import ImageSource, read_image
from tryon.pipelines.base import Pipeline, StageResults
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import (
    GarmentInput,
    IsCancelled,
    Labels,
    Notice,
    OnStage,
    PersonInput,
    Size,
    TryOnResult,
)

T = TypeVar("T")


class TryOn:
    """A pipeline with the preprocessing in front of it.

    Attributes:
        pipeline: Puts the garment on.
        preprocessor: Finds pose, parse map and garment mask.
    """

    def __init__(self, pipeline: Pipeline, preprocessor: Preprocessor) -> None:
        self.pipeline = pipeline
        self.preprocessor = preprocessor

    def __call__(
        self,
        person: ImageSource | PersonInput,
        garment: ImageSource | GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        ablation: str | None = None,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
        kept: StageResults | None = None,
        layout: Labels | None = None,
        person_index: int | None = None,
    ) -> TryOnResult:
        """Puts the garment on the person.

        Args:
            person: A path, the bytes of a file, a PIL image, a uint8 RGB array, or what
                `preprocessor.person` returned for one.
            garment: The same for the garment.
            size: Working size (height, width), one of the pipeline's; its first by default.
            seed: Seeds everything random: the same inputs and seed give the same result. Where
                nothing is (`pipeline.seeded`), it changes nothing.
            ablation: One of the pipeline's ablations: the picture is also made without that part.
            on_stage: Told the name of each stage as it begins, and the fraction already done.
            cancelled: Asked before each stage; True stops the run.
            kept: Results of stages that need not run again; see `Pipeline`.
            layout: What of the predicted layout was mended; see `Pipeline`.
            person_index: Which of several people, 1 being the first from the left; the largest by
                default. Says nothing where `person` is prepared already.

        Returns:
            The result; its notices include those of the two photos and of the pair.

        Raises:
            Cancelled: `cancelled()` was true.
            OutOfMemory: The device's memory did not suffice; it has been freed again.
            TryOnError: Anything else the user can mend.
        """
        if size is not None and size not in self.pipeline.sizes:
            sizes = ", ".join(f"{height}x{width}" for height, width in self.pipeline.sizes)
            raise TryOnError(
                f"{self.pipeline.name} does not run at {size[0]}x{size[1]}.",
                f"Choose one of {sizes}.",
            )
        if ablation is not None and ablation not in self.pipeline.ablations:
            raise TryOnError(
                f"{self.pipeline.name} has no ablation called {ablation}.",
                f"Choose one of {', '.join(self.pipeline.ablations)}."
                if self.pipeline.ablations
                else "Of the pipelines, viton-hd has one: instance-norm.",
            )
        timings: dict[str, float] = {}

        def prepare(name: str, read: Callable[[ImageSource], T], source: ImageSource) -> T:
            if cancelled is not None and cancelled():
                raise Cancelled("The run was cancelled.", "Press Run to start again.")
            if on_stage is not None:
                on_stage(name, 0.0)
            start = time.perf_counter()
            prepared = read(source)
            timings[name] = (time.perf_counter() - start) * 1000
            return prepared

        try:
            if isinstance(person, PersonInput):
                wearer = person
            else:
                read = partial(
                    self.preprocessor.person,
                    body_needed=self.pipeline.needs_body,
                    index=person_index,
                    cancelled=cancelled,
                )
                wearer = prepare("person", read, person)
            if isinstance(garment, GarmentInput):
                top = garment
            else:
                look = partial(self.preprocessor.garment, cancelled=cancelled)
                top = prepare("garment", look, garment)
            pair_notices = self.preprocessor.check_pair(wearer, top)
            result = self.pipeline(
                wearer,
                top,
                size=size,
                seed=seed,
                ablation=ablation,
                on_stage=on_stage,
                cancelled=cancelled,
                kept=kept,
                layout=layout,
            )
        except (MemoryError, RuntimeError) as error:
            if not _is_out_of_memory(error):
                raise
            torch.cuda.empty_cache()
            raise OutOfMemory(
                "The device ran out of memory.",
                "Choose a smaller size, or the CPU, or close other programs.",
            ) from error
        return replace(
            result,
            notices=(*result.notices, *pair_notices),
            timings_ms={**timings, **result.timings_ms},
        )


class SideBySide:
    """Several pipelines on the same two photos.

    Attributes:
        preprocessor: Finds pose, parse map and garment mask, for all of them.

    Args:
        titles: What each is called, by registry name.
        engine: Returns the pipeline of a name, loaded.
        preprocessor: The one the pipelines share.
    """

    def __init__(
        self, titles: dict[str, str], engine: Callable[[str], TryOn], preprocessor: Preprocessor
    ) -> None:
        self.preprocessor = preprocessor
        self._titles = titles
        self._engine = engine

    def __call__(
        self,
        person: ImageSource | PersonInput,
        garment: ImageSource | GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        ablation: str | None = None,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
        person_index: int | None = None,
    ) -> Comparison:
        """Puts the garment on the person with each; see `TryOn`.

        A pipeline that does not run at `size` runs at its own, with a notice; one without the
        ablation does without. One that cannot do these photos, or whose weights are damaged, says
        why in its outcome.

        Raises:
            Cancelled: `cancelled()` was true.
            TryOnError: None of them could; this is why the first could not.
        """
        if isinstance(person, PersonInput):
            photo = person.photo
        else:
            photo = read_image(person, "person", cancelled).rgb

        def attempt(name: str, tell: OnStage) -> TryOnResult:
            engine = self._engine(name)
            runs = size is None or size in engine.pipeline.sizes
            result = engine(
                person,
                garment,
                size=size if runs else None,
                seed=seed,
                ablation=ablation if ablation in engine.pipeline.ablations else None,
                on_stage=tell,
                cancelled=cancelled,
                person_index=person_index,
            )
            if runs or size is None:
                return result
            return replace(result, notices=(*result.notices, _other_size(result, size)))

        return Comparison(photo, try_each(self._titles, attempt, on_stage or _tell_nobody))


def _tell_nobody(stage: str, done: float) -> None:
    """Nobody listens."""


def _other_size(result: TryOnResult, wanted: Size) -> Notice:
    return Notice(
        "other_size",
        f"{result.pipeline} does not run at {wanted[0]}x{wanted[1]}; it ran at "
        f"{result.size[0]}x{result.size[1]}.",
        "To compare like with like, choose a size that every pipeline has: 512x384.",
        "result",
    )


def _is_out_of_memory(error: BaseException) -> bool:
    """PyTorch has a class of its own only for accelerators; its CPU allocator says it in words."""
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return known or "allocate memory" in str(error)
