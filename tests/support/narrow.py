"""Pipelines on narrow untrained networks."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import pytest
import torch
from torch import nn

from tests.support.fakes import StateStore
from tryon.models import published

_Pipeline = TypeVar("_Pipeline")

# The intermediates of VITON-HD's stages, which `compact` has, too.
VITON_HD_STEPS = (
    "parse_map",
    "pose_map",
    "agnostic_image",
    "parse_agnostic",
    "cloth",
    "cloth_mask",
    "predicted_parse",
    "tps_grid",
    "warped_cloth",
    "warped_cloth_mask",
    "align_mask",
    "misalignment_mask",
)


def load_narrow(
    pipeline: Callable[[StateStore, torch.device], _Pipeline],
    networks: Mapping[str, Callable[[], nn.Module]],
    store: StateStore,
) -> _Pipeline:
    """Loads a pipeline with other networks in the place of the published ones."""
    with pytest.MonkeyPatch.context() as patch:
        for key, make in networks.items():
            patch.setitem(published.NETWORKS, key, make)
        return pipeline(store, torch.device("cpu"))
