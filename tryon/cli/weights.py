"""`python -m tryon weights list | fetch | verify | convert`."""

import hashlib
import sys
from pathlib import Path

from tryon.cli.progress import DownloadBar
from tryon.config import Settings
from tryon.errors import WeightsCorrupt
from tryon.weights.checkpoints import convert
from tryon.weights.lock import Pin, write_pin
from tryon.weights.store import WeightRow, WeightStore
from tryon.weights.table import WEIGHTS

# What the default run uses that is not in the repository.
_DEFAULT_KEYS = ("selfie_multiclass",)
_IN_WORDS = {
    "verified": "verified: sha256 as in the table",
    "pinned": "same file as at first use; its publisher gave no hash",
    "unverified": "complete; not used yet, so not pinned; its publisher gave no hash",
    "damaged": "DAMAGED or another file",
    "missing": "not here",
}


def list_weights(settings: Settings) -> int:
    """Prints every known weight file."""
    for row in WeightStore(settings).rows():
        print("\n".join(_lines(row)))
    return 0


def _lines(row: WeightRow) -> list[str]:
    weight = row.weight
    commercial = "" if weight.commercial_use else ", no commercial use"
    size = f"{weight.size / 1e6:.1f} MB" if weight.size else "size unknown"
    lines = [
        f"{weight.key:18} {'here' if row.path else 'missing':8} {size:>10}  "
        f"{weight.licence}{commercial}",
        f"{'':18} {weight.title}, for {', '.join(weight.used_by)}: {weight.filename}",
    ]
    if row.path is None:
        lines += [f"{'':18} from {source}" for source in row.sources]
        lines.append(f"{'':18} published: {weight.published}")
    return lines


def fetch_weights(settings: Settings, keys: list[str]) -> int:
    """Fetches files by key, saying whose they are before one with terms attached is used."""
    store = WeightStore(settings, DownloadBar())
    for key in keys or _DEFAULT_KEYS:
        weight = WEIGHTS.get(key)
        if weight is not None and not weight.commercial_use:
            print(f"{key}: licence {weight.licence}, no commercial use.", file=sys.stderr)
            if weight.provenance:
                print(f"{key}: the source is {weight.provenance}.", file=sys.stderr)
        print(f"{key}: {store.fetch(key)} ({_IN_WORDS[store.verify(key)]})")
    return 0


def verify_weights(settings: Settings) -> int:
    """Hashes every file that is here.

    Raises:
        WeightsCorrupt: At least one is damaged.
    """
    store = WeightStore(settings)
    checks = {key: store.verify(key) for key in WEIGHTS}
    for key, check in checks.items():
        print(f"{key:18} {_IN_WORDS[check]}")
    damaged = [key for key, check in checks.items() if check == "damaged"]
    if damaged:
        raise WeightsCorrupt(
            f"{', '.join(damaged)}: damaged, or not the file the table or the lock file knows.",
            f"Fetch or copy again: python -m tryon weights fetch {' '.join(damaged)}",
        )
    return 0


def convert_weights(source: Path, target: Path, half: bool) -> int:
    """Rewrites a weight file as .safetensors, prints its hash and records it beside the file."""
    convert(source, target, half)
    data = target.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    write_pin([target.parent], target.name, Pin(sha256, len(data), f"converted {source.name}"))
    print(f"{target}: sha256 {sha256}")
    return 0
