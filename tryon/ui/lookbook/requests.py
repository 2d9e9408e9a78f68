"""What a visitor asks of a lookbook, checked before anything is done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tryon.batch.pairs import Pair
from tryon.config import Settings
from tryon.errors import ImageTooLarge, TryOnError
from tryon.types import Size, Subject
from tryon.ui.common import plain_name
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.runs.requests import choose_pipeline, choose_size
from tryon.ui.server.uploads import Uploads
from tryon.ui.wording import words

# Of a file's name, characters that a caption has room for.
_MOST_NAME = 40


@dataclass(frozen=True)
class Look:
    """One pair of a lookbook.

    Attributes:
        pair: Its plain names; files are not called by what the visitor called them.
        person: Path of the person photo.
        garment: Path of the garment photo.
        title: What the page calls it.
    """

    pair: Pair
    person: Path
    garment: Path
    title: str


@dataclass(frozen=True)
class LookbookRequest:
    """A lookbook a visitor asks for.

    Attributes:
        looks: Its pairs, at least one.
        pipeline: Registry name or "auto".
        size: Working size (height, width); None for the pipeline's own.
        shared_person: The only person photo, if there is just one.
        shared_garment: The only garment photo, if there is just one.
    """

    looks: tuple[Look, ...]
    pipeline: str
    size: Size | None
    shared_person: Path | None
    shared_garment: Path | None


def check_lookbook(
    persons: object,
    garments: object,
    pipeline: object,
    size: object,
    choices: Sequence[PipelineChoice],
    settings: Settings,
    uploads: Uploads,
) -> LookbookRequest:
    """Returns what the visitor asks for.

    Args:
        persons: What the gallery of persons holds.
        garments: What the gallery of garments holds.
        pipeline: What the pipeline menu holds.
        size: What the size menu holds; "" for the pipeline's own.
        choices: The pipelines that can be asked for.
        settings: How large a lookbook may be.
        uploads: Where the photos must lie.

    Raises:
        TryOnError: One side is empty, there is too much, or a value is none of those offered.
    """
    people, tops = gallery_paths(persons, uploads), gallery_paths(garments, uploads)
    named = _names(persons, "person"), _names(garments, "garment")
    if not people or not tops:
        raise TryOnError(words.LOOKBOOK_NEEDS_BOTH, words.LOOKBOOK_NEEDS_BOTH_HINT)
    count = len(people) * len(tops)
    if count > settings.lookbook_pairs:
        raise TryOnError(
            f"That would be {count} try-ons; a lookbook has at most {settings.lookbook_pairs}.",
            "Take some pictures out. For more, use the command line: python -m tryon batch.",
        )
    if sum(_weight(path) for path in (*people, *tops)) > settings.lookbook_mb << 20:
        raise ImageTooLarge(
            f"The photos weigh more than {settings.lookbook_mb} MB together.",
            "Take some out, or make them smaller.",
        )
    choice = choose_pipeline(pipeline, choices)
    return LookbookRequest(
        _looks(people, tops, named),
        choice.name,
        choose_size(size, choice.sizes),
        people[0] if len(people) == 1 else None,
        tops[0] if len(tops) == 1 else None,
    )


def gallery_paths(value: object, uploads: Uploads) -> list[Path]:
    """Returns the files of a gallery as Gradio hands it over unopened, in their order.

    Raises:
        UnreadableImage: One of them was not uploaded here, or is no longer here.
    """
    paths = [uploads.path(file) for file in _files(value)]
    return [Path(path) for path in paths if path is not None]


def _files(value: object) -> list[object]:
    entries = value if isinstance(value, list) else []
    return [
        entry.get("image") or entry.get("video") for entry in entries if isinstance(entry, dict)
    ]


def _names(value: object, subject: Subject) -> list[str]:
    """Returns what the page calls the files of a gallery: by their own names, where they have one.

    Several of one name are told apart by their numbers, as those without one are.
    """
    plain = [
        _name(file, subject)
        for file in _files(value)
        if isinstance(file, Mapping) and file.get("path")
    ]
    return [
        f"{name or subject} {number}" if plain.count(name) > 1 or not name else name
        for number, name in enumerate(plain, 1)
    ]


def _name(file: Mapping[str, object], subject: Subject) -> str:
    name = file.get("orig_name")
    stem = Path(name).stem if isinstance(name, str) else ""
    return plain_name(stem, subject)[:_MOST_NAME]


def _looks(
    people: list[Path], tops: list[Path], named: tuple[list[str], list[str]]
) -> tuple[Look, ...]:
    looks = []
    for p, person in enumerate(people, 1):
        for g, garment in enumerate(tops, 1):
            names = named[0][p - 1], named[1][g - 1]
            if len(people) == 1:
                title = names[1]
            elif len(tops) == 1:
                title = names[0]
            else:
                title = f"{names[0]}, {names[1]}"
            title = title[:1].upper() + title[1:]
            pair = Pair(f"person {p}", f"garment {g}", f"person_{p:02d}_garment_{g:02d}")
            looks.append(Look(pair, person, garment, title))
    return tuple(looks)


def _weight(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its own cell says so
        return 0
