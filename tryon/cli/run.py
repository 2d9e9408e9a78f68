"""`python -m tryon run`."""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tryon.api import TryOn, available_pipelines, check_category, choose_pipeline, load_pipelines
from tryon.cli.progress import DownloadBar
from tryon.config import Settings
from tryon.errors import TryOnError
from tryon.mending.bench import Bench
from tryon.mending.document import Mending
from tryon.mending.files import load, with_files
from tryon.pipelines import PIPELINES
from tryon.results import write_result
from tryon.types import GarmentInput, Labels, PersonInput, Size, TryOnResult
from tryon.weight_table import terms
from tryon.weights import WeightStore


@dataclass(frozen=True)
class RunOptions:
    """What `run` and `batch` have in common.

    Attributes:
        out: Folder for the results.
        pipeline: Registry name, "auto" or "all".
        size: Working size (height, width); None: the pipeline's default.
        seed: Seed of everything random.
        device: "auto", "cpu", "cuda" or "mps".
        category: Kind of garment.
        settings: Where weights are and may come from.
    """

    out: Path
    pipeline: str
    size: Size | None
    seed: int
    device: str
    category: str
    settings: Settings


def run_options(options: argparse.Namespace, settings: Settings) -> RunOptions:
    """Takes the options off the parsed command line."""
    size = None
    if options.size:
        height, width = options.size.split("x")
        size = (int(height), int(width))
    device = options.device if options.device != "auto" else settings.device
    return RunOptions(
        options.out, options.pipeline, size, options.seed, device, options.category, settings
    )


def load_engines(options: RunOptions) -> list[TryOn]:
    """Checks the options and loads the pipelines they name.

    Raises:
        TryOnError: An option or a missing weight file that the user can mend.
    """
    check_category(options.category)
    if options.out.exists() and not options.out.is_dir():
        raise TryOnError("The output path is a file.", "Give --out a folder.")
    store = WeightStore(options.settings, DownloadBar())
    if options.pipeline == "all":
        names = available_pipelines(store) or [choose_pipeline("auto", store)]
    else:
        names = [choose_pipeline(options.pipeline, store)]
    for sentence in filter(None, (terms(PIPELINES[name].weights) for name in names)):
        print(f"note: {sentence}", file=sys.stderr)
    return load_pipelines(names, store, options.device)


@dataclass(frozen=True)
class MendedFiles:
    """What was mended by hand, to be used in place of what is found.

    Attributes:
        document: Zip or folder saved in the studio.
        parse: LIP-20 parse map of the person.
        keypoints: OpenPose joints of the person.
        cloth_mask: Mask of the garment.
    """

    document: Path | None = None
    parse: Path | None = None
    keypoints: Path | None = None
    cloth_mask: Path | None = None


def run(
    person: Path,
    garment: Path,
    options: RunOptions,
    ablation: str | None,
    mended: MendedFiles,
) -> int:
    """Runs one pair and writes its folder; with several pipelines a folder for each in it."""
    engines = load_engines(options)
    start = time.perf_counter()
    wearer, top, layout = _inputs(person, garment, mended, engines[0])
    results = [
        engine(wearer, top, size=options.size, seed=options.seed, ablation=wanted, layout=layout)
        for engine, wanted in zip(engines, _ablations(engines, ablation), strict=True)
    ]
    seconds = time.perf_counter() - start
    for result in results:
        folder = options.out / result.pipeline if options.pipeline == "all" else options.out
        write_result(result, folder)
    for sentence in dict.fromkeys(_warnings(results)):
        print(sentence, file=sys.stderr)
    names = ", ".join(result.pipeline for result in results)
    print(f"{names}: {seconds:.1f} s, written to {options.out}")
    return 0


def _inputs(
    person: Path, garment: Path, mended: MendedFiles, engine: TryOn
) -> tuple[Path | PersonInput, Path | GarmentInput, Labels | None]:
    """Returns what an engine is given; photos are looked at here only to be mended."""
    if mended == MendedFiles():
        return person, garment, None
    look = engine.preprocessor
    bench = Bench(look.person(person), look.garment(garment))
    mending = Mending() if mended.document is None else load(bench, mended.document)
    mending = with_files(
        bench,
        mending,
        parse=mended.parse,
        keypoints=mended.keypoints,
        cloth_mask=mended.cloth_mask,
    )
    layout = None if mending.layout is None else mending.layout.unpack()
    return bench.mended_person(mending), bench.mended_garment(mending), layout


def _ablations(engines: list[TryOn], wanted: str | None) -> list[str | None]:
    """Of several pipelines those that have the ablation make it; one alone must have it."""
    if len(engines) == 1:
        return [wanted]
    return [wanted if wanted in engine.pipeline.ablations else None for engine in engines]


def _warnings(results: list[TryOnResult]) -> list[str]:
    return [
        f"warning: {notice.message} {notice.hint}"
        for result in results
        for notice in result.notices
    ]
