"""What the fast forms of RMGN's networks save against the published way, in one process.

    python -m benchmarks.rmgn [--size 512x384] [--repeats 1] [--threads N]

with PYTHONPATH=. before it.

Prints the table of docs/performance.md. Plain and fast forms take turns, so that a load on the
machine meets both; seconds are processor time, the least of the repeats. "Plain" is the published
way: 49 shifts for a cost volume, every gamma and beta a convolution, spectral norms divided out at
every call, the default memory layout. The networks carry the stand-in weights of the parity tests.
"""

import argparse
import time
from collections.abc import Callable

import torch
from torch import Tensor

from tests.parity.stand_ins import CALM, field, stand_in
from tryon.models.appearance_flow import AppearanceFlow
from tryon.models.cost_volume import cost_volume, cost_volume_reference
from tryon.models.published import build
from tryon.models.rmgn import RegionalMaskGenerator, composite

Size = tuple[int, int]
Run = Callable[[], Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="512x384", help="height x width")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    height, width = map(int, options.size.split("x"))
    torch.set_num_threads(options.threads)
    print("| stage | plain, s | fast, s | ratio | difference |\n|---|---:|---:|---:|---:|")
    with torch.inference_mode():
        largest_cost_volume((height // 2, width // 2), options.repeats)
        networks((height, width), options.repeats)


def largest_cost_volume(size: Size, repeats: int) -> None:
    first, second = (torch.randn(1, 256, *size) for _ in range(2))
    # Each form is given the memory layout that its network gives it.
    laid_out = [x.contiguous(memory_format=torch.channels_last) for x in (first, second)]
    compare(
        "largest cost volume",
        lambda: cost_volume_reference(first, second),
        lambda: cost_volume(*laid_out),
        repeats,
    )


def networks(size: Size, repeats: int) -> None:
    states = stand_in("rmgn_warp", calm=CALM), stand_in("rmgn_gen")
    plain_warp, plain_gen = AppearanceFlow(), RegionalMaskGenerator()
    for network, state in zip((plain_warp, plain_gen), states, strict=True):
        network.load_state_dict(state)
        network.eval().requires_grad_(False)
    warp, gen = build("rmgn_warp", states[0]), build("rmgn_gen", states[1])
    assert isinstance(warp, AppearanceFlow)
    assert isinstance(gen, RegionalMaskGenerator)
    person = torch.from_numpy(field("rmgn/person", 3, *size))
    edge = (torch.from_numpy(field("rmgn/edge", 1, *size)) > 0).float()
    cloth = torch.from_numpy(field("rmgn/cloth", 3, *size)) * edge
    warped_cloth, grid = warp(person, cloth)
    warped_edge = warp.warp(edge, grid, outside="zeros")
    inputs = (person, warped_cloth, warped_edge)
    warp_seconds = compare(
        "warp network",
        lambda: plain_warp.forward_reference(person, cloth)[1],
        lambda: warp(person, cloth)[1],
        repeats,
    )
    gen_seconds = compare(
        "generator and composite",
        lambda: composite(plain_gen.forward_reference(*inputs)[0], *inputs[1:])[0],
        lambda: composite(gen(*inputs)[0], *inputs[1:])[0],
        repeats,
    )
    plain, fast = (sum(pair) for pair in zip(warp_seconds, gen_seconds, strict=True))
    print(f"| **whole pipeline** | {plain:.2f} | {fast:.2f} | **{plain / fast:.2f}** | |")
    persons, cloths = warp.person_pyramid(person), warp.cloth_pyramid(cloth)
    attributes = gen.person_attributes(person)

    def again() -> Tensor:
        found = warp.grid(persons, cloths)
        moved = warp.warp(cloth, found), warp.warp(edge, found, outside="zeros")
        return composite(gen.decode(attributes, gen.cloth_attributes(*moved))[0], *moved)[0]

    seconds, _ = timed(again)
    print(f"| whole, person and cloth known | | {seconds:.2f} | {plain / seconds:.2f} | |")


def timed(run: Run) -> tuple[float, Tensor]:
    start = time.process_time()
    result = run()
    return time.process_time() - start, result


def compare(name: str, plain: Run, fast: Run, repeats: int) -> tuple[float, float]:
    """Prints a row and returns its seconds."""
    fast()  # the first call finds the layout of every convolution
    runs = [(timed(plain), timed(fast)) for _ in range(repeats)]
    slow, quick = (min(run[form][0] for run in runs) for form in (0, 1))
    difference = float((runs[0][0][1] - runs[0][1][1]).abs().max())
    print(
        f"| {name} | {slow:.2f} | {quick:.2f} | {slow / quick:.2f} | {difference:.1e} |", flush=True
    )
    return slow, quick


if __name__ == "__main__":
    main()
