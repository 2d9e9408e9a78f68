"""What the fast forms of VITON-HD's networks save against their plain forms, in one process.

    python -m benchmarks.viton_hd [--size 1024x768] [--repeats 2] [--threads N] [--noisy]
    python -m benchmarks.viton_hd --windows

with PYTHONPATH=. before it.

Prints the tables of docs/performance.md. Plain and fast forms take turns, so that a load on the
machine meets both; seconds are processor time, the least of the repeats. The networks carry the
stand-in weights of the parity tests. `--noisy` gives ALIAS a parse map with a wrong pixel in ten;
`--windows` finds where looking up label windows stops paying.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from tests.parity.stand_ins import alias_inputs, field, stand_in
from tryon.models.alias import AliasGenerator
from tryon.models.alias_layers import AliasNorm
from tryon.models.label_windows import (
    ConvolutionModulation,
    Standardisation,
    WindowModulation,
    distinct_windows,
)
from tryon.models.published import build
from tryon.models.viton_hd import (
    GeometricMatching,
    SegmentationGenerator,
    upsample_blurred_reference,
    upsample_labels,
)

Size = tuple[int, int]
Run = Callable[[], Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1024x768", help="height x width")
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--noisy", action="store_true")
    parser.add_argument("--windows", action="store_true")
    options = parser.parse_args()
    height, width = map(int, options.size.split("x"))
    torch.set_num_threads(options.threads)
    with torch.inference_mode():
        if options.windows:
            print_windows()
            return
        print_floor((height, width))
        print("| stage | plain, s | fast, s | ratio | difference | plain, MiB | fast, MiB |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        small_stages((height, width), options.repeats)
        alias_stage((height, width), options.repeats, options.noisy)


def small_stages(size: Size, repeats: int) -> None:
    """Everything before the synthesis."""
    network = build("viton_hd_seg", stand_in("viton_hd_seg"))
    x = torch.from_numpy(field("seg/x", 21, 256, 192))
    compare("segmentation network", lambda: network(x), None, repeats)
    maps = network(x).contiguous()
    compare(
        "upsampling, blur, argmax",
        lambda: upsample_blurred_reference(maps, size).argmax(1),
        lambda: upsample_labels(maps, size),
        repeats,
    )
    matching = build("viton_hd_gmm", stand_in("viton_hd_gmm"))
    assert isinstance(matching, GeometricMatching)
    person, cloth = (
        torch.from_numpy(field(name, channels, 256, 192))
        for name, channels in (("gmm/a", 7), ("gmm/b", 3))
    )
    compare("matching network", lambda: matching(person, cloth, (8, 6))[0], None, repeats)
    theta = matching(person, cloth, (8, 6))[0]
    start = time.process_time()
    matching.tps(theta, size)
    first = time.process_time() - start
    compare(
        "TPS grid",
        lambda: matching.tps.forward_reference(theta, size),
        lambda: matching.tps(theta, size),
        repeats,
    )
    print(f"| TPS grid, first of a size | | {first:.3f} | | | | |", flush=True)


def alias_stage(size: Size, repeats: int, noisy: bool) -> None:
    network = build("viton_hd_alias", stand_in("viton_hd_alias", noise=0.05))
    assert isinstance(network, AliasGenerator)
    x, parse, parse_div, misalign = alias_inputs(*size)
    if noisy:
        wrong = torch.rand(parse[:, :1].shape, generator=torch.Generator().manual_seed(0)) < 0.1
        parse = torch.where(wrong, parse.roll(1, 1), parse)
        parse_div = torch.cat([parse, misalign], 1)
        parse_div[:, 2:3] -= misalign
    windows = len(distinct_windows(parse[0].permute(1, 2, 0))[1])
    noises = network.draw_noise(x, torch.Generator().manual_seed(0))
    compare(
        f"ALIAS, {windows} label windows",
        lambda: network.forward_reference((x, parse, parse_div, misalign), noises),
        lambda: network(x, parse, parse_div, misalign, torch.Generator().manual_seed(0)),
        repeats,
    )


def compare(name: str, plain: Run, fast: Run | None, repeats: int) -> None:
    """Prints a row; without a fast form only what the stage costs."""
    seconds: dict[str, list[float]] = {"plain": [], "fast": []}
    peaks: dict[str, float] = {}
    results: dict[str, Tensor] = {}
    for _ in range(repeats):
        for form, run in (("plain", plain), ("fast", fast)):
            if run is None:
                continue
            forget_peak()
            start = time.process_time()
            results[form] = run()
            seconds[form].append(time.process_time() - start)
            peaks[form] = peak_mib()
    best = {form: min(times) for form, times in seconds.items() if times}
    if fast is None:
        print(f"| {name} | {best['plain']:.3f} | | | | {peaks['plain']:.0f} | |", flush=True)
        return
    difference = float((results["plain"].float() - results["fast"].float()).abs().max())
    print(
        f"| {name} | {best['plain']:.3f} | {best['fast']:.3f} "
        f"| {best['plain'] / best['fast']:.1f} | {difference:.1e} "
        f"| {peaks['plain']:.0f} | {peaks['fast']:.0f} |",
        flush=True,
    )


def forget_peak() -> None:
    """Starts the process's high-water mark of resident memory anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_mib() -> float:
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def print_floor(size: Size) -> None:
    """Prints what the convolutions would take at the rate this machine convolves at."""
    x, weight = torch.randn(1, 256, 96, 64), torch.randn(256, 256, 3, 3)
    x, weight = (value.contiguous(memory_format=torch.channels_last) for value in (x, weight))
    rates = []
    for _ in range(3):
        start = time.process_time()
        nn.functional.conv2d(x, weight, padding=1)
        rates.append(96 * 64 * weight.numel() / (time.process_time() - start))
    rate = max(rates)
    shapes = {"x": 9, "parse": 7, "parse_div": 8, "misalign": 1}
    inputs = {name: torch.empty(1, count, *size, device="meta") for name, count in shapes.items()}
    with torch.device("meta"):
        alias, segmentation = AliasGenerator(), SegmentationGenerator()
    noises = alias.draw_noise(inputs["x"], None)
    total, modulating = multiplications(
        alias, lambda: alias.eval().forward_reference(inputs.values(), noises)
    )
    first = torch.empty(1, 21, 256, 192, device="meta")
    seg, _ = multiplications(segmentation, lambda: segmentation.eval()(first))
    print(f"Convolutions run here at {rate / 1e9:.1f} G multiplications a second of processor.\n")
    print("| multiplications | G | floor, s |\n|---|---:|---:|")
    for name, count in (
        ("segmentation network", seg),
        ("ALIAS, plain", total),
        ("ALIAS, without its modulation", total - modulating),
    ):
        print(f"| {name} | {count / 1e9:.1f} | {count / rate:.2f} |")
    print(flush=True)


def multiplications(network: nn.Module, run: Run) -> tuple[int, int]:
    """Counts those of all convolutions of a run, and those of convolutions in norms."""
    counts = {True: 0, False: 0}

    def counting(in_norm: bool) -> Callable[..., None]:
        def count(conv: nn.Conv2d, _: object, output: Tensor) -> None:
            counts[in_norm] += output.numel() * conv.weight[0].numel()

        return count

    for name, module in network.named_modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(counting(".norm_" in name))
    run()
    return counts[True] + counts[False], counts[True]


def print_windows() -> None:
    """Prints both ways of modulating for maps of more and more windows."""
    torch.manual_seed(0)
    height, width = 128, 96
    print("| wrong pixels | windows, % of the pixels | looked up, s | convolved, s |")
    print("|---:|---:|---:|---:|")
    calm = alias_inputs(height, width)[1][0].argmax(0)
    for wrong in (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 1.0):
        anywhere = torch.rand(height, width) < wrong
        labels = torch.where(anywhere, torch.randint(0, 7, (height, width)), calm)
        maps = nn.functional.one_hot(labels, 7).float()
        regions = torch.ones(height, width, 1)
        norms = [AliasNorm(144, 7, 128) for _ in range(3)]
        index, first = windows = distinct_windows(maps)
        seconds = []
        for way in (
            partial(WindowModulation, maps, regions, windows, norms),
            partial(ConvolutionModulation, maps, regions, norms),
        ):
            start = time.process_time()
            modulated = way()
            for number in range(len(norms)):
                plain = Standardisation(torch.zeros(1, 144), torch.ones(1, 144))
                rows = modulated.affine(number, plain)
                for row in range(0, height, 16):
                    rows(row, row + 16)
            seconds.append(time.process_time() - start)
        share = 100 * len(first) / len(index)
        print(f"| {wrong:.1%} | {share:.1f} | {seconds[0]:.2f} | {seconds[1]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
