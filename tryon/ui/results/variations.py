"""Several runs of the same photos, each from another seed, beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tryon.types import IsCancelled, OnStage
from tryon.ui.markup import Shown
from tryon.ui.results import result_markup
from tryon.ui.results.gallery import fit
from tryon.ui.results.result_markup import Side
from tryon.ui.runs.requests import MAX_SEED
from tryon.ui.runs.run_cache import Run
from tryon.ui.runs.runner import Runner, Wanted
from tryon.ui.server.file_store import RunFolder
from tryon.ui.wording import amounts, words


@dataclass(frozen=True)
class Variation:
    """One run of several.

    Attributes:
        wanted: What was asked for, with its own seed.
        run: What came of it.
        run_folder: Where its pictures are.
    """

    wanted: Wanted
    run: Run
    run_folder: RunFolder


def make_variations(
    wanted: Wanted,
    count: int,
    runner: Runner,
    new_folder: Callable[[], RunFolder],
    on_stage: OnStage,
    cancelled: IsCancelled,
) -> list[Variation]:
    """Makes so many runs, from the seed that is wanted and those after it.

    Args:
        wanted: The first.
        count: How many.
        runner: Makes each.
        new_folder: Makes a folder for each.
        on_stage: Told how far all are.
        cancelled: Asked before each stage.
    """
    made = []
    for index in range(count):
        seed = (wanted.request.seed + index) % (MAX_SEED + 1)
        own = replace(wanted, request=replace(wanted.request, seed=seed))

        def tell(stage: str, done: float, index: int = index) -> None:
            on_stage(stage, (index + done) / count)

        made.append(Variation(own, runner.whole(own, tell, cancelled), new_folder()))
    return made


def show_variations(made: Sequence[Variation], of: str) -> str:
    """Shows variations beside each other, each with a button that makes it the result.

    Args:
        made: At least two.
        of: What they were made of, see `made.made_of`.
    """
    height, width = made[0].run.result.image.shape[:2]
    items = [
        Side(
            words.seed_words(each.run.result.seed),
            amounts.duration(sum(each.run.result.timings_ms.values())),
            Shown(
                each.run_folder.picture("variation", fit(each.run.result.image), lossless=False),
                "",
                words.seed_words(each.run.result.seed),
            ),
            identity=each.run_folder.path.name,
            shows=each.run_folder.path.name,
        )
        for each in made
    ]
    return result_markup.sides(
        words.VARIATIONS_TITLE, words.VARIATIONS_HINT, items, width / height, made=of
    )
