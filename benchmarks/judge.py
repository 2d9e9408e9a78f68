"""Pairs drawn anew, sheets without names, verdicts counted: how pictures are judged here.

    python -m benchmarks.judge draw   --photos DIR --seed N --count 60 --out pairs.txt
    python -m benchmarks.judge render pairs.txt --photos DIR --out RUN [--form NAME]
    python -m benchmarks.judge sheet  pairs.txt RUN [OTHER] --photos DIR --seed N --out SHEETS
    python -m benchmarks.judge count  SHEETS/key.json verdicts.csv

docs/judging.md says who judges, by which rubric, and what a verdict looks like. DIR is laid out as
for quality_compact.py. With OTHER, two results stand side by side in an order left to chance. With
--form, one of the forms of `compact` is run that are not, or no longer, the default.
"""

import argparse
import csv
import json
import random
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps
from scipy.stats import binomtest

import tryon
from tryon.config import Settings
from tryon.device import choose_device
from tryon.engines.try_on import TryOn
from tryon.errors import TryOnError
from tryon.pipelines.compact.learned import LearnedCompactPipeline, RulelessCompactPipeline
from tryon.pipelines.compact.pipeline import CompactPipeline
from tryon.preprocess.preprocessor import Preprocessor
from tryon.weights.store import WeightStore

_FOLDERS = {
    "person": ("vitonhd/test/image", "wild/persons"),
    "garment": ("vitonhd/test/cloth", "wild/garments"),
}
_FORMS = {
    "painted": CompactPipeline,
    "learned": LearnedCompactPipeline,
    "ruleless": RulelessCompactPipeline,
}
# A cell's picture, pixels; what lies between cells.
_WIDTH, _HEIGHT, _GAP = 345, 460, 4


def pictures(photos: Path, kind: str) -> dict[str, Path]:
    """Returns every photo of a kind by its file name."""
    found = (p for folder in _FOLDERS[kind] for p in (photos / folder).glob("*.jpg"))
    return {path.name: path for path in sorted(found)}


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Reads lines "person garment"."""
    lines = (line.split() for line in path.read_text().splitlines() if line.strip())
    return [(person, garment) for person, garment in lines]


def result_path(run: Path, person: str, garment: str) -> Path:
    """Returns where a pair's result lies, as `python -m tryon batch` names it."""
    return run / f"{Path(person).stem}_{Path(garment).stem}" / "result.png"


def draw(options: argparse.Namespace) -> None:
    """Draws pairs of any person with any garment."""
    chance = random.Random(options.seed)
    persons, garments = (sorted(pictures(options.photos, kind)) for kind in _FOLDERS)
    everything = [(person, garment) for person in persons for garment in garments]
    chosen = chance.sample(everything, min(options.count, len(everything)))
    options.out.write_text("".join(f"{person} {garment}\n" for person, garment in chosen))


def render(options: argparse.Namespace) -> None:
    """Runs `compact` on every pair; a refused pair leaves its sentence instead of a result."""
    persons, garments = (pictures(options.photos, kind) for kind in _FOLDERS)
    if options.form:
        store = WeightStore(Settings.from_environment())
        pipeline = TryOn(_FORMS[options.form](store, choose_device()), Preprocessor(store))
    else:
        pipeline = tryon.load_pipeline("compact")
    for person, garment in read_pairs(options.pairs):
        path = result_path(options.out, person, garment)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            Image.fromarray(pipeline(persons[person], garments[garment]).image).save(path)
        except TryOnError as refusal:
            path.with_name("refused.txt").write_text(f"{refusal}\n")


def sheet(options: argparse.Namespace) -> None:
    """Lays the results out; the key says what stands where and stays with whoever drew."""
    chance = random.Random(options.seed)
    persons, garments = (pictures(options.photos, kind) for kind in _FOLDERS)
    runs = [options.run] if options.other is None else [options.run, options.other]
    columns, rows = (2, 2) if len(runs) == 1 else (1, 3)
    wide = (2 + len(runs)) * (_WIDTH + _GAP)
    pairs, key = read_pairs(options.pairs), []
    options.out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(pairs), columns * rows):
        page = Image.new("RGB", (columns * (wide + 2 * _GAP), rows * (_HEIGHT + 20)), "white")
        for index, (person, garment) in enumerate(pairs[start : start + columns * rows]):
            order = chance.sample(runs, len(runs))
            x, y = index % columns * (wide + 2 * _GAP), index // columns * (_HEIGHT + 20)
            cells = [persons[person], garments[garment]]
            cells += [result_path(run, person, garment) for run in order]
            ImageDraw.Draw(page).text((x + _GAP, y + 2), str(start + index + 1), fill="black")
            for place, cell in enumerate(cells):
                _put(page, cell, x + place * (_WIDTH + _GAP), y + 18)
            key.append({"number": start + index + 1, "order": [str(run) for run in order]})
        page.save(options.out / f"sheet_{start // (columns * rows) + 1:02d}.png")
    (options.out / "key.json").write_text(json.dumps(key, indent=1) + "\n")


def _put(page: Image.Image, path: Path, x: int, y: int) -> None:
    if not path.exists():
        ImageDraw.Draw(page).text((x + 6, y + 20), "refused", fill="red")
        return
    with Image.open(path) as opened:
        picture = ImageOps.contain(
            ImageOps.exif_transpose(opened).convert("RGB"), (_WIDTH, _HEIGHT)
        )
    page.paste(picture, (x + (_WIDTH - picture.width) // 2, y))


def count(options: argparse.Namespace) -> None:
    """Prints scores, faults and preferences with 95 % intervals (Wilson)."""
    order = {row["number"]: row["order"] for row in json.loads(options.key.read_text())}
    with options.verdicts.open() as lines:
        rows = {int(row[0]): [cell.strip() for cell in row] for row in csv.reader(lines) if row}
    if missing := sorted(set(order) - set(rows)):
        print("no verdict for", *missing)
    judged: dict[str, list[tuple[int, list[str]]]] = {}
    preferred: Counter[str] = Counter()
    for number, row in rows.items():
        runs = order[number]
        answers = row[1:3] if len(runs) == 1 else row[2:6]
        for place, run in enumerate(runs):
            score, letters = answers[2 * place : 2 * place + 2]
            judged.setdefault(run, []).append((int(score), letters.split()))
        if len(runs) == 2:
            preferred[row[1] if row[1] == "even" else runs[row[1] == "right"]] += 1
    for run, verdicts in sorted(judged.items()):
        scores, total = [score for score, _ in verdicts], len(verdicts)
        faults = Counter(letter for _, letters in verdicts for letter in letters)
        print(
            f"{run}: mean score {sum(scores) / total:.2f}, "
            f"faults a picture {faults.total() / total:.2f}"
        )
        print("  3 or 4:", share(sum(score >= 3 for score in scores), total))
        print("  0 or 1:", share(sum(score <= 1 for score in scores), total))
        print("  faults:", dict(faults.most_common()))
    for name, wins in preferred.most_common():
        print("preferred", name, share(wins, len(rows)))


def share(part: int, whole: int) -> str:
    """Returns a share with its 95 % interval, in words."""
    low, high = binomtest(part, whole).proportion_ci(method="wilson")
    return f"{part} of {whole}, {part / whole:.0%} ({low:.0%} to {high:.0%})"


def main() -> None:
    """Parses the command line and runs one step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(required=True)
    for step in (draw, render, sheet, count):
        made = steps.add_parser(step.__name__, help=(step.__doc__ or "").replace("%", "%%"))
        made.set_defaults(step=step)
        if step is count:
            made.add_argument("key", type=Path)
            made.add_argument("verdicts", type=Path)
            continue
        made.add_argument("--photos", type=Path, required=True)
        made.add_argument("--out", type=Path, required=True)
        if step is not draw:
            made.add_argument("pairs", type=Path)
        if step is render:
            made.add_argument("--form", choices=_FORMS)
        if step is sheet:
            made.add_argument("run", type=Path)
            made.add_argument("other", type=Path, nargs="?")
        if step is not render:
            made.add_argument("--seed", type=int, required=True)
        if step is draw:
            made.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    options.step(options)


if __name__ == "__main__":
    main()
