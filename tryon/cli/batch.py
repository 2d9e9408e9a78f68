"""`python -m tryon batch`: a list of pairs, resumable, surviving bad ones."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from tryon.api import TryOn, load_pipelines
from tryon.cli.run import RunOptions, choose_pipelines
from tryon.errors import TryOnError
from tryon.evaluation.dataset import Origin, masks_beside, published_garment
from tryon.images import read_image
from tryon.pairs import Ledger, Pair, PairRow, explained, read_pairs, recipe, write_file
from tryon.results import REPORT_NAME, RESULT_NAME, SIDE_BY_SIDE_NAME, encode_png, write_result
from tryon.side_by_side import Panel, draw_panels


@dataclass(frozen=True, kw_only=True)
class Row(PairRow):
    """What the batch report says about one pair and pipeline.

    Attributes:
        pipeline: Registry name.
        garment_from: Whose garment mask was used.
    """

    pipeline: str
    garment_from: Origin = "own"


@dataclass(frozen=True)
class _Lookbook:
    """What all pairs have in common; `masks` are published ones, None where there are none."""

    persons: Path
    garments: Path
    masks: Path | None
    options: RunOptions
    ledger: Ledger[Row]

    def mask(self, name: str) -> Path | None:
        """Returns where the published mask of a garment is, None without one."""
        mask = self.masks / name if self.masks is not None and name else None
        return mask if mask is not None and mask.is_file() else None

    def folder(self, pair: Pair, pipeline: str) -> str:
        """Returns where a result goes, relative to the output folder."""
        return f"{pair.folder}/{pipeline}" if self.options.pipeline == "all" else pair.folder


def batch(pairs_file: Path, persons: Path, garments: Path, options: RunOptions) -> int:
    """Runs every pair that is not done yet; a bad pair is recorded and the next one runs.

    Published garment masks in a folder beside `garments`, as the data sets of VITON-HD and RMGN
    have one, are used for the garments that are in it.

    Returns:
        0 if at least one pair succeeded.

    Raises:
        TryOnError: Nothing can run at all, or every pair failed.
    """
    pairs = read_pairs(pairs_file)
    for name, folder in (("persons", persons), ("garments", garments)):
        if not folder.is_dir():
            raise TryOnError(f"The folder of {name} is not there.", f"Check --{name}.")
    names, store = choose_pipelines(options)
    engines = load_pipelines(names, store, options.device)
    ledger = Ledger(options.out / REPORT_NAME, Row)
    book = _Lookbook(persons, garments, masks_beside(garments), options, ledger)
    rows: list[Row] = []
    with tqdm(total=len(pairs) * len(engines), unit="pair", file=sys.stderr) as bar:
        for pair in pairs:
            bar.set_postfix_str(pair.folder)
            rows += _run_pair(pair, engines, book, bar.update)
    failed = [row for row in rows if row.error]
    for row in failed:
        print(f"failed: {row.person} {row.garment}: {row.error}", file=sys.stderr)
    if len(failed) == len(rows):
        raise TryOnError("No pair could be run.", f"See {REPORT_NAME} in the output folder.")
    print(f"{len(rows) - len(failed)} of {len(rows)} done, written to {options.out}")
    return 0


def _run_pair(
    pair: Pair, engines: list[TryOn], book: _Lookbook, on_row: Callable[[], object]
) -> list[Row]:
    """Runs one pair through every pipeline, and draws the results side by side if asked to."""
    rows, fresh = [], False
    for engine in engines:
        row, ran = _run(pair, engine, book)
        book.ledger.record(row)
        rows.append(row)
        fresh = fresh or ran
        on_row()
    picture = book.options.out / pair.folder / SIDE_BY_SIDE_NAME
    done = any(not row.error for row in rows)
    if book.options.pipeline == "all" and done and (fresh or not picture.is_file()):
        write_file(picture, encode_png(draw_panels(_panels(rows, engines, book))))
    return rows


def _run(pair: Pair, engine: TryOn, book: _Lookbook) -> tuple[Row, bool]:
    """Returns the row of a pair and pipeline, and whether it ran now or nothing had changed."""
    options, pipeline = book.options, engine.pipeline
    folder = book.folder(pair, pipeline.name)
    person, garment = book.persons / pair.person, book.garments / pair.garment
    mask = book.mask(pair.garment)
    size = options.size or pipeline.sizes[0]
    if options.pipeline == "all" and size not in pipeline.sizes:
        size = pipeline.sizes[0]
    files = (person, garment) if mask is None else (person, garment, mask)
    wanted = recipe(f"{pipeline.name} {size} {options.seed}", files)
    earlier = book.ledger.finished(folder, wanted)
    if earlier is not None and (options.out / folder / REPORT_NAME).is_file():
        return earlier, False
    row = Row(
        person=pair.person,
        garment=pair.garment,
        pipeline=pipeline.name,
        folder=folder,
        recipe=wanted,
        seconds=0.0,
        garment_from="own" if mask is None else "published",
    )
    start = time.perf_counter()
    try:
        pair.check()
        top = garment if mask is None else published_garment(garment, mask)
        result = engine(person, top, size=size, seed=options.seed)
        write_result(result, options.out / folder)
    except Exception as mistake:  # one bad pair must not take the others along
        error, hint = explained(mistake, pair)
        return replace(row, seconds=_since(start), error=error, hint=hint), True
    warnings = tuple(notice.message for notice in result.notices)
    ratio = result.misalignment_ratio
    done = replace(row, seconds=_since(start), misalignment_ratio=ratio, warnings=warnings)
    return done, True


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 2)


def _panels(rows: list[Row], engines: list[TryOn], book: _Lookbook) -> list[Panel]:
    """Returns the photo and what is on the disk of the pair's results."""
    photo = read_image(book.persons / rows[0].person, "person").rgb
    panels = [Panel("Photo", rows[0].person, photo)]
    for row, engine in zip(rows, engines, strict=True):
        title = engine.pipeline.title
        if row.error:
            panels.append(Panel(title, row.error))
        else:
            path = book.options.out / row.folder / RESULT_NAME
            made = read_image(path, "result").rgb
            panels.append(Panel(title, f"{row.seconds:.1f} s", made))
    return panels
