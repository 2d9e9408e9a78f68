"""`python -m tryon batch`: a list of pairs, resumable, surviving bad ones."""

import itertools
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from tryon.api import TryOn
from tryon.cli.run import RunOptions, load_engines
from tryon.errors import TryOnError
from tryon.pairs import Ledger, Pair, PairRow, explained, read_pairs, recipe
from tryon.results import REPORT_NAME, write_result


@dataclass(frozen=True, kw_only=True)
class Row(PairRow):
    """What the batch report says about one pair and pipeline.

    Attributes:
        pipeline: Registry name.
    """

    pipeline: str


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
    ledger = Ledger(options.out / REPORT_NAME, Row)
    rows: list[Row] = []
    with tqdm(total=len(pairs) * len(engines), unit="pair", file=sys.stderr) as bar:
        for pair, engine in itertools.product(pairs, engines):
            bar.set_postfix_str(pair.folder)
            row = _run_pair(pair, engine, persons, garments, options, ledger)
            ledger.record(row)
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
    ledger: Ledger[Row],
) -> Row:
    """Runs one pair, or takes it from the report where nothing has changed since."""
    name = engine.pipeline.name
    folder = f"{pair.folder}/{name}" if options.pipeline == "all" else pair.folder
    person, garment = persons / pair.person, garments / pair.garment
    size = options.size or engine.pipeline.sizes[0]
    wanted = recipe(f"{name} {size} {options.seed}", (person, garment))
    done = ledger.finished(folder, wanted)
    if done is not None and (options.out / folder / REPORT_NAME).is_file():
        return done
    start = time.perf_counter()
    ratio: float | None = None
    warnings: tuple[str, ...] = ()
    error = hint = ""
    try:
        pair.check()
        result = engine(person, garment, size=options.size, seed=options.seed)
        write_result(result, options.out / folder)
        ratio = result.misalignment_ratio
        warnings = tuple(notice.message for notice in result.notices)
    except Exception as mistake:  # one bad pair must not take the others along
        error, hint = explained(mistake, pair)
    return Row(
        person=pair.person,
        garment=pair.garment,
        pipeline=name,
        folder=folder,
        recipe=wanted,
        seconds=round(time.perf_counter() - start, 2),
        misalignment_ratio=ratio,
        warnings=warnings,
        error=error,
        hint=hint,
    )
