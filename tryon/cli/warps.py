"""`python -m tryon warps`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from tryon.api import load_pipelines
from tryon.batch.pairs import Pair, explained, read_pairs
from tryon.cli.evaluate import own_garments
from tryon.cli.run import CommonOptions, choose_pipelines
from tryon.datasets.published import Companions, Dataset, open_dataset
from tryon.engines.try_on import TryOn
from tryon.errors import TryOnError
from tryon.evaluation.table_2 import WarpFit, draw_figure, fits, means, table
from tryon.files import write_file
from tryon.outputs.results import encode_png, versions
from tryon.types import RunOptions, Size

# (height, width): the largest that every pipeline has.
_SIZE: Size = (512, 384)
FIGURE_FOLDER = "fig13"


def warps(dataset: Path, pairs_file: Path, companions: Companions, options: CommonOptions) -> int:
    """Compares the warps of pipelines, and fitted ones, over persons in their own garments.

    Writes `table2.md`, `warps.json` and a panel for each pair into `fig13`. A pair that one of the
    pipelines cannot do is named and left out of everything.

    Args:
        dataset: Folder in the layout of the published data set.
        pairs_file: The pairs file; each person gets the garment of the same name.
        companions: Whose pose, parse maps and masks to use.
        options: Which pipelines, and where to write.

    Raises:
        TryOnError: Nothing can run at all, or no pair could be compared.
    """
    data = open_dataset(dataset, companions)
    pairs = own_garments(read_pairs(pairs_file), data)
    names, store = choose_pipelines(options)
    engines = load_pipelines(names, store, options.device, precision=options.settings.precision)
    size = options.size or _SIZE
    found: dict[str, list[WarpFit]] = {}
    with tqdm(pairs, desc="warping", unit="pair", file=sys.stderr) as bar:
        for pair, of_pair in _compared(bar, data, engines, options, size):
            found[pair.folder] = of_pair
    if not found:
        raise TryOnError("No pair could be compared.", "What is said above of each pair tells why.")
    rows = means(list(found.values()))
    document = {
        "size": list(size),
        "warps": [asdict(row) for row in rows],
        "pairs": {
            folder: [
                {key: getattr(fit, key) for key in ("name", "warp_ssim", "mask_ssim", "misaligned")}
                for fit in of_pair
            ]
            for folder, of_pair in found.items()
        },
        "versions": versions(),
    }
    write_file(options.out / "warps.json", (json.dumps(document, indent=2) + "\n").encode())
    text = table(rows, size)
    write_file(options.out / "table2.md", text.encode())
    print(text, end="")
    print(f"{len(found)} of {len(pairs)} pairs, written to {options.out}")
    return 0


def _compared(
    pairs: "tqdm[Pair]", data: Dataset, engines: list[TryOn], options: CommonOptions, size: Size
) -> Iterator[tuple[Pair, list[WarpFit]]]:
    """Yields the fits of every pair that can be compared, and draws its panel."""
    look = engines[0].preprocessor
    for pair in pairs:
        try:
            pair.check()
            person, _ = data.person(pair.person, look)
            garment, _ = data.garment(pair.garment, look)
            layout = None if person.parse_map is None else person.parse_map.labels
            chosen = RunOptions(size, options.seed, layout=layout)
            results = [engine.run(person, garment, chosen) for engine in engines]
            found = fits(person, garment, results, size)
            if not found:
                raise TryOnError(
                    "Nothing is known of this person's clothing.", "Take another photo."
                )
        except Exception as mistake:  # one bad pair must not take the others along
            message, hint = explained(mistake, pair)
            print(f"left out: {pair.person}: {message} {hint}", file=sys.stderr)
            continue
        figure = draw_figure(person, garment, found)
        write_file(options.out / FIGURE_FOLDER / f"{pair.folder}.png", encode_png(figure))
        yield pair, found
