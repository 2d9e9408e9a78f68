"""Holds every file of a fixed list of runs against what they were before, to the byte.

    python -m benchmarks.same_pictures --before DIR [--pair PERSON GARMENT]...

with PYTHONPATH=. before it. The first time it fills DIR, in a state that is known to be right; from
then on it runs the list again, prints every file that is not the same and ends with 1 if there is
one. Times are left out: those in `report.json`, and `side_by_side.png`, which has them in words.

The list: each person and each garment of the examples through `compact`, then every pipeline side
by side, `viton-hd` and `rmgn` with the stand-in weights of the parity tests. `--pair` adds photos
of your own. Takes one minute of one core.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

from tests.parity.stand_ins import stand_in
from tryon.api import load_pipelines, side_by_side
from tryon.config import PACKAGE_ROOT, Settings
from tryon.labels import UPPER_OF_13
from tryon.outputs.results import REPORT_NAME, SIDE_BY_SIDE_NAME, write_comparison, write_result
from tryon.types import WeightRecord
from tryon.weights.store import WeightStore

EXAMPLES = PACKAGE_ROOT / "assets" / "examples"
PAIRS = (
    ("person_ada.jpg", "garment_camisole.jpg"),
    ("person_ben.jpg", "garment_checked_shirt.jpg"),
    ("person_chi.jpg", "garment_logo_tee.jpg"),
    ("person_dan.jpg", "garment_striped_long_sleeve.jpg"),
    ("person_ada.jpg", "garment_turtleneck.jpg"),
    ("person_ben.jpg", "garment_v_neck.jpg"),
)
SIDE_BY_SIDE = ("person_dan.jpg", "garment_camisole.jpg")
COMMON_SIZE = (512, 384)
SEED = 3
STAND_INS = ("viton_hd_seg", "viton_hd_gmm", "viton_hd_alias", "rmgn_warp", "rmgn_gen")
# As in the parity tests: RMGN's offsets small enough that rounding does not decide.
CALM = 0.005
# Left alone, the segmentation's stand-in predicts no upper clothes.
LAST_BIAS, PREFERENCE = "conv9.6.bias", 1.0


class StandInStore(WeightStore):
    """The weights of this machine, and stand-ins for those of the published networks."""

    def require(self, keys: Sequence[str]) -> None:
        """Refuses what is missing, of which the stand-ins never are."""
        super().require([key for key in keys if key not in STAND_INS])

    def state(self, key: str) -> dict[str, Tensor]:
        """Returns the values of a file, or a stand-in's."""
        if key not in STAND_INS:
            return super().state(key)
        state = stand_in(key, noise=0.1, calm=CALM)
        if key == "viton_hd_seg":
            state[LAST_BIAS][UPPER_OF_13] += PREFERENCE
        return state

    def record(self, key: str) -> WeightRecord:
        """Returns what a report says of a file."""
        if key not in STAND_INS:
            return super().record(key)
        return WeightRecord(key, "0" * 64, "stand-in")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    options = parser.parse_args()
    if not options.before.exists():
        write_all(options.before, options.pair)
        return
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), options.pair)
        before, after = contents(options.before), contents(Path(folder))
    names = sorted(before.keys() | after.keys())
    changed = [name for name in names if before.get(name) != after.get(name)]
    for name in changed:
        print("not the same:", name)
    print(f"{len(names) - len(changed)} of {len(names)} files are the same")
    sys.exit(bool(changed))


def write_all(folder: Path, more: list[list[Path]]) -> None:
    """Runs the whole list and writes what it gives, a folder for each run."""
    store = StandInStore(Settings.from_environment())
    compact = load_pipelines(["compact"], store, "cpu")[0]
    pairs = [(EXAMPLES / person, EXAMPLES / garment) for person, garment in PAIRS]
    for person, garment in [*pairs, *more]:
        result = compact(person, garment, seed=SEED)
        write_result(result, folder / f"compact {person.stem} {garment.stem}")
    together = side_by_side(["viton-hd", "rmgn", "compact"], store, "cpu")
    comparison = together(
        *(EXAMPLES / name for name in SIDE_BY_SIDE),
        size=COMMON_SIZE,
        seed=SEED,
        ablation="instance-norm",
    )
    write_comparison(comparison, folder / "side by side")


def contents(folder: Path) -> dict[str, bytes]:
    """Returns every file of a folder by its path, reports without their times."""
    found = {}
    for path in sorted(folder.rglob("*.*")):
        if path.name == SIDE_BY_SIDE_NAME:
            continue
        data = path.read_bytes()
        if path.name == REPORT_NAME:
            report = json.loads(data)
            for part in (report, *report.get("pipelines", ())):
                part.pop("timings_ms", None)
            data = json.dumps(report).encode()
        found[str(path.relative_to(folder))] = data
    return found


if __name__ == "__main__":
    main()
