"""`python -m tryon batch`: a list of pairs, resumable, surviving bad ones."""

import itertools
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import PIL.Image
from tqdm import tqdm

from tryon.cli.run import RunOptions, load_engines
from tryon.contact_sheet import INSET, TILE, Tile, draw_sheet, fitted
from tryon.errors import TryOnError
from tryon.images import read_image
from tryon.lookbook import Lookbook, Row
from tryon.pairs import read_pairs, write_file
from tryon.results import REPORT_NAME, encode_png, write_result

_PAIRS_A_SHEET = 60


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
    lookbook = Lookbook(options.out, options.size, options.seed)
    rows: list[Row] = []
    with tqdm(total=len(pairs) * len(engines), unit="pair", file=sys.stderr) as bar:
        for pair, engine in itertools.product(pairs, engines):
            if options.pipeline == "all":
                pair = replace(pair, folder=f"{pair.folder}/{engine.pipeline.name}")
            bar.set_postfix_str(pair.folder)
            photos = persons / pair.person, garments / pair.garment
            write = partial(write_result, folder=options.out / pair.folder)
            rows.append(lookbook.dress(engine, pair, photos, write))
            bar.update()
    _write_sheets(rows, garments, options.out)
    failed = [row for row in rows if row.error]
    for row in failed:
        print(f"failed: {row.person} {row.garment}: {row.error}", file=sys.stderr)
    if len(failed) == len(rows):
        raise TryOnError("No pair could be run.", f"See {REPORT_NAME} in the output folder.")
    print(f"{len(rows) - len(failed)} of {len(rows)} done, written to {options.out}")
    return 0


def _write_sheets(rows: list[Row], garments: Path, out: Path) -> None:
    """Writes all results into one picture, or into several where they are many."""
    for number, start in enumerate(range(0, len(rows), _PAIRS_A_SHEET), 1):
        tiles = [_tile(row, garments, out) for row in rows[start : start + _PAIRS_A_SHEET]]
        name = "contact_sheet.png" if number == 1 else f"contact_sheet_{number}.png"
        write_file(out / name, encode_png(draw_sheet(tiles)))


def _tile(row: Row, garments: Path, out: Path) -> Tile:
    if row.error:
        return Tile(row.folder, sentence=row.error)
    with PIL.Image.open(out / row.folder / "result.png") as picture:
        shown = fitted(np.asarray(picture), TILE)
    garment = fitted(read_image(garments / row.garment, "garment").rgb, INSET)
    return Tile(row.folder, shown, garment)
