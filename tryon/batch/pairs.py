"""A list of pairs to work through: read, recorded pair by pair, resumed where it stopped."""

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tryon.errors import TryOnError
from tryon.files import write_file

# MPV's list: person, the same person in another pose, garment, part of the data set.
_MPV_PARTS = ("test", "train")
_FRONT = "_front"

FORMAT_HINT = 'Each line holds two file names, "person garment"; use a tab if they hold spaces.'

# Bytes. File systems take 255, encrypted ones 143, and a folder in the making has 10 more.
_LONGEST_NAME = 130

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pair:
    """One line of the pairs file.

    Attributes:
        person: File name in the folder of persons; the whole line where it is no pair.
        garment: File name in the folder of garments; empty where the line is no pair.
        folder: Name of its results in the output.
    """

    person: str
    garment: str
    folder: str

    def check(self) -> None:
        """Refuses what is no pair.

        Raises:
            TryOnError: The line does not hold two names.
        """
        if not self.garment:
            raise TryOnError("This line of the pairs file is no pair.", FORMAT_HINT)


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """What a report says about one pair.

    Attributes:
        person: File name.
        garment: File name.
        folder: Where its results are, relative to the report.
        recipe: Hash of everything that decides the result; a changed one is run again.
        seconds: How long it took.
        misalignment_ratio: Of the result; None after a failure.
        warnings: Sentences.
        error: Why it failed; empty for a success.
        hint: What to do about it.
    """

    person: str
    garment: str
    folder: str
    recipe: str
    seconds: float
    misalignment_ratio: float | None = None
    warnings: tuple[str, ...] = ()
    error: str = ""
    hint: str = ""


Row = TypeVar("Row", bound=PairRow)


def read_pairs(path: Path) -> list[Pair]:
    """Reads the pairs file; blank lines, comments (#) and repeated pairs are left out.

    MPV's own list is read as well: of its test part, persons seen from the front in the garment
    that they wear.

    Raises:
        TryOnError: There is no such file, or it is empty.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TryOnError("The pairs file cannot be read.", FORMAT_HINT) from error
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = [word.strip() for word in line.split("\t" if "\t" in line else None)]
        if len(words) == 4 and words[3] in _MPV_PARTS:
            if words[3] == "train" or _FRONT not in words[0]:
                continue
            words = [words[0], words[2]]
        if len(words) != 2 or not all(words):
            names[line.strip(), ""] = f"line_{number}"
            continue
        person, garment = words
        if (person, garment) in names:
            continue
        folder = folder_name(person, garment)
        if folder in taken:
            folder = folder_name(person, garment, distinct=True)
        names[person, garment] = folder
        taken.add(folder)
    if not names:
        raise TryOnError("The pairs file holds no pairs.", FORMAT_HINT)
    return [Pair(person, garment, folder) for (person, garment), folder in names.items()]


def folder_name(person: str, garment: str, *, distinct: bool = False) -> str:
    """Returns what the results of a pair are called.

    Args:
        person: File name.
        garment: File name.
        distinct: Whether other pairs have the plain name already.

    Returns:
        Both names without their endings; shortened, and with a hash, where they are long.
    """
    plain = f"{Path(person).stem}_{Path(garment).stem}"
    name = plain.encode()
    if len(name) <= _LONGEST_NAME and not distinct:
        return plain
    mark = "_" + hashlib.sha256(f"{person}\t{garment}".encode()).hexdigest()[:8]
    return name[: _LONGEST_NAME - len(mark)].decode(errors="ignore") + mark


def is_there(path: Path) -> bool:
    """Tells whether a path is a file; one that no file can have is none."""
    try:
        return path.is_file()
    except OSError:  # far too long, or in a folder that may not be looked into
        return False


def recipe(choices: str, files: Iterable[Path]) -> str:
    """Hashes what decides a result: the options in words and the bytes of the files, if there."""
    digest = hashlib.sha256(choices.encode())
    for path in files:
        with contextlib.suppress(OSError):  # whoever opens it next says why it cannot be read
            digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"|")
    return digest.hexdigest()


def explained(error: Exception, pair: Pair) -> tuple[str, str]:
    """Returns sentence and hint for a pair that failed; logs what no user can mend."""
    if isinstance(error, TryOnError):
        return error.message, error.hint
    _log.error("%s %s", pair.person, pair.garment, exc_info=error)
    return "An unexpected error; the log has the details.", "Please report it."


class Ledger(Generic[Row]):
    """A report of rows: written after every pair, read when the list is started again.

    Args:
        path: The JSON file; its rows are under "pairs".
        row_type: What a row is read as.

    Raises:
        TryOnError: The file is a report of something else.
    """

    def __init__(self, path: Path, row_type: type[Row]) -> None:
        self._path = path
        self._rows: dict[str, Row] = {}
        try:
            rows = json.loads(path.read_text("utf-8"))["pairs"]
            self._rows = {row["folder"]: row_type(**row) for row in rows}
        except FileNotFoundError:
            pass
        # RecursionError: lists in lists in lists.
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise TryOnError(
                f"The output folder holds a {path.name} of something else.",
                "Give --out a new folder.",
            ) from error
        # A list of thousands is written after every pair: what is known of it is kept as text.
        self._texts = {folder: _in_file(row) for folder, row in self._rows.items()}

    def finished(self, folder: str, wanted: str) -> Row | None:
        """Returns the row of a success with this recipe."""
        row = self._rows.get(folder)
        return None if row is None or row.error or row.recipe != wanted else row

    def record(self, row: Row) -> None:
        """Adds or replaces a row and writes the report."""
        self._rows[row.folder] = row
        self._texts[row.folder] = _in_file(row)
        self._write({}, self._texts.values())

    def write(self, summary: dict[str, object], rows: Iterable[Row]) -> None:
        """Writes the report in one move: the summary first, then the rows it is about.

        Raises:
            TryOnError: The output folder cannot be written.
        """
        self._write(summary, map(_in_file, rows))

    def _write(self, summary: dict[str, object], texts: Iterable[str]) -> None:
        head = json.dumps({**summary, "pairs": []}, indent=2).removesuffix("]\n}")
        write_file(self._path, f"{head}{','.join(texts)}\n  ]\n}}\n".encode())


def _in_file(row: PairRow) -> str:
    """Returns a row as it stands in the report, two levels deep."""
    return "\n    " + json.dumps(asdict(row), indent=2).replace("\n", "\n    ")
