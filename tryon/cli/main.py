"""The commands and their options. What a command needs is imported when it is called for."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn, get_args

from tryon.config import Settings
from tryon.errors import TryOnError
from tryon.types import GarmentCategory, GarmentChoice, Neckline, Sleeve

USER_ERROR = 2
_CANCELLED = 130
_SIZES = ("1024x768", "512x384", "256x192")


class _Parser(argparse.ArgumentParser):
    """Speaks of a wrong option in the same two lines as of any other mistake."""

    def error(self, message: str) -> NoReturn:
        _complain(TryOnError(message, f"See {self.prog} --help."))
        sys.exit(USER_ERROR)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: The words after the program's name; those of the process by default.

    Returns:
        0; 2 after a mistake the user can mend; 130 after Ctrl-C.
    """
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except TryOnError as error:
        _complain(error)
        return USER_ERROR
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _CANCELLED
    return code


def _complain(error: TryOnError) -> None:
    print(f"error: {' '.join(error.message.split())}", file=sys.stderr)
    print(f"hint: {' '.join(error.hint.split())}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m tryon", description="Virtual try-on that shows every step.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="put one garment on one person")
    run.add_argument("--person", type=Path, required=True, help="photo of the person")
    run.add_argument("--garment", type=Path, required=True, help="photo of the garment")
    _add_run_options(run)
    _add_ablation(run)
    run.add_argument(
        "--person-index",
        type=int,
        metavar="N",
        help="which of several people, counted from the left; default: the largest",
    )
    run.add_argument("--sleeve", choices=get_args(Sleeve), help="default: as the photo looks")
    run.add_argument("--neckline", choices=get_args(Neckline), help="default: as the photo looks")
    mended = run.add_argument_group(
        "mended by hand", "files saved in the studio, or of the kinds the VITON-HD data set has"
    )
    mended.add_argument("--mended", type=Path, help="zip or folder saved in the studio")
    mended.add_argument("--parse", type=Path, help="LIP-20 parse map of the person, palette PNG")
    mended.add_argument("--keypoints", type=Path, help="BODY_25 joints of the person, JSON")
    mended.add_argument("--cloth-mask", type=Path, help="mask of the garment, black and white")
    run.set_defaults(command=_run)

    batch = commands.add_parser("batch", help="many pairs; goes on where it was stopped")
    batch.add_argument(
        "--pairs", type=Path, required=True, help='file with lines "person garment" (file names)'
    )
    batch.add_argument("--persons", type=Path, required=True, help="folder of person photos")
    batch.add_argument(
        "--garments",
        type=Path,
        required=True,
        help="folder of garment photos; a data set's mask folder beside it is used",
    )
    _add_run_options(batch)
    batch.set_defaults(command=_batch)

    inspect = commands.add_parser("inspect", help="where the garment of a finished run misses")
    inspect.add_argument("run", type=Path, metavar="RUN", help="folder that run wrote")
    inspect.add_argument("--before", type=Path, help="folder of an earlier run, to compare with")
    inspect.add_argument("--out", type=Path, required=True, help="folder for numbers and overlays")
    inspect.set_defaults(command=_inspect)

    evaluate = commands.add_parser("evaluate", help="SSIM, LPIPS, FID, KID on a data set")
    evaluate.add_argument(
        "--dataset",
        type=Path,
        required=True,
        help="folder laid out as VITON-HD's or RMGN's data set",
    )
    evaluate.add_argument(
        "--pairs", type=Path, required=True, help='file with lines "person garment" (file names)'
    )
    evaluate.add_argument(
        "--paired", action="store_true", help="each person in the own garment: SSIM and LPIPS"
    )
    evaluate.add_argument(
        "--companions",
        default="auto",
        choices=("auto", "published", "own"),
        help="pose, parse maps and masks: the published ones where they are, or one of both only",
    )
    evaluate.add_argument(
        "--layout",
        default="predicted",
        choices=("predicted", "given"),
        help="given: each person's own parse map instead of the predicted layout, as in the "
        "paper's paired setting",
    )
    _add_ablation(evaluate)
    _add_run_options(evaluate)
    evaluate.set_defaults(command=_evaluate)

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

    weights = commands.add_parser("weights", help="list, fetch, verify or convert weight files")
    actions = weights.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="every known file: here or not, size, licence")
    fetch = actions.add_parser("fetch", help="fetch files that are missing or damaged")
    fetch.add_argument("keys", nargs="*", metavar="KEY", help="default: what the default run uses")
    verify = actions.add_parser("verify", help="hash every file that is here")
    for action, command in ((listing, _list), (fetch, _fetch), (verify, _verify)):
        _add_weight_options(action)
        action.set_defaults(command=command)
    conversion = actions.add_parser("convert", help="rewrite a weight file as .safetensors")
    conversion.add_argument("source", type=Path, metavar="SRC")
    conversion.add_argument("target", type=Path, metavar="DST")
    conversion.add_argument("--half", action="store_true", help="store in half precision")
    conversion.set_defaults(command=_convert)

    doctor = commands.add_parser("doctor", help="versions, device, weights: can it run here?")
    _add_weight_options(doctor)
    doctor.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    doctor.set_defaults(command=_doctor)
    return parser


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


def _add_ablation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ablation",
        choices=("instance-norm",),
        help="viton-hd: also paint with the same weights without region-separate standardisation",
    )


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder for the results")
    parser.add_argument(
        "--pipeline", default="auto", help="a pipeline's name, auto (the best here) or all"
    )
    parser.add_argument("--size", choices=_SIZES, help="height x width of the working canvas")
    parser.add_argument(
        "--category",
        default="auto",
        choices=get_args(GarmentCategory),
        help="auto: refuse what surely is no top; upper: a top, whatever it looks like (run only)",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of viton-hd's noise; nothing else is random"
    )
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    _add_weight_options(parser)


def _add_weight_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights-dir", type=Path, help="folder with weight files")
    parser.add_argument("--hub-repo", metavar="OWNER/NAME", help="your own Hub repo of weights")
    parser.add_argument("--offline", action="store_true", help="never touch the network")


def _settings(options: argparse.Namespace) -> Settings:
    """Returns the settings of the environment with the command's options laid over them."""
    given = Settings.from_environment()
    return replace(
        given,
        weights_dir=options.weights_dir or given.weights_dir,
        offline=options.offline or given.offline,
        hub_repo=options.hub_repo or given.hub_repo,
    )


def _run(options: argparse.Namespace) -> int:
    from tryon.cli.run import MendedFiles, run, run_options

    chosen = run_options(options, _settings(options))
    mended = MendedFiles(options.mended, options.parse, options.keypoints, options.cloth_mask)
    return run(
        options.person,
        options.garment,
        chosen,
        options.ablation,
        mended,
        person_index=options.person_index,
        choice=GarmentChoice(options.category, options.sleeve, options.neckline),
    )


def _batch(options: argparse.Namespace) -> int:
    from tryon.cli.batch import batch
    from tryon.cli.run import run_options

    chosen = run_options(options, _settings(options))
    return batch(options.pairs, options.persons, options.garments, chosen)


def _inspect(options: argparse.Namespace) -> int:
    from tryon.cli.inspect import inspect

    return inspect(options.run, options.before, options.out)


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
    return evaluate(choice, run_options(options, _settings(options)))


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


def _list(options: argparse.Namespace) -> int:
    from tryon.cli.weights import list_weights

    return list_weights(_settings(options))


def _fetch(options: argparse.Namespace) -> int:
    from tryon.cli.weights import fetch_weights

    return fetch_weights(_settings(options), options.keys)


def _verify(options: argparse.Namespace) -> int:
    from tryon.cli.weights import verify_weights

    return verify_weights(_settings(options))


def _convert(options: argparse.Namespace) -> int:
    from tryon.cli.weights import convert_weights

    return convert_weights(options.source, options.target, options.half)


def _doctor(options: argparse.Namespace) -> int:
    from tryon.cli.doctor import doctor

    return doctor(_settings(options), options.device)
