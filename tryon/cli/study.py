"""`python -m tryon study`."""

from collections.abc import Sequence
from pathlib import Path

from tryon.batch.pairs import read_pairs
from tryon.errors import TryOnError
from tryon.study.ballot import Kind, draw_study, read_key, write_key
from tryon.study.booth import write_booth
from tryon.study.results import count_votes, read_votes, table
from tryon.study.systems import pictures_of


def make_study(
    systems: Sequence[str],
    kind: Kind,
    count: int,
    seed: int,
    out: Path,
    pairs: Path | None,
    photos: tuple[Path | None, Path | None],
) -> int:
    """Draws a study and writes its key and the folder for the voters.

    Args:
        systems: NAME=FOLDER each.
        kind: "ab" or "rank".
        count: Pairs.
        seed: Of everything drawn.
        out: Folder to write.
        pairs: Pairs file, to show person and garment beside the pictures.
        photos: Folders of persons and garments for the same.

    Raises:
        TryOnError: A system has no pictures, or nothing can be compared.
    """
    if count < 1:
        raise TryOnError("A study asks about at least one pair.", "Give --count 30.")
    pictures = {name: pictures_of(folder) for name, folder in named_folders(systems).items()}
    study = draw_study({name: set(found) for name, found in pictures.items()}, kind, count, seed)
    references = {}
    persons, garments = photos
    if pairs is not None and persons is not None and garments is not None:
        references = {
            pair.folder: (persons / pair.person, garments / pair.garment)
            for pair in read_pairs(pairs)
            if pair.garment
        }
    write_booth(study, pictures, references, out / "voters")
    write_key(study, out)
    print(f"{len(study.questions)} sets of {kind}, seed {seed}: {out / 'voters' / 'index.html'}")
    return 0


def named_folders(given: Sequence[str]) -> dict[str, Path]:
    """Reads NAME=FOLDER words.

    Raises:
        TryOnError: One is not of that form, or a name comes twice.
    """
    folders: dict[str, Path] = {}
    for words in given:
        name, _, folder = words.partition("=")
        if not name or not folder or name in folders:
            raise TryOnError(
                "A folder is given as NAME=FOLDER, each name once.", "For example compact=out."
            )
        folders[name] = Path(folder)
    return folders


def study_results(folder: Path, votes: Sequence[Path]) -> int:
    """Counts the votes, prints the table and writes it beside the key.

    Raises:
        TryOnError: It is no study, or the files are not its votes.
    """
    study = read_key(folder)
    text = table(count_votes(study, read_votes(study, votes)))
    (folder / "results.md").write_text(text, "utf-8")
    print(text, end="")
    return 0
