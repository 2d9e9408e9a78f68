"""The commands that measure and ask as the papers did: evaluate, warps, misalignment, study."""

import argparse
from pathlib import Path
from typing import Any

from tryon.cli.options import add_ablation, add_run_options, settings_of


def add_paper_commands(
    commands: "argparse._SubParsersAction[Any]",
) -> None:
    """Adds them to the program's; what a command needs is imported when it is called for."""
    evaluate = commands.add_parser("evaluate", help="SSIM, LPIPS, FID, KID on a data set")
    _add_data(evaluate)
    evaluate.add_argument(
        "--paired", action="store_true", help="each person in the own garment: SSIM and LPIPS"
    )
    evaluate.add_argument(
        "--layout",
        default="predicted",
        choices=("predicted", "given"),
        help="given: each person's own parse map instead of the predicted layout, as in the "
        "paper's paired setting",
    )
    add_ablation(evaluate)
    add_run_options(evaluate)
    evaluate.set_defaults(command=_evaluate)

    warps = commands.add_parser(
        "warps", help="Table 2: how well warps fit, of pipelines and fitted, and Fig. 13's panels"
    )
    _add_data(warps)
    add_run_options(warps)
    warps.set_defaults(command=_warps, pipeline="all")

    misalignment = commands.add_parser(
        "misalignment", help="LPIPS by degree of misalignment of several evaluations, one plot"
    )
    misalignment.add_argument(
        "models",
        nargs="+",
        metavar="NAME=FOLDER",
        help="folders that evaluate wrote, on the same layouts and warps",
    )
    misalignment.add_argument("--out", type=Path, required=True, help="PNG file to write")
    misalignment.set_defaults(command=_misalignment)

    _add_study(commands.add_parser("study", help="blind user studies, made and counted"))


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dataset",
        type=Path,
        required=True,
        help="folder laid out as VITON-HD's or RMGN's data set",
    )
    parser.add_argument(
        "--pairs", type=Path, required=True, help='file with lines "person garment" (file names)'
    )
    parser.add_argument(
        "--companions",
        default="auto",
        choices=("auto", "published", "own"),
        help="pose, parse maps and masks: the published ones where they are, or one of both only",
    )


def _add_study(study: argparse.ArgumentParser) -> None:
    actions = study.add_subparsers(required=True, metavar="ACTION")
    making = actions.add_parser("make", help="draw the questions and write a page for voters")
    making.add_argument(
        "--system",
        action="append",
        required=True,
        metavar="NAME=FOLDER",
        help="twice or more, the studied one first: a folder of batch, of evaluate, or of pictures",
    )
    making.add_argument(
        "--kind",
        choices=("ab", "rank"),
        default="ab",
        help="ab: two pictures, as in RMGN's Table 2; rank: all, as in VITON-HD B.2",
    )
    making.add_argument("--count", type=int, default=30, help="pairs; 30 in VITON-HD B.2")
    making.add_argument("--seed", type=int, default=0)
    making.add_argument("--pairs", type=Path, help="with the next two: show person and garment")
    making.add_argument("--persons", type=Path, help="folder of person photos")
    making.add_argument("--garments", type=Path, help="folder of garment photos")
    making.add_argument("--out", type=Path, required=True, help="folder of the study")
    making.set_defaults(command=_make_study)
    counting = actions.add_parser("results", help="count the votes")
    counting.add_argument("study", type=Path, metavar="STUDY", help="folder that make wrote")
    counting.add_argument("--votes", type=Path, nargs="+", required=True, help="voters' files")
    counting.set_defaults(command=_study_results)


def _evaluate(options: argparse.Namespace) -> int:
    from tryon.cli.evaluate import EvaluateOptions, evaluate
    from tryon.cli.run import run_options

    choice = EvaluateOptions(
        options.dataset,
        options.pairs,
        options.paired,
        options.companions,
        options.layout == "given",
        options.ablation,
    )
    return evaluate(choice, run_options(options, settings_of(options)))


def _warps(options: argparse.Namespace) -> int:
    from tryon.cli.run import run_options
    from tryon.cli.warps import warps

    chosen = run_options(options, settings_of(options))
    return warps(options.dataset, options.pairs, options.companions, chosen)


def _misalignment(options: argparse.Namespace) -> int:
    from tryon.cli.misalignment import misalignment

    return misalignment(options.models, options.out)


def _make_study(options: argparse.Namespace) -> int:
    from tryon.cli.study import make_study

    return make_study(
        options.system,
        options.kind,
        options.count,
        options.seed,
        options.out,
        options.pairs,
        (options.persons, options.garments),
    )


def _study_results(options: argparse.Namespace) -> int:
    from tryon.cli.study import study_results

    return study_results(options.study, options.votes)
