"""Draws a pool of training samples through frozen networks: `python -m tryon.training.draw --help`.

Chunks are numbered from `--first`, and a chunk's samples depend on its number and the seed alone;
those already there are kept, so a stopped run goes on.
"""

import argparse
import logging
import time
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from tryon.config import PACKAGE_ROOT
from tryon.device import channels_last
from tryon.models.compact import Layout, Matching
from tryon.models.settling import Settling
from tryon.training.composing import draw_composing
from tryon.training.pool import Pool, chunk_path, write_chunk
from tryon.training.samples import Shards
from tryon.training.settling import draw_settling, settling_from_outfits

_Network = TypeVar("_Network", bound=nn.Module)

CHUNK_SIZE = 32
_WEIGHTS = PACKAGE_ROOT / "weights" / "compact"

log = logging.getLogger(__name__)


def frozen(network: _Network, weights: Path) -> _Network:
    """Returns the network with trained weights, in evaluation mode."""
    network.load_state_dict(load_file(weights))
    return channels_last(network.eval())


def main() -> None:
    """Parses the command line and draws."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tryon.training.draw")
    parser.add_argument("pool", choices=("settling", "settling-outfits", "composing"))
    parser.add_argument("--shards", type=Path, required=True, help="settling: shards; else outfits")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pool")
    parser.add_argument(
        "--chunks", type=int, required=True, help=f"of {CHUNK_SIZE} samples; outfits: of theirs"
    )
    parser.add_argument("--first", type=int, default=0, help="number of the first chunk")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout", type=Path, default=_WEIGHTS / "layout.safetensors")
    parser.add_argument("--matching", type=Path, default=_WEIGHTS / "matching.safetensors")
    parser.add_argument("--settling", type=Path, default=_WEIGHTS / "settling.safetensors")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    networks = frozen(Layout(), arguments.layout), frozen(Matching(), arguments.matching)
    settling = None
    if arguments.pool == "composing":
        settling = frozen(Settling(), arguments.settling)
    for number in range(arguments.first, arguments.first + arguments.chunks):
        if chunk_path(arguments.out, number).exists():
            continue
        started = time.perf_counter()
        rng = np.random.default_rng((arguments.seed, number))
        if settling is not None:
            drawn = draw_composing(Pool(arguments.shards).chunk(number), *networks, settling, rng)
        elif arguments.pool == "settling-outfits":
            drawn = settling_from_outfits(Pool(arguments.shards).chunk(number), *networks, rng)
        else:
            drawn = draw_settling(Shards(arguments.shards), *networks, rng, CHUNK_SIZE)
        write_chunk(arguments.out, number, drawn)
        log.info("chunk %d: %.1f s", number, time.perf_counter() - started)


if __name__ == "__main__":
    main()
