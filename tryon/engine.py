"""What the page and the lookbook need of `try_on.TryOn`, so that neither brings torch with it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tryon.types import (
    GarmentInput,
    IsCancelled,
    Labels,
    OnStage,
    People,
    PersonInput,
    Size,
    TryOnResult,
)

# The registry brings torch with it, and the page is to be up before that.
if TYPE_CHECKING:
    from tryon.pipelines.base import Pipeline, StageResults


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

    def people(self, source: str | Path, cancelled: IsCancelled | None = None) -> People:
        """Finds everybody who can be chosen in a person photo."""
        ...

    def garment(self, source: str | Path, *, cancelled: IsCancelled | None = None) -> GarmentInput:
        """Prepares a garment photo."""
        ...

    def forget(self, unused_s: float) -> None:
        """Lets go of photos that were not used for so many seconds."""
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

    def __call__(
        self,
        person: PersonInput,
        garment: GarmentInput,
        *,
        size: Size | None = None,
        seed: int = 0,
        ablation: str | None = None,
        on_stage: OnStage | None = None,
        cancelled: IsCancelled | None = None,
        kept: "StageResults | None" = None,
        layout: Labels | None = None,
    ) -> TryOnResult:
        """Runs the pipeline."""
        ...
