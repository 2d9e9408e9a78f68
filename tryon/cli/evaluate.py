"""`python -m tryon evaluate`."""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from tqdm import tqdm

from tryon.api import load_pipelines
from tryon.batch.pairs import Ledger, Pair, folder_name, read_pairs
from tryon.cli.progress import DownloadBar
from tryon.cli.run import CommonOptions, choose_pipelines
from tryon.datasets.published import MPV, Companions, Dataset, open_dataset
from tryon.device import choose_device
from tryon.engines.try_on import TryOn
from tryon.errors import TryOnError
from tryon.evaluation.fitting import Fitting, Manner, Row
from tryon.evaluation.groups import by_misalignment
from tryon.evaluation.networks import load_inception, load_perceptual_distance
from tryon.evaluation.plot import draw
from tryon.evaluation.report import ABLATION, Evaluation, markdown, summary
from tryon.evaluation.scoring import (
    ABLATION_FIELDS,
    RESULT_FIELDS,
    Fields,
    Gallery,
    Score,
    paired_scores,
    score_pair,
    unpaired_scores,
)
from tryon.files import write_file
from tryon.pipelines.base import Pipeline
from tryon.weights.store import WeightStore

METRICS_NAME = "metrics.json"

Network = TypeVar("Network")


@dataclass(frozen=True)
class EvaluateOptions:
    """What `evaluate` has beyond `run`.

    Attributes:
        dataset: Folder in the layout of the published data set.
        pairs: The pairs file.
        paired: Whether each person gets the garment already worn.
        companions: Whose pose, parse maps and masks to use.
        given_layout: Whether each person's own parse map takes the place of the predicted layout.
        ablation: A part of the pipeline that is left out of a second picture, if any.
    """

    dataset: Path
    pairs: Path
    paired: bool
    companions: Companions
    given_layout: bool = False
    ablation: str | None = None


def evaluate(choice: EvaluateOptions, options: CommonOptions) -> int:
    """Dresses every pair that is not done yet, then measures all of them.

    Returns:
        0 if at least one pair succeeded.

    Raises:
        TryOnError: Nothing can run at all, or every pair failed.
    """
    dataset = open_dataset(choice.dataset, choice.companions)
    pairs = read_pairs(choice.pairs)
    if choice.paired:
        pairs = own_garments(pairs, dataset)
    elif all(pair.person == pair.garment for pair in pairs):
        print(
            "Every person gets the own garment: for SSIM and LPIPS, add --paired.", file=sys.stderr
        )
    engine = _one_engine(options)
    pipeline = engine.pipeline
    _check(choice, pipeline)
    store = WeightStore(options.settings, DownloadBar())
    records = tuple(store.record(key) for key in pipeline.weights)
    size = options.size or pipeline.sizes[0]
    hashes = tuple(record.sha256 for record in records)
    manner = Manner(size, options.seed, choice.paired, choice.given_layout, choice.ablation)
    fitting = Fitting(dataset, engine, options.out, manner, hashes)
    ledger = Ledger(options.out / METRICS_NAME, Row)
    rows = _dress(fitting, pairs, ledger)
    measure = _paired if choice.paired else _unpaired
    device = choose_device(options.device)
    gallery = Gallery(dataset, fitting.canvas)
    rows, scores = measure(rows, gallery, ledger, store, device, RESULT_FIELDS)
    ablation_scores: list[Score] = []
    if choice.ablation:
        gallery = Gallery(dataset, fitting.ablated)
        rows, ablation_scores = measure(rows, gallery, ledger, store, device, ABLATION_FIELDS)
    evaluation = Evaluation(
        setting="paired" if choice.paired else "unpaired",
        pipeline=pipeline.name,
        size=size,
        seed=options.seed,
        weights=records,
        scores=scores,
        # Where no layout is predicted, the mask says what is worn, not what is missing.
        groups=by_misalignment([row for row in rows if not row.error])
        if pipeline.needs_body
        else (),
        rows=rows,
        data=dataset.layout.name,
        given_layout=choice.given_layout,
        ablation_scores=tuple(ablation_scores),
    )
    _write(evaluation, ledger, options.out)
    return 0


def _check(choice: EvaluateOptions, pipeline: Pipeline) -> None:
    """Refuses what the pipeline cannot do before anything is dressed.

    Raises:
        TryOnError: It predicts no layout, or has no such ablation; or a layout is given of persons
            in the garments of others.
    """
    if choice.given_layout and not choice.paired:
        raise TryOnError(
            "The given layout is that of the garment already worn.", "Add --paired, or leave it."
        )
    if choice.given_layout and not pipeline.needs_body:
        raise TryOnError(
            f"{pipeline.name} predicts no layout that a given one could replace.",
            "Leave --layout out.",
        )
    if choice.ablation and choice.ablation not in pipeline.ablations:
        raise TryOnError(
            f"{pipeline.name} has no ablation called {choice.ablation}.",
            "Of the pipelines, viton-hd has one: instance-norm.",
        )


def own_garments(pairs: list[Pair], dataset: Dataset) -> list[Pair]:
    """Gives each person of the pairs the garment already worn, which has the person's name.

    Raises:
        TryOnError: In the data set garments are not named as who wears them.
    """
    if dataset.layout is MPV:
        raise TryOnError(
            "MPV's garments are not named as the persons who wear them.",
            "Leave --paired out: RMGN's paper has FID only.",
        )
    paired: dict[str, Pair] = {}
    taken: set[str] = set()
    for pair in pairs:
        if pair.person in paired:
            continue
        folder = folder_name(pair.person, pair.person)
        if not pair.garment or folder in taken:
            folder = pair.folder
        worn = pair.person if pair.garment else ""
        paired[pair.person] = Pair(pair.person, worn, folder)
        taken.add(folder)
    return list(paired.values())


def _one_engine(options: CommonOptions) -> TryOn:
    if options.pipeline == "all":
        raise TryOnError("One pipeline is evaluated at a time.", "Give --pipeline a name.")
    names, store = choose_pipelines(options)
    return load_pipelines(names, store, options.device, precision=options.settings.precision)[0]


def _dress(fitting: Fitting, pairs: list[Pair], ledger: Ledger[Row]) -> list[Row]:
    """Returns a row for every pair, in their order.

    Raises:
        TryOnError: Every pair failed.
    """
    tasks = fitting.plan(pairs, ledger)
    rows = {task.pair.folder: task.done for task in tasks if task.done is not None}
    left = [task for task in tasks if task.done is None]
    if rows:
        print(f"{len(rows)} of {len(tasks)} pairs were done before.", file=sys.stderr)
    with (
        tqdm(total=len(left), desc="trying on", unit="pair", file=sys.stderr) as bar,
        closing(fitting.dress(left)) as fresh,
    ):
        for row in fresh:
            ledger.record(row)
            rows[row.folder] = row
            bar.update()
    ordered = [rows[pair.folder] for pair in pairs]
    for row in ordered:
        if row.error:
            print(f"failed: {row.person} {row.garment}: {row.error}", file=sys.stderr)
    if all(row.error for row in ordered):
        raise TryOnError("No pair could be run.", f"See {METRICS_NAME} in the output folder.")
    return ordered


def _paired(
    rows: list[Row],
    gallery: Gallery,
    ledger: Ledger[Row],
    store: WeightStore,
    device: torch.device,
    fields: Fields,
) -> tuple[list[Row], list[Score]]:
    """Returns the rows with SSIM and LPIPS in them, and the means."""
    network = _loaded(load_perceptual_distance, store, device)
    perceptual = None if isinstance(network, TryOnError) else network
    scored = []
    for row in tqdm(rows, desc="measuring", unit="pair", file=sys.stderr):
        scored.append(row if row.error else score_pair(row, gallery, perceptual, fields))
        if scored[-1] is not row:
            ledger.record(scored[-1])
    missing = network if isinstance(network, TryOnError) else None
    return scored, paired_scores([row for row in scored if not row.error], missing, fields)


def _unpaired(
    rows: list[Row],
    gallery: Gallery,
    _: Ledger[Row],
    store: WeightStore,
    device: torch.device,
    __: Fields,
) -> tuple[list[Row], list[Score]]:
    """Returns the rows as they are: FID and KID belong to all of them together."""
    done = [row for row in rows if not row.error]
    inception = _loaded(load_inception, store, device)
    with tqdm(total=len(done), desc="measuring", unit="pair", file=sys.stderr) as bar:
        return rows, unpaired_scores(done, gallery, inception, bar.update)


def _loaded(
    load: Callable[[WeightStore, torch.device], Network], store: WeightStore, device: torch.device
) -> Network | TryOnError:
    """Returns a metric's network, or why it cannot be had."""
    try:
        return load(store, device)
    except TryOnError as error:
        return error


def _write(evaluation: Evaluation, ledger: Ledger[Row], out: Path) -> None:
    ledger.write(summary(evaluation), evaluation.rows)
    write_file(out / "metrics.md", markdown(evaluation).encode())
    write_file(out / "metrics.png", draw(evaluation))
    for score in evaluation.scores:
        print(f"{score.metric.upper()}: {_said(score)}")
    for score in evaluation.ablation_scores:
        print(f"{score.metric.upper()}, {ABLATION}: {_said(score)}")
    print(f"{len(evaluation.done)} of {len(evaluation.rows)} done, written to {out}")


def _said(score: Score) -> str:
    return f"skipped: {score.skipped}" if score.value is None else f"{score.value:.4f}"
