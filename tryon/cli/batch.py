"""`python -m tryon batch`: a list of pairs, resumable, surviving bad ones."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tqdm import tqdm

from tryon.api import load_pipelines
from tryon.batch.lookbook import Lookbook, Photos, Row
from tryon.batch.pairs import Pair, is_there, read_pairs
from tryon.cli.run import CommonOptions, choose_pipelines
from tryon.datasets.published import masks_beside, published_garment
from tryon.engines.try_on import TryOn
from tryon.errors import TryOnError
from tryon.files import write_file
from tryon.outputs.contact_sheet import INSET, TILE, Tile, draw_sheet, fitted
from tryon.outputs.results import (
    REPORT_NAME,
    RESULT_NAME,
    SIDE_BY_SIDE_NAME,
    encode_png,
    write_result,
)
from tryon.outputs.side_by_side import Panel, draw_panels
from tryon.pictures.reading import read_image

_PAIRS_A_SHEET = 60


@dataclass(frozen=True)
class _Task:
    """What all pairs have in common; `masks` are published ones, None where there are none."""

    persons: Path
    garments: Path
    masks: Path | None
    options: CommonOptions
    book: Lookbook

    def photos(self, pair: Pair) -> Photos:
        """Returns the files of a pair."""
        mask = self.masks / pair.garment if self.masks is not None and pair.garment else None
        published = mask if mask is not None and is_there(mask) else None
        return Photos(self.persons / pair.person, self.garments / pair.garment, published)


def batch(pairs_file: Path, persons: Path, garments: Path, options: CommonOptions) -> int:
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
    engines = load_pipelines(names, store, options.device, precision=options.settings.precision)
    book = Lookbook(options.out, options.seed, published_garment, choice=options.choice)
    task = _Task(persons, garments, masks_beside(garments), options, book)
    rows: list[Row] = []
    with tqdm(total=len(pairs) * len(engines), unit="pair", file=sys.stderr) as bar:
        for pair in pairs:
            bar.set_postfix_str(pair.folder)
            rows += _run_pair(pair, engines, task, bar.update)
    _write_sheets(rows, task)
    failed = [row for row in rows if row.error]
    for row in failed:
        print(f"failed: {row.person} {row.garment}: {row.error}", file=sys.stderr)
    if len(failed) == len(rows):
        raise TryOnError("No pair could be run.", f"See {REPORT_NAME} in the output folder.")
    print(f"{len(rows) - len(failed)} of {len(rows)} done, written to {options.out}")
    return 0


def _run_pair(
    pair: Pair, engines: list[TryOn], task: _Task, on_row: Callable[[], object]
) -> list[Row]:
    """Runs one pair through every pipeline, and draws the results side by side if asked to."""
    options, rows, fresh = task.options, [], False
    for engine in engines:
        size, place = options.size, pair
        if options.pipeline == "all":
            size = size if size in engine.pipeline.sizes else None
            place = replace(pair, folder=f"{pair.folder}/{engine.pipeline.name}")
        write = partial(write_result, folder=options.out / place.folder)
        row, ran = task.book.dress(engine, place, task.photos(pair), write, size=size)
        rows.append(row)
        fresh = fresh or ran
        on_row()
    picture = options.out / pair.folder / SIDE_BY_SIDE_NAME
    done = any(not row.error for row in rows)
    if options.pipeline == "all" and done and (fresh or not picture.is_file()):
        write_file(picture, encode_png(draw_panels(_panels(rows, engines, task))))
    return rows


def _panels(rows: list[Row], engines: list[TryOn], task: _Task) -> list[Panel]:
    """Returns the photo and what is on the disk of the pair's results."""
    photo = read_image(task.persons / rows[0].person, "person").rgb
    panels = [Panel("Photo", rows[0].person, photo)]
    for row, engine in zip(rows, engines, strict=True):
        title = engine.pipeline.title
        if row.error:
            panels.append(Panel(title, row.error))
        else:
            path = task.options.out / row.folder / RESULT_NAME
            made = read_image(path, "result").rgb
            panels.append(Panel(title, f"{row.seconds:.1f} s", made))
    return panels


def _write_sheets(rows: list[Row], task: _Task) -> None:
    """Writes all results into one picture, or into several where they are many."""
    for number, start in enumerate(range(0, len(rows), _PAIRS_A_SHEET), 1):
        tiles = [_tile(row, task) for row in rows[start : start + _PAIRS_A_SHEET]]
        name = "contact_sheet.png" if number == 1 else f"contact_sheet_{number}.png"
        write_file(task.options.out / name, encode_png(draw_sheet(tiles)))


def _tile(row: Row, task: _Task) -> Tile:
    if row.error:
        return Tile(row.folder, sentence=row.error)
    made = read_image(task.options.out / row.folder / RESULT_NAME, "result").rgb
    garment = read_image(task.garments / row.garment, "garment").rgb
    return Tile(row.folder, fitted(made, TILE), fitted(garment, INSET))
