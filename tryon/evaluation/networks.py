"""Puts checked weights into the networks behind LPIPS, FID and KID."""

from importlib.util import find_spec
from pathlib import Path

import torch

from tryon.errors import WeightsMissing
from tryon.evaluation.inception import Inception
from tryon.evaluation.lpips import Lpips
from tryon.evaluation.metrics import InceptionFeatures, PerceptualDistance
from tryon.weights.checkpoints import read_state
from tryon.weights.store import WeightStore, load_strictly


def load_perceptual_distance(store: WeightStore, device: torch.device) -> PerceptualDistance:
    """Loads LPIPS: AlexNet from the weight store, the calibration from its authors' package.

    Raises:
        TryOnError: AlexNet or the package cannot be had, or a file is another one.
    """
    network = Lpips()
    state = {**read_state(_calibration(), "lpips"), **store.state("lpips_alexnet")}
    load_strictly(network, state, "lpips_alexnet")
    return PerceptualDistance(network, device)


def load_inception(store: WeightStore, device: torch.device) -> InceptionFeatures:
    """Loads the Inception v3 of the original FID.

    Raises:
        TryOnError: It cannot be had, or the file is another one.
    """
    network = Inception()
    load_strictly(network, store.state("fid_inception"), "fid_inception")
    return InceptionFeatures(network, device)


def _calibration() -> Path:
    """Finds the file in the installed package, which is not imported: only its data are used."""
    package = find_spec("lpips")
    if package is None or not package.submodule_search_locations:
        raise WeightsMissing(
            "The package lpips is not installed.", "Run: pip install -r requirements.txt"
        )
    return Path(package.submodule_search_locations[0]) / "weights" / "v0.1" / "alex.pth"
