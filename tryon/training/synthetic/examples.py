"""The example photos in assets/examples: four people and six tops, the same every time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image

from tryon.training.synthetic.appearance import sample_look
from tryon.training.synthetic.atelier import Atelier
from tryon.training.synthetic.dataset_layout import PICTURE_SIZE
from tryon.training.synthetic.garment import Pattern, sample_pattern
from tryon.training.synthetic.product import lay_out
from tryon.training.synthetic.render import photograph, photograph_product
from tryon.training.synthetic.scene import sample_person
from tryon.training.synthetic.textures import Fabric
from tryon.types import Image

JPEG_QUALITY = 92

_TEE = Pattern(
    sleeve=0.55,
    hem=-0.1,
    tail=0.0,
    neckline="crew",
    depth=0.4,
    back_depth=0.05,
    width=0.8,
    stand=0.5,
    strap=1.2,
    armhole=0.3,
    ease=0.03,
    fall=0.99,
    flare=0.0,
    sleeve_ease=0.08,
    sleeve_flare=0.1,
    fold_depth=0.012,
    fold_count=7,
    fold_phase=1.0,
)
_COTTON = Fabric(
    kind="plain",
    ground=(0.95, 0.94, 0.92),
    second=(0.13, 0.17, 0.31),
    third=(0.78, 0.22, 0.18),
    period=0.5,
    share=0.45,
    upright=False,
    word="ATLAS",
    print_height=1.75,
    print_size=0.8,
    gloss=0.05,
    weave=0.03,
    rib=0.0,
    seed=7,
)

# Name, pattern, fabric and seed of the body it hangs on.
GARMENTS: tuple[tuple[str, Pattern, Fabric, int], ...] = (
    (
        "striped_long_sleeve",
        replace(_TEE, sleeve=1.95, neckline="boat", depth=0.25, width=1.1, sleeve_flare=-0.3),
        replace(_COTTON, kind="stripes", period=0.55, share=0.4),
        2,
    ),
    (
        "logo_tee",
        _TEE,
        replace(_COTTON, kind="print", ground=(0.16, 0.32, 0.36), second=(0.96, 0.78, 0.35)),
        5,
    ),
    (
        "camisole",
        replace(_TEE, sleeve=-1, neckline="straps", depth=1.6, back_depth=2.1, strap=0.1, hem=0.3),
        replace(_COTTON, ground=(0.72, 0.20, 0.30), gloss=0.6),
        8,
    ),
    (
        "turtleneck",
        replace(_TEE, sleeve=1.97, neckline="high", stand=0.75, sleeve_flare=-0.3),
        replace(_COTTON, ground=(0.30, 0.35, 0.24), rib=0.9, weave=0.06),
        11,
    ),
    (
        "checked_shirt",
        replace(
            _TEE,
            sleeve=1.95,
            neckline="collar",
            depth=0.8,
            width=0.35,
            stand=0.4,
            hem=-0.4,
            tail=0.3,
            ease=0.06,
            fall=1.0,
        ),
        replace(_COTTON, kind="checks", second=(0.62, 0.13, 0.15), period=0.42, share=0.5),
        14,
    ),
    (
        "v_neck",
        replace(_TEE, sleeve=1.3, neckline="v", depth=1.5, width=0.85, hem=-0.4),
        replace(_COTTON, ground=(0.93, 0.74, 0.24)),
        17,
    ),
)

# Name and seed; the seed decides body, pose, clothes and light.
PERSONS: tuple[tuple[str, int], ...] = (
    ("ada", 1000),
    ("ben", 1001),
    ("chi", 1002),
    ("dia", 1003),
)


def person_photo(atelier: Atelier, seed: int) -> Image:
    """Takes the photo of the person that a seed decides."""
    rng = np.random.default_rng(seed)
    person = sample_person(atelier, rng, PICTURE_SIZE)
    pattern = sample_pattern(rng)
    return photograph(atelier, person, pattern, sample_look(rng, person.body), rng)


def garment_photo(atelier: Atelier, pattern: Pattern, fabric: Fabric, seed: int) -> Image:
    """Takes the product photo of a top."""
    rng = np.random.default_rng(seed)
    product = lay_out(atelier, pattern, rng, PICTURE_SIZE)
    return photograph_product(atelier, pattern, product, fabric, rng)


def write_examples(atelier: Atelier, folder: Path) -> None:
    """Writes person_NAME.jpg and garment_NAME.jpg."""
    folder.mkdir(parents=True, exist_ok=True)
    photos = {f"person_{name}": person_photo(atelier, seed) for name, seed in PERSONS}
    for name, pattern, fabric, seed in GARMENTS:
        photos[f"garment_{name}"] = garment_photo(atelier, pattern, fabric, seed)
    for name, photo in photos.items():
        PIL.Image.fromarray(photo).save(folder / f"{name}.jpg", quality=JPEG_QUALITY)
