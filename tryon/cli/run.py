"""`python -m tryon run`."""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tryon.api import (
    check_category,
    choose_pipeline,
    load_pipelines,
    pipelines_to_compare,
    side_by_side,
)
from tryon.cli.progress import DownloadBar
from tryon.config import Settings
from tryon.errors import MaskInvalid, TryOnError, with_command
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.files import load, with_files
from tryon.outputs.results import write_comparison, write_result
from tryon.pictures.reading import WORKING_PIXELS
from tryon.pipelines import PIPELINES
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import (
    AS_IT_LOOKS,
    GarmentChoice,
    GarmentInput,
    Labels,
    Notice,
    PersonInput,
    RunOptions,
    Size,
    TryOnResult,
)
from tryon.weights.store import WeightStore
from tryon.weights.table import terms


@dataclass(frozen=True)
class CommonOptions:
    """What `run` and `batch` have in common.

    Attributes:
        out: Folder for the results.
        pipeline: Registry name, "auto" or "all".
        size: Working size (height, width); None: the pipeline's default.
        seed: Seed of everything random.
        device: "auto", "cpu", "cuda" or "mps".
        choice: What is said of the garment, or of all of them.
        settings: Where weights are and may come from.
    """

    out: Path
    pipeline: str
    size: Size | None
    seed: int
    device: str
    choice: GarmentChoice
    settings: Settings


def run_options(options: argparse.Namespace, settings: Settings) -> CommonOptions:
    """Takes the options off the parsed command line."""
    size = None
    if options.size:
        height, width = options.size.split("x")
        size = (int(height), int(width))
    device = options.device if options.device != "auto" else settings.device
    # Not every command takes a word on sleeves, or has one garment photo.
    choice = GarmentChoice(
        options.category,
        getattr(options, "sleeve", None),
        getattr(options, "neckline", None),
        getattr(options, "garment_index", None),
    )
    return CommonOptions(
        options.out, options.pipeline, size, options.seed, device, choice, settings
    )


def choose_pipelines(options: CommonOptions) -> tuple[list[str], WeightStore]:
    """Checks the options; returns the pipelines they name and where their weights are.

    Raises:
        TryOnError: An option that the user can mend.
    """
    check_category(options.choice.category)
    if options.out.exists() and not options.out.is_dir():
        raise TryOnError("The output path is a file.", "Give --out a folder.")
    store = WeightStore(options.settings, DownloadBar())
    if options.pipeline == "all":
        names = pipelines_to_compare(store)
    else:
        names = [choose_pipeline(options.pipeline, store)]
    for sentence in filter(None, (terms(PIPELINES[name].weights) for name in names)):
        print(f"note: {sentence}", file=sys.stderr)
    return names, store


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
    options: CommonOptions,
    ablation: str | None,
    mended: MendedFiles,
    person_index: int | None = None,
) -> int:
    """Runs one pair and writes its folder; with several pipelines a folder for each in it."""
    files = _Files(person, garment, mended, person_index, options.choice)
    names, store = choose_pipelines(options)
    start = time.perf_counter()
    if options.pipeline == "all":
        engine_of = side_by_side(names, store, options.device, options.settings.precision)
        wearer, top, layout = _inputs(files, engine_of.preprocessor)
        if layout is not None:
            raise TryOnError(
                "A mended layout belongs to one pipeline.",
                "Name it with --pipeline, or reset the layout in the studio and save again.",
            )
        chosen = RunOptions(options.size, options.seed, ablation)
        comparison = engine_of.run(wearer, top, chosen, person_index=person_index)
        results = list(comparison.results.values())
        write_comparison(comparison, options.out)
        for outcome in comparison.outcomes:
            if outcome.refusal is not None:
                print(f"failed: {outcome.pipeline}: {_said(outcome.refusal)}", file=sys.stderr)
    else:
        precision = options.settings.precision
        engine = load_pipelines(names, store, options.device, precision=precision)[0]
        wearer, top, layout = _inputs(files, engine.preprocessor)
        chosen = RunOptions(options.size, options.seed, ablation, layout)
        results = [engine.run(wearer, top, chosen, person_index=person_index)]
        write_result(results[0], options.out)
    for sentence in dict.fromkeys(_warnings(results)):
        print(sentence, file=sys.stderr)
    done = ", ".join(result.pipeline for result in results)
    print(f"{done}: {time.perf_counter() - start:.1f} s, written to {options.out}")
    return 0


@dataclass(frozen=True)
class _Files:
    """The two photos, and all that is known of them beforehand."""

    person: Path
    garment: Path
    mended: MendedFiles
    person_index: int | None
    choice: GarmentChoice


def _inputs(
    files: _Files, look: Preprocessor
) -> tuple[Path | PersonInput, Path | GarmentInput, Labels | None]:
    """Returns what an engine is given; photos are looked at here only to change what is found."""
    mended = files.mended
    if mended == MendedFiles():
        if files.choice == AS_IT_LOOKS:
            return files.person, files.garment, None
        return files.person, look.garment(files.garment, choice=files.choice), None
    person = look.person(files.person, index=files.person_index)
    pair = EditedPair(person, look.garment(files.garment, choice=files.choice))
    if mended.keypoints and any(notice.code == "reduced" for notice in pair.person.notices):
        # Nothing in the file says of which size they are.
        raise MaskInvalid(
            "Joints cannot be given for a photo that is larger than it is worked on.",
            f"Reduce both to at most {WORKING_PIXELS // 10**6} megapixels first.",
        )
    mending = Mending() if mended.document is None else load(pair, mended.document)
    mending = with_files(
        pair,
        mending,
        parse=mended.parse,
        keypoints=mended.keypoints,
        cloth_mask=mended.cloth_mask,
    )
    layout = None if mending.layout is None else mending.layout.unpack()
    top = files.choice.over(pair.mended_garment(mending))
    return pair.mended_person(mending), top, layout


def _warnings(results: list[TryOnResult]) -> list[str]:
    return [f"warning: {_said(notice)}" for result in results for notice in result.notices]


def _said(said: Notice | TryOnError) -> str:
    return f"{said.message} {with_command(said.hint, said.command)}"
