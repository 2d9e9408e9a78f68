"""The commands and their options. What a command needs is imported when it is called for."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tryon.cli.options import (
    add_ablation,
    add_garment_options,
    add_run_options,
    add_weight_options,
    settings_of,
)
from tryon.cli.papers import add_paper_commands
from tryon.errors import TryOnError, with_command

USER_ERROR = 2
_CANCELLED = 130


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
    hint = with_command(error.hint, error.command)
    print(f"hint: {' '.join(hint.split())}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m tryon", description="Virtual try-on that shows every step.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="put one garment on one person")
    run.add_argument("--person", type=Path, required=True, help="photo of the person")
    run.add_argument("--garment", type=Path, required=True, help="photo of the garment")
    add_run_options(run)
    add_garment_options(run)
    add_ablation(run)
    run.add_argument(
        "--person-index",
        type=int,
        metavar="N",
        help="which of several people, counted from the left; default: the largest",
    )
    run.add_argument(
        "--garment-index",
        type=int,
        metavar="N",
        help="which of several garments, counted from the left; default: the largest",
    )
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
    add_run_options(batch)
    add_garment_options(batch)
    batch.set_defaults(command=_batch)

    inspect = commands.add_parser("inspect", help="where the garment of a finished run misses")
    inspect.add_argument("run", type=Path, metavar="RUN", help="folder that run wrote")
    inspect.add_argument("--before", type=Path, help="folder of an earlier run, to compare with")
    inspect.add_argument("--out", type=Path, required=True, help="folder for numbers and overlays")
    inspect.set_defaults(command=_inspect)

    add_paper_commands(commands)

    weights = commands.add_parser("weights", help="list, fetch, verify or convert weight files")
    actions = weights.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="every known file: here or not, size, licence")
    fetch = actions.add_parser("fetch", help="fetch files that are missing or damaged")
    fetch.add_argument("keys", nargs="*", metavar="KEY", help="default: what the default run uses")
    verify = actions.add_parser("verify", help="hash every file that is here")
    for action, command in ((listing, _list), (fetch, _fetch), (verify, _verify)):
        add_weight_options(action)
        action.set_defaults(command=command)
    conversion = actions.add_parser("convert", help="rewrite a weight file as .safetensors")
    conversion.add_argument("source", type=Path, metavar="SRC")
    conversion.add_argument("target", type=Path, metavar="DST")
    conversion.add_argument("--half", action="store_true", help="store in half precision")
    conversion.set_defaults(command=_convert)

    doctor = commands.add_parser("doctor", help="versions, device, weights: can it run here?")
    add_weight_options(doctor)
    doctor.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    doctor.set_defaults(command=_doctor)
    return parser


def _run(options: argparse.Namespace) -> int:
    from tryon.cli.run import MendedFiles, run, run_options

    chosen = run_options(options, settings_of(options))
    mended = MendedFiles(options.mended, options.parse, options.keypoints, options.cloth_mask)
    return run(
        options.person,
        options.garment,
        chosen,
        options.ablation,
        mended,
        person_index=options.person_index,
    )


def _batch(options: argparse.Namespace) -> int:
    from tryon.cli.batch import batch
    from tryon.cli.run import run_options

    chosen = run_options(options, settings_of(options))
    return batch(options.pairs, options.persons, options.garments, chosen)


def _inspect(options: argparse.Namespace) -> int:
    from tryon.cli.inspect import inspect

    return inspect(options.run, options.before, options.out)


def _list(options: argparse.Namespace) -> int:
    from tryon.cli.weights import list_weights

    return list_weights(settings_of(options))


def _fetch(options: argparse.Namespace) -> int:
    from tryon.cli.weights import fetch_weights

    return fetch_weights(settings_of(options), options.keys)


def _verify(options: argparse.Namespace) -> int:
    from tryon.cli.weights import verify_weights

    return verify_weights(settings_of(options))


def _convert(options: argparse.Namespace) -> int:
    from tryon.cli.weights import convert_weights

    return convert_weights(options.source, options.target, options.half)


def _doctor(options: argparse.Namespace) -> int:
    from tryon.cli.doctor import doctor

    return doctor(settings_of(options), options.device)
