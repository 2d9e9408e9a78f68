"""What visitors send, checked before anything is done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tryon.errors import TryOnError
from tryon.mending.document import Mending
from tryon.types import Size
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.server.uploads import Upload, Uploads
from tryon.ui.wording import words
from tryon.ui.wording.amounts import size_words

MAX_SEED = 2**31 - 1
MOST_VARIATIONS = 4


@dataclass(frozen=True)
class Request:
    """A try-on a visitor asks for.

    Attributes:
        person: Path of the uploaded person photo.
        garment: Path of the uploaded garment photo.
        pipeline: Registry name or "auto".
        size: Working size (height, width); None for the pipeline's own.
        seed: What random numbers are seeded with.
        ablation: What a second picture leaves out; None for no second picture.
    """

    person: str
    garment: str
    pipeline: str
    size: Size | None
    seed: int
    ablation: str | None

    @property
    def photos(self) -> tuple[str, str]:
        """Paths of the two photos."""
        return self.person, self.garment


def size_value(size: Size) -> str:
    """Returns a size (height, width) as the menu holds it and the command line takes it."""
    return f"{size[0]}x{size[1]}"


def size_named(value: str) -> Size | None:
    """Returns the size (height, width) that `size_value` named; None for "", the pipeline's own."""
    height, _, width = value.partition("x")
    return (int(height), int(width)) if value else None


def check_request(
    person: Upload,
    garment: Upload,
    pipeline: object,
    size: object,
    seed: object,
    ablate: object,
    choices: Sequence[PipelineChoice],
    uploads: Uploads,
) -> Request:
    """Returns what the visitor asks for.

    Args:
        person: The person upload.
        garment: The garment upload.
        pipeline: What the pipeline menu holds.
        size: What the size menu holds; "" for the pipeline's own.
        seed: What the seed field holds; None for 0.
        ablate: Whether the second picture is asked for; ignored where there is none to be had.
        choices: The pipelines that can be asked for.
        uploads: Where the photos must lie.

    Raises:
        TryOnError: A photo is missing, or a value is none of those offered.
    """
    person_path, garment_path = uploads.path(person), uploads.path(garment)
    if person_path is None or garment_path is None:
        raise TryOnError(words.NEEDS_BOTH, words.NEEDS_BOTH_HINT)
    choice = choose_pipeline(pipeline, choices)
    return Request(
        person_path,
        garment_path,
        choice.name,
        choose_size(size, choice.sizes),
        _seed(seed),
        choice.ablations[0] if ablate and choice.ablations else None,
    )


def check_variations(value: object, request: Request, choices: Sequence[PipelineChoice]) -> int:
    """Returns how many pictures are to be painted; one where nothing is random.

    Args:
        value: What the slider of variations holds.
        request: What is asked for.
        choices: The pipelines that can be asked for.

    Raises:
        TryOnError: It is none of the numbers on offer.
    """
    if not choose_pipeline(request.pipeline, choices).seeded:
        return 1
    if not isinstance(value, int | float) or value not in range(1, MOST_VARIATIONS + 1):
        raise TryOnError("That many variations cannot be made.", f"Choose 1 to {MOST_VARIATIONS}.")
    return int(value)


def check_kinds(sleeve: object, neckline: object) -> Mending:
    """Returns which sleeves and neckline were chosen, and nothing else mended.

    Args:
        sleeve: What the menu of sleeves holds; "" or None for those that were found.
        neckline: What the menu of necklines holds, the same way.

    Raises:
        MaskInvalid: It is none of those offered.
    """
    return Mending().with_kind(sleeve or None, neckline or None)


def choose_pipeline(name: object, choices: Sequence[PipelineChoice]) -> PipelineChoice:
    """Returns the choice that the pipeline menu names.

    Raises:
        TryOnError: There is none of that name.
    """
    choice = next((choice for choice in choices if choice.name == name), None)
    if choice is None:
        raise TryOnError("There is no such pipeline.", "Choose one from the list.")
    return choice


def choose_size(value: object, sizes: Sequence[Size]) -> Size | None:
    """Returns the size that the size menu names; None where it holds the pipeline's own.

    Raises:
        TryOnError: It is none of the pipeline's sizes.
    """
    if value in (None, ""):
        return None
    for size in sizes:
        if value == size_value(size):
            return size
    offered = ", ".join(size_words(size) for size in sizes)
    raise TryOnError("This pipeline does not run at that size.", f"Choose one of {offered}.")


def _seed(value: object) -> int:
    if value is None or value == "":
        return 0
    if isinstance(value, int | float) and 0 <= value <= MAX_SEED and value == int(value):
        return int(value)
    raise TryOnError(
        "The seed is not a whole number.", f"Give a whole number from 0 to {MAX_SEED}."
    )
