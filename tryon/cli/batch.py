"""`python -m tryon batch`: a list of pairs, resumable, surviving bad ones."""

import hashlib
import itertools
import json
import logging
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tqdm import tqdm

from tryon.api import TryOn
from tryon.cli.run import RunOptions, load_engines
from tryon.errors import TryOnError
from tryon.results import REPORT_NAME, write_result
from tryon.types import Size

_FORMAT_HINT = 'Each line holds two file names, "person garment"; use a tab if they hold spaces.'

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pair:
    """One line of the pairs file.

    Attributes:
        person: File name in the folder of persons; the whole line where it is no pair.
        garment: File name in the folder of garments; empty where the line is no pair.
        folder: Name of its folder in the output.
    """

    person: str
    garment: str
    folder: str


@dataclass(frozen=True)
class Row:
    """What the batch report says about one pair and pipeline.

    Attributes:
        person: File name.
        garment: File name.
        pipeline: Registry name.
        folder: Where its files are, relative to the report.
        recipe: Hash of everything that decides the result; a changed one is run again.
        seconds: How long it took.
        misalignment_ratio: Of the result; None after a failure.
        warnings: Sentences.
        error: Why it failed; empty for a success.
        hint: What to do about it.
    """

    person: str
    garment: str
    pipeline: str
    folder: str
    recipe: str
    seconds: float
    misalignment_ratio: float | None = None
    warnings: tuple[str, ...] = ()
    error: str = ""
    hint: str = ""


def read_pairs(path: Path) -> list[Pair]:
    """Reads the pairs file; blank lines, comments (#) and repeated pairs are left out.

    Raises:
        TryOnError: There is no such file, or it is empty.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TryOnError("The pairs file cannot be read.", _FORMAT_HINT) from error
    names: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = [word.strip() for word in line.split("\t" if "\t" in line else None)]
        if len(words) != 2 or not all(words):
            names[line.strip(), ""] = f"line_{number}"
            continue
        person, garment = words
        folder = f"{Path(person).stem}_{Path(garment).stem}"
        if folder in (name for pair, name in names.items() if pair != (person, garment)):
            folder = f"{folder}_{hashlib.sha256(line.encode()).hexdigest()[:8]}"
        names[person, garment] = folder
    if not names:
        raise TryOnError("The pairs file holds no pairs.", _FORMAT_HINT)
    return [Pair(person, garment, folder) for (person, garment), folder in names.items()]


def batch(pairs_file: Path, persons: Path, garments: Path, options: RunOptions) -> int:
    """Runs every pair that is not done yet; a bad pair is recorded and the next one runs.

    Returns:
        0 if at least one pair succeeded.

    Raises:
        TryOnError: Nothing can run at all, or every pair failed.
    """
    pairs = read_pairs(pairs_file)
    for name, folder in (("persons", persons), ("garments", garments)):
        if not folder.is_dir():
            raise TryOnError(f"The folder of {name} is not there.", f"Check --{name}.")
    engines = load_engines(options)
    report = _Report(options.out)
    rows: list[Row] = []
    with tqdm(total=len(pairs) * len(engines), unit="pair", file=sys.stderr) as bar:
        for pair, engine in itertools.product(pairs, engines):
            bar.set_postfix_str(pair.folder)
            row = _run_pair(pair, engine, persons, garments, options, report)
            report.record(row)
            rows.append(row)
            bar.update()
    failed = [row for row in rows if row.error]
    for row in failed:
        print(f"failed: {row.person} {row.garment}: {row.error}", file=sys.stderr)
    if len(failed) == len(rows):
        raise TryOnError("No pair could be run.", f"See {REPORT_NAME} in the output folder.")
    print(f"{len(rows) - len(failed)} of {len(rows)} done, written to {options.out}")
    return 0


def _run_pair(
    pair: Pair,
    engine: TryOn,
    persons: Path,
    garments: Path,
    options: RunOptions,
    report: "_Report",
) -> Row:
    """Runs one pair, or takes it from the report where nothing has changed since."""
    name = engine.pipeline.name
    folder = f"{pair.folder}/{name}" if options.pipeline == "all" else pair.folder
    person, garment = persons / pair.person, garments / pair.garment
    recipe = _recipe(person, garment, name, options.size or engine.pipeline.sizes[0], options.seed)
    done = report.finished(folder, recipe)
    if done is not None:
        return done
    start = time.perf_counter()
    ratio: float | None = None
    warnings: tuple[str, ...] = ()
    error = hint = ""
    try:
        if not pair.garment:
            raise TryOnError("This line of the pairs file is no pair.", _FORMAT_HINT)
        result = engine(person, garment, size=options.size, seed=options.seed)
        write_result(result, options.out / folder)
        ratio = result.misalignment_ratio
        warnings = tuple(notice.message for notice in result.notices)
    except TryOnError as mistake:
        error, hint = mistake.message, mistake.hint
    except Exception:  # one bad pair must not take the others along
        _log.exception("%s %s", pair.person, pair.garment)
        error, hint = "An unexpected error; the log has the details.", "Please report it."
    seconds = round(time.perf_counter() - start, 2)
    return Row(
        pair.person, pair.garment, name, folder, recipe, seconds, ratio, warnings, error, hint
    )


def _recipe(person: Path, garment: Path, pipeline: str, size: Size, seed: int) -> str:
    digest = hashlib.sha256(f"{pipeline} {size} {seed}".encode())
    for path in (person, garment):
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"|")
    return digest.hexdigest()


class _Report:
    """`report.json` of a batch: written after every pair, read when the batch is started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / REPORT_NAME
        self._rows: dict[str, Row] = {}
        try:
            rows = json.loads(self._path.read_text("utf-8"))["pairs"]
            self._rows = {row["folder"]: Row(**row) for row in rows}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise TryOnError(
                f"The output folder holds a {REPORT_NAME} of something else.",
                "Give --out a new folder.",
            ) from error

    def finished(self, folder: str, recipe: str) -> Row | None:
        """Returns the row of a success that needs no second run."""
        row = self._rows.get(folder)
        if row is None or row.error or row.recipe != recipe:
            return None
        return row if (self._folder / folder / REPORT_NAME).is_file() else None

    def record(self, row: Row) -> None:
        """Adds or replaces a row and writes the report in one move."""
        self._rows[row.folder] = row
        rows = [asdict(row) for row in self._rows.values()]
        part = self._path.with_name(f".{REPORT_NAME}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"pairs": rows}, indent=2) + "\n", "utf-8")
            part.replace(self._path)
        except OSError as error:
            raise TryOnError(
                "The output folder cannot be written.",
                "Check the path given with --out, its permissions and the free space.",
            ) from error
