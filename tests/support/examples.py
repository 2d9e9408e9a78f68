"""The example photos, and a machine that has next to no weights."""

from pathlib import Path

from tryon.config import PACKAGE_ROOT
from tryon.errors import WeightsMissing
from tryon.weights.store import WeightStore
from tryon.weights.table import BODY_WEIGHTS

EXAMPLES = PACKAGE_ROOT / "assets" / "examples"


class EmptyStore(WeightStore):
    """A machine without a network and with no more weight files than it takes to find people."""

    def path(self, key: str) -> Path:
        if key in BODY_WEIGHTS:
            return super().path(key)
        raise WeightsMissing(f"{key} is not on this machine.", "Fetch it.")
