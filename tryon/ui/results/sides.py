"""From a comparison of pipelines to what the page shows of it."""

from collections.abc import Sequence

from tryon.engines.comparison import Comparison, Outcome
from tryon.types import Image, Notice
from tryon.ui import markup
from tryon.ui.markup import Shown
from tryon.ui.results import result_markup
from tryon.ui.results.gallery import fit
from tryon.ui.results.result_markup import Side
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.server.file_store import RunFolder
from tryon.ui.wording import amounts, words
from tryon.ui.wording.amounts import size_words


def show_sides(
    comparison: Comparison, choices: Sequence[PipelineChoice], run_folder: RunFolder, made: str
) -> str:
    """Shows the photo and every outcome beside each other, and what else there could be.

    Args:
        comparison: The outcomes.
        choices: Every pipeline; those without weights are listed below the pictures.
        run_folder: Keeps the pictures.
        made: What they were made of, see `made.made_of`.
    """
    height, width = comparison.photo.shape[:2]
    photo = _shown(
        "side_photo", comparison.photo, "The person photo as it was uploaded", run_folder
    )
    items = [Side("Photo", f"{size_words((height, width))} pixels", photo)]
    items += [_side(outcome, run_folder) for outcome in comparison.outcomes]
    absent = [
        Notice("weights_missing", f"{_name(choice.title)}. {message}", hint, "result")
        for choice in choices
        if choice.missing
        for message, hint in [words.missing_words(choice.missing, choice.button)]
    ]
    return result_markup.sides(
        words.SIDES_TITLE, words.SIDES_HINT, items, width / height, markup.notices(absent), made
    )


def _side(outcome: Outcome, run_folder: RunFolder) -> Side:
    result, refusal = outcome.result, outcome.refusal
    if result is None:
        sentences = (refusal.message, refusal.hint) if refusal else ()
        return Side(outcome.title, "no result", None, sentences)
    alt = f"The person of the photo wearing the garment, by {_name(outcome.title)}"
    facts = f"{amounts.duration(sum(result.timings_ms.values()))}, {size_words(result.size)}"
    return Side(
        outcome.title, facts, _shown(f"side_{outcome.pipeline}", result.image, alt, run_folder)
    )


def _name(title: str) -> str:
    """Returns what a pipeline is called, without what its title says of it in parentheses."""
    return title.partition(" (")[0]


def _shown(name: str, picture: Image, alt: str, run_folder: RunFolder) -> Shown:
    return Shown(run_folder.picture(name, fit(picture), lossless=False), "", alt)
