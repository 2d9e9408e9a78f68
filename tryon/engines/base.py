"""What the page and the lookbook need of `try_on.TryOn`, so that neither brings torch with it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tryon.stages import PREPARATION, Progress, StageClock, names_of
from tryon.types import (
    AS_IT_LOOKS,
    Choosable,
    GarmentChoice,
    GarmentInput,
    IsCancelled,
    PersonInput,
    RunOptions,
    TryOnResult,
)

# The registry brings torch with it, and the page is to be up before that.
if TYPE_CHECKING:
    from tryon.pipelines.base import Pipeline


class Preprocessing(Protocol):
    """The part of `preprocess.Preprocessor` that is needed."""

    def person(
        self,
        source: str | Path,
        *,
        body_needed: bool = True,
        index: int | None = None,
        cancelled: IsCancelled | None = None,
    ) -> PersonInput:
        """Prepares a person photo."""
        ...

    def people(self, source: str | Path, cancelled: IsCancelled | None = None) -> Choosable:
        """Finds everybody who can be chosen in a person photo."""
        ...

    def garment(
        self,
        source: str | Path,
        *,
        choice: GarmentChoice = AS_IT_LOOKS,
        cancelled: IsCancelled | None = None,
    ) -> GarmentInput:
        """Prepares a garment photo."""
        ...

    def garments(self, source: str | Path, cancelled: IsCancelled | None = None) -> Choosable:
        """Finds every garment that can be chosen in a photo of several."""
        ...

    def forget(self, unused_s: float) -> None:
        """Lets go of photos that were not used for so many seconds."""
        ...

    def forget_photos(self, paths: Collection[str]) -> None:
        """Lets go of what was found in the photos of files."""
        ...


class Engine(Protocol):
    """The part of `try_on.TryOn` that is needed."""

    @property
    def pipeline(self) -> "Pipeline":
        """Puts the garment on."""
        ...

    @property
    def preprocessor(self) -> Preprocessing:
        """Prepares both photos."""
        ...

    def run(
        self, person: PersonInput, garment: GarmentInput, options: RunOptions, progress: Progress
    ) -> TryOnResult:
        """Runs the pipeline."""
        ...


@dataclass(frozen=True)
class Prepared:
    """Both photos as the preprocessing found them, and how long it took, in milliseconds."""

    person: PersonInput
    garment: GarmentInput
    timings_ms: dict[str, float]

    def timed(self, result: TryOnResult) -> TryOnResult:
        """Returns a result with the times of the preparation before its own."""
        return replace(result, timings_ms={**self.timings_ms, **result.timings_ms})


def prepare_both(
    person: PersonInput | Callable[[], PersonInput],
    garment: GarmentInput | Callable[[], GarmentInput],
    progress: Progress,
) -> Prepared:
    """Prepares the two photos, the person's first.

    Args:
        person: What prepares it, or what is prepared already and is no stage.
        garment: The same.
        progress: Told of "person" and "garment" as of stages.

    Raises:
        Cancelled: The user cancelled.
        TryOnError: A photo cannot be used.
    """
    clock = StageClock(names_of(PREPARATION), progress)
    if not isinstance(person, PersonInput):
        with clock.stage("person"):
            person = person()
    if not isinstance(garment, GarmentInput):
        with clock.stage("garment"):
            garment = garment()
    return Prepared(person, garment, clock.timings_ms)
