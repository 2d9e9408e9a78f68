"""Moves a run's best network into `weights/compact/` with its model card.

    python -m tryon.training.publish runs/layout

The size and sha256 it prints belong into `tryon/weights/table.py`; a unit test compares them.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from tryon.config import PACKAGE_ROOT

_PURPOSE = {
    "layout": "predicts the parse map of a person in a new garment from what is left of the person "
    "without the old one (agnostic parse, pose) and the garment's product photo",
    "settling": "settles the parse map of a person in a new garment at 512x384: sees the photo's "
    "own parse map in the old garment, the product, and the product warped onto the layout "
    "network's answer",
    "composing": "answers the light on the warped garment and the colours of what is newly bare; "
    "outlines are made at full size from the settled layout",
    "matching": "warps a product photo onto a predicted layout: a 5x5 TPS, a dense flow, a mask "
    "of the garment's inner back, which nobody sees on a dressed person",
}

_BODIES = "synthetic bodies, each in four garments"
_DRAWN = {
    "layout": _BODIES,
    "matching": _BODIES,
    "settling": "samples, drawn ahead from synthetic bodies in four garments each and from "
    "rendered people as our own preprocessing finds them",
    "composing": "samples, rendered people of whom each wears two tops",
}


_DRAWN_CLOTH = "No photo of a person or a garment was used."
_REAL_CLOTH = """Part of the cloth and of the
  rooms are cut from the CC0 photos of the "clothing dataset" of A. Grigorev and contributors. No
  photo of a person was used."""


def model_card(facts: dict[str, Any], earlier: str, real_cloth: bool = False) -> str:
    """Returns the model card of a run, in Markdown.

    Args:
        facts: What the run wrote down of its best network.
        earlier: What it started from.
        real_cloth: Whether cloth of real photos (`--swatches`) was in the data.
    """
    name = facts["network"]
    cloth = _REAL_CLOTH if real_cloth else _DRAWN_CLOTH
    figures = "\n".join(f"| {key} | {value} |" for key, value in facts["figures"].items())
    return f"""# compact {name} network

{name.capitalize()} network of the `compact` pipeline: {_PURPOSE[name]}.

- **Licence**: Apache-2.0.
- **Data**: {facts["bodies"]} {_DRAWN[name]}, made by
  `tryon.training.synthetic` from MakeHuman data (CC0). {cloth}
- **Training**: {facts["samples"]} samples, {facts["hours"]} hours of wall time (one thread, \
shared cores), seed {facts["seed"]}: `python -m tryon.training.compact {name}`.
- **Before that**: {earlier}
- **Format**: safetensors, half precision, the running average of the weights.
- **Meant for**: upper-body garments on people photographed from the front. Not for dresses,
  trousers or people seen from behind: none were in the data.

Hold-out figures, on {facts["holdout_samples"]} draws from {facts["holdout_bodies"]} \
{_DRAWN[name].split(",")[0]} that were not trained on
(errors in pixels of 256x192, or in grey levels of 255):

| figure | value |
|---|---|
{figures}
"""


def main() -> None:
    """Parses the command line and publishes one run."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tryon.training.publish")
    parser.add_argument("run", type=Path, help="folder of a training run")
    parser.add_argument("--out", type=Path, default=PACKAGE_ROOT / "weights" / "compact")
    parser.add_argument(
        "--earlier", default="it started from random weights.", help="what the run started from"
    )
    parser.add_argument(
        "--swatches", action="store_true", help="the data held cloth from CC0 photos"
    )
    arguments = parser.parse_args()
    facts = json.loads((arguments.run / "best.json").read_text())
    arguments.out.mkdir(parents=True, exist_ok=True)
    target = arguments.out / f"{facts['network']}.safetensors"
    shutil.copyfile(arguments.run / "best.safetensors", target)
    target.with_suffix(".md").write_text(model_card(facts, arguments.earlier, arguments.swatches))
    data = target.read_bytes()
    print(f"{target.name}: size={len(data):_}, sha256={hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
