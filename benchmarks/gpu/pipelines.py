"""The pipelines on a device: what their stages take, and how far their pictures are off."""

import time
from dataclasses import replace
from statistics import median

import numpy as np
import torch

from benchmarks.gpu.bench import PRECISIONS, Bench, forget_peak, free, peak_since
from tests.support.dressed import dressed_person, product
from tests.support.fakes import StateStore
from tests.support.rounding import share_beyond
from tryon.config import Settings
from tryon.errors import NonFiniteOutput
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.pipelines import PIPELINES
from tryon.pipelines.base import Pipeline, Published
from tryon.stages import names_of
from tryon.types import Image, RunOptions, Size, TryOnResult
from tryon.weights.store import WeightStore

CPU = torch.device("cpu")
# Where a picture of the processor's to compare with is cheap.
CHEAP: dict[str, Size] = {"viton-hd": (512, 384), "rmgn": (256, 192)}
# Levels that cutting off fractions may cost, and that nobody sees (see tests/support/rounding.py).
FEW, OVERLOOKED = 2, 24


def run(pipeline: Pipeline, options: RunOptions, number: int = 0) -> tuple[TryOnResult, float]:
    """Runs a pair of which nothing is remembered: all colours are `number` levels brighter.

    Returns:
        The result, and its seconds.
    """
    person, garment = dressed_person(), product()
    brighter = np.uint8(number)
    person = replace(person, photo=person.photo + brighter, image=person.image + brighter)
    garment = replace(garment, photo=garment.photo + brighter, image=garment.image + brighter)
    start = time.perf_counter()
    result = pipeline(person, garment, options)
    return result, time.perf_counter() - start


def timed(pipeline: Pipeline, options: RunOptions, repeats: int) -> tuple[str, str]:
    """Returns the medians of a warm pipeline: of every stage, and of the whole run, in ms."""
    runs = [run(pipeline, options, 1 + number) for number in range(repeats)]
    stages = {
        stage: median(result.timings_ms[stage] for result, _ in runs)
        for stage in names_of(pipeline.stages)
    }
    text = ", ".join(f"{stage} {ms:.0f}" for stage, ms in stages.items())
    return text, f"{1000 * median(seconds for _, seconds in runs):.0f}"


def apart(made: Image, exact: Image) -> tuple[str, ...]:
    """Returns the shares of values off at all, by a few and by many levels, and the mean."""
    shares = (f"{100 * share_beyond(made, exact, levels):.2f}" for levels in (0, FEW, OVERLOOKED))
    return *shares, f"{np.abs(made.astype(np.float64) - exact).mean():.3f}"


_TIMES = ("pipeline", "size", "precision", "stages, ms", "whole, ms", "weights, MiB", "run, MiB")
_APART = (
    "pipeline",
    "size",
    "precision",
    "layout, % of pixels",
    "values, %",
    f"beyond {FEW} levels, %",
    f"beyond {OVERLOOKED}, %",
    "mean, levels",
)


def published(bench: Bench, name: str, store: StateStore) -> None:
    """A published pipeline in every precision; its cheap size beside float32 on the processor."""
    kind = PIPELINES[name]
    assert issubclass(kind, Published)
    cheap, repeats = CHEAP[name], 1 if bench.quick else 3
    exact, seconds = run(kind.loaded(store, CPU, "fp32"), RunOptions(cheap))
    bench.say(f"{name} at {_written(cheap)} on the processor: {seconds:.1f} s.", "")
    differences: list[tuple[str, ...]] = []
    loaded: dict[str, Published] = {}
    bench.table(*_TIMES)
    for label in bench.precisions("fp32", "tf32", "fp16", "bf16"):
        precision, _ = PRECISIONS[label]
        if precision not in loaded:
            loaded.clear()
            free()
            resting = forget_peak(bench.device)
            loaded[precision] = kind.loaded(store, bench.device, precision)
            weights = peak_since(bench.device, resting)
        for size in (cheap,) if bench.quick else kind.sizes:
            resting = forget_peak(bench.device)
            try:
                made, _ = run(loaded[precision], RunOptions(size))
                if size == cheap:
                    differences.append((label, *between(loaded[precision], made, exact)))
                times = timed(loaded[precision], RunOptions(size), repeats)
            except NonFiniteOutput as error:
                times = (error.message, "")
            memory = weights, peak_since(bench.device, resting)
            bench.row(name, _written(size), label, *times, *memory)
    bench.say("")
    bench.table(*_APART)
    for cells in differences:
        bench.row(name, _written(cheap), *cells)


def between(pipeline: Pipeline, made: TryOnResult, exact: TryOnResult) -> tuple[str, ...]:
    """Compares with the processor's picture: layouts, then pictures of the processor's layout."""
    layout = exact.intermediates.predicted_parse
    if layout is None:
        return "", *apart(made.canvas, exact.canvas)
    times = CANVAS_SIZE[0] // len(layout)
    given = layout.repeat(times, 0).repeat(times, 1)
    again, _ = run(pipeline, RunOptions(made.size, layout=given))
    return _changed(made, exact), *apart(again.canvas, exact.canvas)


def _changed(made: TryOnResult, exact: TryOnResult) -> str:
    """Returns how many pixels of the predicted layouts differ, in per cent."""
    layouts = made.intermediates.predicted_parse, exact.intermediates.predicted_parse
    return f"{100 * np.not_equal(*layouts).mean():.3f}"


def _written(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


def compact(bench: Bench) -> None:
    """Our own pipeline at its first size beside the processor's picture."""
    settings = Settings.from_environment()
    store = WeightStore(Settings(settings.weights_dir, settings.cache_dir, offline=True))
    kind, repeats = PIPELINES["compact"], 1 if bench.quick else 3
    on_processor, on_device = (kind(store, device) for device in (CPU, bench.device))
    size = kind.sizes[-1 if bench.quick else 0]
    options, differences = RunOptions(size), []
    exact, _ = run(on_processor, options)
    bench.table(*_TIMES)
    times = timed(on_processor, options, repeats)
    bench.row("compact", _written(size), "CPU", *times, "", "")
    for label in bench.precisions("fp32", "tf32"):
        resting = forget_peak(bench.device)
        made, _ = run(on_device, options)
        times = timed(on_device, options, repeats)
        cells = ("compact", _written(size), label, *times)
        bench.row(*cells, "", peak_since(bench.device, resting))
        differences.append((label, _changed(made, exact), *apart(made.canvas, exact.canvas)))
    bench.say("")
    bench.table(*_APART)
    for cells in differences:
        bench.row("compact", _written(size), *cells)
