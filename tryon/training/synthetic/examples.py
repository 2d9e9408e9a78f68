"""The example photos in assets/examples: four people and six tops, the same every time."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import PIL.Image

from tryon.training.synthetic.appearance import sample_look
from tryon.training.synthetic.dataset_layout import PICTURE_SIZE
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.product import lay_out
from tryon.training.synthetic.render import photograph, photograph_product
from tryon.training.synthetic.scene import sample_person
from tryon.training.synthetic.shared_assets import SharedAssets
from tryon.training.synthetic.textures import Colour, Fabric
from tryon.types import Image

JPEG_QUALITY = 92


@dataclass(frozen=True)
class ExampleGarment:
    """A top for the examples; `seed` decides the body it hangs on and the light."""

    name: str
    pattern: Pattern
    fabric: Fabric
    seed: int


@dataclass(frozen=True)
class ExamplePerson:
    """A person for the examples; `seed` decides body, pose, haircut and light."""

    name: str
    seed: int
    pattern: Pattern
    fabric: Fabric
    skin: Colour
    hair: Colour
    trousers: Colour


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

GARMENTS: tuple[ExampleGarment, ...] = (
    ExampleGarment(
        "striped_long_sleeve",
        replace(_TEE, sleeve=1.95, neckline="boat", depth=0.25, width=1.1, sleeve_flare=-0.3),
        replace(_COTTON, kind="stripes", period=0.55, share=0.4),
        2,
    ),
    ExampleGarment(
        "logo_tee",
        _TEE,
        replace(_COTTON, kind="print", ground=(0.16, 0.32, 0.36), second=(0.96, 0.78, 0.35)),
        30,
    ),
    ExampleGarment(
        "camisole",
        replace(_TEE, sleeve=-1, neckline="straps", depth=1.6, back_depth=2.1, strap=0.1, hem=0.3),
        replace(_COTTON, ground=(0.72, 0.20, 0.30), gloss=0.6),
        52,
    ),
    ExampleGarment(
        "turtleneck",
        replace(_TEE, sleeve=1.97, neckline="high", stand=0.75, sleeve_flare=-0.3),
        replace(_COTTON, ground=(0.50, 0.20, 0.28), rib=0.9, weave=0.06),
        11,
    ),
    ExampleGarment(
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
    ExampleGarment(
        "v_neck",
        replace(_TEE, sleeve=1.3, neckline="v", depth=1.5, width=0.85, hem=-0.4),
        replace(_COTTON, ground=(0.35, 0.55, 0.75)),
        43,
    ),
)

_TANK = replace(_TEE, sleeve=-1.0, neckline="scoop", depth=1.0, back_depth=0.4, width=0.95)
_LONG = replace(_TEE, sleeve=1.95, sleeve_flare=-0.3)

_JEANS, _BLACK = (0.20, 0.26, 0.38), (0.13, 0.13, 0.14)
PERSONS: tuple[ExamplePerson, ...] = (
    ExamplePerson(
        "ada",
        6008,
        _TANK,
        replace(_COTTON, ground=(0.42, 0.47, 0.55)),
        (0.90, 0.72, 0.60),
        (0.20, 0.13, 0.10),
        _JEANS,
    ),
    ExamplePerson(
        "ben",
        4029,
        _TEE,
        replace(_COTTON, ground=(0.66, 0.67, 0.66)),
        (0.93, 0.77, 0.68),
        (0.38, 0.25, 0.15),
        _BLACK,
    ),
    ExamplePerson(
        "chi",
        4016,
        _LONG,
        replace(_COTTON, ground=(0.16, 0.40, 0.36)),
        (0.44, 0.29, 0.21),
        (0.07, 0.06, 0.06),
        _BLACK,
    ),
    ExamplePerson(
        "dan",
        6031,
        _LONG,
        replace(_COTTON, ground=(0.86, 0.87, 0.88)),
        (0.66, 0.46, 0.33),
        (0.09, 0.07, 0.06),
        _JEANS,
    ),
)


def person_photo(assets: SharedAssets, example: ExamplePerson) -> Image:
    """Takes the photo of a person."""
    rng = np.random.default_rng(example.seed)
    person = sample_person(assets, rng, PICTURE_SIZE)
    look = replace(
        sample_look(rng, person.body),
        top=example.fabric,
        skin=example.skin,
        hair=example.hair,
        trousers=example.trousers,
        denim=example.trousers == _JEANS,
    )
    return photograph(assets, person, example.pattern, look, rng)


def garment_photo(assets: SharedAssets, example: ExampleGarment) -> Image:
    """Takes the product photo of a top."""
    rng = np.random.default_rng(example.seed)
    product = lay_out(assets, example.pattern, rng, PICTURE_SIZE)
    return photograph_product(assets, example.pattern, product, example.fabric, rng)


def write_examples(assets: SharedAssets, folder: Path) -> None:
    """Writes person_NAME.jpg and garment_NAME.jpg."""
    folder.mkdir(parents=True, exist_ok=True)
    for person in PERSONS:
        _save(person_photo(assets, person), folder / f"person_{person.name}.jpg")
    for garment in GARMENTS:
        _save(garment_photo(assets, garment), folder / f"garment_{garment.name}.jpg")


def _save(photo: Image, path: Path) -> None:
    PIL.Image.fromarray(photo).save(path, quality=JPEG_QUALITY)
