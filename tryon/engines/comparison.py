"""The same two photos through several pipelines; one that refuses them stops no other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tryon.errors import Cancelled, TryOnError
from tryon.types import Image, OnStage, TryOnResult


@dataclass(frozen=True)
class Outcome:
    """What one pipeline made of the two photos.

    Attributes:
        pipeline: Registry name.
        title: What people call it.
        result: None where it refused.
        refusal: Why it refused; None where there is a result.
    """

    pipeline: str
    title: str
    result: TryOnResult | None = None
    refusal: TryOnError | None = None


@dataclass(frozen=True)
class Comparison:
    """What several pipelines made of the same two photos.

    Attributes:
        photo: (H, W, 3) the person's; every result has its size.
        outcomes: One for each pipeline, best first; at least one has a result.
    """

    photo: Image
    outcomes: tuple[Outcome, ...]

    @property
    def results(self) -> dict[str, TryOnResult]:
        """The results that there are, by the pipeline's name."""
        return {each.pipeline: each.result for each in self.outcomes if each.result is not None}


# Runs one pipeline by its name, telling of its stages.
Attempt = Callable[[str, OnStage], TryOnResult]


def try_each(titles: Mapping[str, str], attempt: Attempt, on_stage: OnStage) -> tuple[Outcome, ...]:
    """Runs pipelines one after the other.

    Args:
        titles: What people call each, by registry name, in order.
        attempt: Runs one.
        on_stage: Told each stage of each, and the fraction of all that is done.

    Returns:
        An outcome for each.

    Raises:
        Cancelled: The user cancelled.
        TryOnError: Every one refused; this is why the first did.
    """
    outcomes: list[Outcome] = []
    for number, (name, title) in enumerate(titles.items()):

        def tell(stage: str, done: float, before: int = number) -> None:
            on_stage(stage, (before + done) / len(titles))

        try:
            outcomes.append(Outcome(name, title, result=attempt(name, tell)))
        except Cancelled:
            raise
        except TryOnError as refusal:
            outcomes.append(Outcome(name, title, refusal=refusal))
    if all(outcome.refusal is not None for outcome in outcomes):
        raise outcomes[0].refusal or TryOnError("There is no pipeline to run.")
    return tuple(outcomes)
