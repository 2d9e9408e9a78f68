"""Options that several commands share. Nothing here needs more than the ground."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import get_args

from tryon.config import Precision, Settings
from tryon.types import GarmentCategory, Neckline, Sleeve

_SIZES = ("1024x768", "512x384", "256x192")


def add_ablation(parser: argparse.ArgumentParser) -> None:
    """Adds the part that can be left out of a second picture."""
    parser.add_argument(
        "--ablation",
        choices=("instance-norm",),
        help="viton-hd: also paint with the same weights without region-separate standardisation",
    )


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Adds what can be chosen of every run, and where it writes."""
    parser.add_argument("--out", type=Path, required=True, help="folder for the results")
    parser.add_argument(
        "--pipeline", default="auto", help="a pipeline's name, auto (the best here) or all"
    )
    parser.add_argument("--size", choices=_SIZES, help="height x width of the working canvas")
    parser.add_argument(
        "--category",
        default="auto",
        choices=get_args(GarmentCategory),
        help="auto: refuse what surely is no top; upper: a top, whatever it looks like "
        "(run and batch only)",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="of viton-hd's noise; nothing else is random"
    )
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument(
        "--precision",
        choices=get_args(Precision),
        help="of viton-hd and rmgn; default: half precision on CUDA, float32 elsewhere",
    )
    add_weight_options(parser)


def add_garment_options(parser: argparse.ArgumentParser) -> None:
    """Adds what can be said of a garment besides its category."""
    parser.add_argument("--sleeve", choices=get_args(Sleeve), help="default: as the photo looks")
    parser.add_argument(
        "--neckline", choices=get_args(Neckline), help="default: as the photo looks"
    )


def add_weight_options(parser: argparse.ArgumentParser) -> None:
    """Adds where weights are and may come from."""
    parser.add_argument("--weights-dir", type=Path, help="folder with weight files")
    parser.add_argument("--hub-repo", metavar="OWNER/NAME", help="your own Hub repo of weights")
    parser.add_argument("--offline", action="store_true", help="never touch the network")


def settings_of(options: argparse.Namespace) -> Settings:
    """Returns the settings of the environment with the command's options laid over them."""
    given = Settings.from_environment()
    return replace(
        given,
        weights_dir=options.weights_dir or given.weights_dir,
        offline=options.offline or given.offline,
        hub_repo=options.hub_repo or given.hub_repo,
        # `weights` and `doctor` run nothing.
        precision=getattr(options, "precision", None) or given.precision,
    )
