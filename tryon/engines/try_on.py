"""`TryOn` and `SideBySide`: preprocessing, then one pipeline or several on the same two photos."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

import torch

from tryon.engines.base import prepare_both
from tryon.engines.comparison import Comparison, try_each
from tryon.errors import NonFiniteOutput, OutOfMemory, TryOnError
from tryon.pictures.reading import ImageSource, read_image
from tryon.pipelines.base import Pipeline, Published
from tryon.preprocess.preprocessor import Preprocessor
from tryon.stages import UNWATCHED, Progress
from tryon.types import (
    DEFAULT_OPTIONS,
    GarmentChoice,
    GarmentInput,
    IsCancelled,
    Notice,
    OnStage,
    PersonInput,
    RunOptions,
    Size,
    TryOnResult,
)

_Made = TypeVar("_Made")

_PAINTED_AGAIN = Notice(
    "full_precision",
    "In half precision the network's numbers were none; the picture was made again in float32.",
    "To spare that time, choose another precision.",
    "result",
    "--precision bf16 or --precision fp32",
)


class _Callable(ABC, Generic[_Made]):
    """What is called with all that can be chosen of a run named one by one."""

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
        garment_index: int | None = None,
    ) -> _Made:
        """Puts the garment on the person; see `run`, and `RunOptions` for what can be chosen."""
        options = RunOptions(size, seed, ablation)
        progress = Progress.of(on_stage, cancelled)
        return self.run(person, garment, options, progress, person_index, garment_index)

    @abstractmethod
    def run(
        self,
        person: ImageSource | PersonInput,
        garment: ImageSource | GarmentInput,
        options: RunOptions = DEFAULT_OPTIONS,
        progress: Progress = UNWATCHED,
        person_index: int | None = None,
        garment_index: int | None = None,
    ) -> _Made:
        """The same with options and progress as they travel through the program."""


class TryOn(_Callable[TryOnResult]):
    """A pipeline with the preprocessing in front of it.

    Attributes:
        pipeline: Puts the garment on.
        preprocessor: Finds pose, parse map and garment mask.
    """

    def __init__(self, pipeline: Pipeline, preprocessor: Preprocessor) -> None:
        self.pipeline = pipeline
        self.preprocessor = preprocessor

    def run(
        self,
        person: ImageSource | PersonInput,
        garment: ImageSource | GarmentInput,
        options: RunOptions = DEFAULT_OPTIONS,
        progress: Progress = UNWATCHED,
        person_index: int | None = None,
        garment_index: int | None = None,
    ) -> TryOnResult:
        """Puts the garment on the person.

        Args:
            person: A path, the bytes of a file, a PIL image, a uint8 RGB array, or what
                `preprocessor.person` returned for one.
            garment: The same for the garment.
            options: What of the run is chosen.
            progress: How it is watched and stopped, and what it goes on from.
            person_index: Which of several people, 1 being the first from the left; the largest by
                default. Says nothing where `person` is prepared already.
            garment_index: The same of several garments.

        Returns:
            The result; its notices include those of the two photos and of the pair.

        Raises:
            Cancelled: `progress.cancelled()` was true.
            OutOfMemory: The device's memory did not suffice; it has been freed again.
            TryOnError: Anything else the user can mend.
        """
        self._check(options)
        look, cancelled = self.preprocessor, progress.cancelled
        try:
            prepared = prepare_both(
                person
                if isinstance(person, PersonInput)
                else lambda: look.person(
                    person,
                    body_needed=self.pipeline.needs_body,
                    index=person_index,
                    cancelled=cancelled,
                ),
                garment
                if isinstance(garment, GarmentInput)
                else lambda: look.garment(
                    garment, choice=GarmentChoice(index=garment_index), cancelled=cancelled
                ),
                # How long photos take depends on what is remembered of them: nothing is done yet.
                progress.within(0, 0),
            )
            pair_notices = look.check_pair(prepared.person, prepared.garment)
            result = self._made(prepared.person, prepared.garment, options, progress)
        except (MemoryError, RuntimeError) as error:
            if not _is_out_of_memory(error):
                raise
            torch.cuda.empty_cache()
            raise OutOfMemory(
                "The device ran out of memory.",
                "Choose a smaller size, or the CPU, or close other programs.",
            ) from error
        return prepared.timed(replace(result, notices=(*result.notices, *pair_notices)))

    def _made(
        self,
        person: PersonInput,
        garment: GarmentInput,
        options: RunOptions,
        progress: Progress,
    ) -> TryOnResult:
        """Runs the pipeline; where half precision gives no picture, once more in float32."""
        try:
            return self.pipeline(person, garment, options, progress)
        except NonFiniteOutput:
            pipeline = self.pipeline
            exact = pipeline.in_full_precision() if isinstance(pipeline, Published) else None
            if exact is None:
                raise
            # What its stages gave in half precision is of no use to it.
            result = exact(person, garment, options, replace(progress, kept=None))
        return replace(result, notices=(*result.notices, _PAINTED_AGAIN))

    def _check(self, options: RunOptions) -> None:
        """Refuses a size or an ablation that the pipeline does not have."""
        size, ablation = options.size, options.ablation
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


class SideBySide(_Callable[Comparison]):
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

    def run(
        self,
        person: ImageSource | PersonInput,
        garment: ImageSource | GarmentInput,
        options: RunOptions = DEFAULT_OPTIONS,
        progress: Progress = UNWATCHED,
        person_index: int | None = None,
        garment_index: int | None = None,
    ) -> Comparison:
        """Puts the garment on the person with each; see `TryOn.run`.

        A pipeline that does not run at the size runs at its own, with a notice; one without the
        ablation does without. One that cannot do these photos, or whose weights are damaged, says
        why in its outcome.

        Raises:
            Cancelled: `progress.cancelled()` was true.
            TryOnError: None of them could; this is why the first could not.
        """
        if isinstance(person, PersonInput):
            photo = person.photo
        else:
            photo = read_image(person, "person", progress.cancelled).rgb

        def attempt(name: str, tell: OnStage) -> TryOnResult:
            engine = self._engine(name)
            size, ablation = options.size, options.ablation
            runs = size is None or size in engine.pipeline.sizes
            own = replace(
                options,
                size=size if runs else None,
                ablation=ablation if ablation in engine.pipeline.ablations else None,
            )
            told = replace(progress, on_stage=tell)
            result = engine.run(person, garment, own, told, person_index, garment_index)
            if runs or size is None:
                return result
            return replace(result, notices=(*result.notices, _other_size(result, size)))

        return Comparison(photo, try_each(self._titles, attempt, progress.on_stage))


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
