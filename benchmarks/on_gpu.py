"""What a GPU makes of both papers' pipelines, of `compact` and of the trainers, in one short run.

    python -m benchmarks.on_gpu --device cuda --out FILE.md [--seconds 60] [--parts parity ...]

with PYTHONPATH=. before it.

Prints the tables of docs/performance.md and docs/papers.md and writes them line by line, so that a
run that is cut off loses nothing. A part that fails leaves its traceback there and the next one
begins; when the time is up, what is left is left out and said to be. The published networks carry
the stand-in weights of the parity tests; `compact` has its own. `fp32` is float32 throughout;
`tf32` is the same with PyTorch's default, which cuts the factors of convolutions on newer NVIDIA
cards down to 10 bits. "Weights" is what the networks
take of the device's memory, "run" what a run takes beside. `--quick` is small enough for a
processor.
"""

import argparse
import copy
import faulthandler
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.gpu.bench import Bench
from benchmarks.gpu.pipelines import compact, published
from benchmarks.gpu.training import full_training, narrow_training
from tests.parity.answers import class_maps, difference, dressed, matched, painted, silence
from tests.parity.stand_ins import CALM, NOISE, Floats, golden, stand_in
from tests.support.drawn_people import write_people
from tests.support.fakes import StateStore
from tryon.device import choose_device, network_dtype, prefer_repeatable
from tryon.models.published import build

VITON_HD = ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias")
RMGN = ("rmgn_warp", "rmgn_gen")
GRACE_S = 8.0  # for what cannot be interrupted, before the process ends itself


def stand_ins(keys: tuple[str, ...]) -> StateStore:
    with ThreadPoolExecutor() as pool:
        states = pool.map(partial(stand_in, noise=NOISE, calm=CALM), keys)
        return StateStore(dict(zip(keys, states, strict=True)), "none: a stand-in")


def parity(bench: Bench, store: StateStore) -> None:
    """The recordings of the original networks beside ours on the device."""
    bench.table("network", "precision", "value", "largest difference", "largest value recorded")
    for keys in (*((key,) for key in VITON_HD), RMGN):
        made = [build(each, store.state(each)).to(bench.device) for each in keys]
        for name in bench.precisions("fp32", "fp16", "bf16"):
            networks = [
                copy.deepcopy(network).to(network_dtype(bench.device, name)) for network in made
            ]
            with torch.inference_mode():
                for value, ours, theirs in recorded(keys[0], networks):
                    apart = f"{difference(ours, theirs):.1e}"
                    bench.row(", ".join(keys), name, value, apart, f"{np.abs(theirs).max():.3g}")


def recorded(key: str, networks: list[nn.Module]) -> Iterator[tuple[str, Tensor, Floats]]:
    """Yields what is compared, our answer and the recorded one."""
    if key == "viton_hd_seg":
        yield "class maps", class_maps(networks[0])[:, :, ::4, ::4], golden("viton_hd_seg")["out"]
    elif key == "viton_hd_gmm":
        theirs = golden("viton_hd_gmm")
        yield from ((name, ours, theirs[name]) for name, ours in matched(networks[0]).items())
    elif key == "viton_hd_alias":
        yield "with noise", painted(networks[0]), golden("viton_hd_alias_512_noise")["out"]
        silence(networks[0])
        yield "without noise", painted(networks[0]), golden("viton_hd_alias_512")["out"]
    else:
        theirs = golden("rmgn_256_calm")
        yield from ((name, ours, theirs[name]) for name, ours in dressed(*networks).items())


class Part(NamedTuple):
    """What is run, of what stand-ins, and the share of all time it may take."""

    work: Callable[[Bench, StateStore, Path], None]
    keys: tuple[str, ...] = ()
    share: float = 1.0


PARTS = {
    "parity": Part(lambda bench, store, _: parity(bench, store), VITON_HD + RMGN, 0.3),
    "viton-hd": Part(lambda bench, store, _: published(bench, "viton-hd", store), VITON_HD, 0.4),
    "rmgn": Part(lambda bench, store, _: published(bench, "rmgn", store), RMGN, 0.3),
    "compact": Part(lambda bench, *_: compact(bench), (), 0.2),
    "narrow-training": Part(lambda bench, _, people: narrow_training(bench, people), (), 0.2),
    "training": Part(lambda bench, _, people: full_training(bench, people)),
}


def main(arguments: list[str] | None = None) -> None:
    began = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda", help="cuda, or cpu to try the script")
    parser.add_argument("--out", type=Path, required=True, help="Markdown file, written anew")
    parser.add_argument("--seconds", type=float, default=60.0, help="what all may take together")
    parser.add_argument("--quick", action="store_true", help="small, for a processor")
    parser.add_argument("--parts", nargs="+", default=[*PARTS], choices=PARTS)
    options = parser.parse_args(arguments)
    options.out.write_text("")
    faulthandler.dump_traceback_later(options.seconds + GRACE_S, exit=True)
    try:
        device = choose_device(options.device)
        prefer_repeatable(device)
        bench = Bench(device, options.out, began + options.seconds, options.quick)
        chip = torch.cuda.get_device_name() if device.type == "cuda" else platform.machine()
        bench.say(
            f"{chip}, {os.cpu_count()} processors, Python {platform.python_version()}, "
            f"PyTorch {torch.__version__}; `{' '.join(sys.argv[1:])}`."
        )
        with tempfile.TemporaryDirectory() as folder:
            parts = {name: PARTS[name] for name in options.parts}
            keys = {key: None for part in parts.values() for key in part.keys}
            store, people = stand_ins(tuple(keys)), write_people(Path(folder))
            for name, part in parts.items():
                work = partial(part.work, bench, store, people)
                bench.attempt(name, work, part.share * options.seconds)
        bench.say("", f"All: {time.monotonic() - began:.1f} s.")
    finally:
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()
