"""Pictures: lit photos of dressed people and of the tops they wear."""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.labels import Lip
from tryon.training.synthetic.anatomy import relief_strength, skin_relief
from tryon.training.synthetic.appearance import Look, paint_bottom, paint_eyes, paint_skin
from tryon.training.synthetic.backdrop import Film, backdrop, cast_shadow, develop, sample_film
from tryon.training.synthetic.cloth import ClothLook, Folds, paint_cloth, sew
from tryon.training.synthetic.lighting import (
    Buffers,
    Lamps,
    blur,
    catalogue_lamps,
    light,
    sample_lamps,
    to_linear,
    to_srgb,
)
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.product import INNER, Product
from tryon.training.synthetic.rasteriser import vertex_normals
from tryon.training.synthetic.scene import (
    BOTTOM,
    EYES,
    HAIR,
    SKIN,
    TOP,
    Dressed,
    Person,
    dress,
)
from tryon.training.synthetic.shared_assets import SKIN_PARTS, SharedAssets
from tryon.training.synthetic.strands import paint_strands
from tryon.training.synthetic.surface import Picture, Surface, draw, refine
from tryon.training.synthetic.textures import Fabric
from tryon.types import Image, Mask

SUPERSAMPLING = 2
# Pixels a decimetre from which the facets of the meshes show and are rounded off.
FACETS_SHOW = 100.0
CATALOGUE_FILM = Film(np.ones(3, np.float32), 1.0, 0.0, 0.006, 0.0)
_LAID_FLAT = 0.5  # share of the folds that a top has in its product photo
LASHES = ("helper-l-eyelashes-2", "helper-r-eyelashes-2")  # the upper ones


@dataclass(frozen=True)
class Paint:
    """What the painters give for the p pixels of one surface, row by row.

    Attributes:
        albedo: (p, 3) linear.
        relief: (p,) decimetres.
        gloss: (p,).
        sharpness: Exponent of the highlight.
        is_skin: Whether light travels under the surface.
    """

    albedo: Floats
    relief: Floats
    gloss: Floats
    sharpness: float
    is_skin: bool = False


def photograph(
    assets: SharedAssets,
    person: Person,
    pattern: Pattern,
    look: Look,
    rng: np.random.Generator,
    product: Product | None = None,
) -> Image:
    """Takes the photo of a dressed person.

    Args:
        assets: The shared material.
        person: Who; the camera decides the size of the photo.
        pattern: The top.
        look: The colours.
        rng: Lamps, backdrop and strands.
        product: The top as it was laid out, if both photos shall show the same piece; None sews
            it for this person.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    camera = person.camera.enlarged(SUPERSAMPLING)
    dressed = dress(assets, person, pattern, camera)
    on, rest = (product.body, product.rest) if product else (person.body, dressed.rest)
    sewn = sew(assets.garment, on, rest)
    surfaces = _person_surfaces(assets, person, dressed, sewn, camera.scale > FACETS_SHOW)
    picture = draw(surfaces, camera)
    paints = [
        _paint_person(person, pattern, look, picture, number)
        for number in range(len(picture.surfaces))
    ]
    # All that two photos of one person share is drawn before anything that the top decides.
    lamps, film = sample_lamps(rng), sample_film(rng)
    ground = backdrop(rng, camera, look.clutter)
    scale = camera.scale
    lit, shown = _light(picture, paints, lamps, scale)
    photo = to_srgb(cast_shadow(ground, shown, rng, scale))
    photo[shown] = to_srgb(lit)
    hair = np.isin(picture.fragments.mesh, range(HAIR + 1, len(picture.surfaces)))
    photo = paint_strands(photo, hair, _hair_flow(picture, hair), scale, rng)
    return develop(photo, film, rng, person.camera.size)


def photograph_product(
    assets: SharedAssets,
    pattern: Pattern,
    product: Product,
    fabric: Fabric,
    rng: np.random.Generator,
) -> Image:
    """Takes the product photo of a top on white or light grey.

    Args:
        assets: The shared material.
        pattern: The top.
        product: How it lies, see `product.lay_out`; it decides the size of the photo.
        fabric: What it is made of.
        rng: Lamps and backdrop.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    mesh = assets.garment
    size = product.side.shape[0], product.side.shape[1]
    attributes = sew(mesh, product.body, product.rest) | {"edge": product.cloth[:, None]}
    surface = Surface(
        product.positions, mesh.faces, product.cloth, np.zeros_like(product.cloth), attributes
    )
    camera = product.camera.enlarged(SUPERSAMPLING)
    picture = draw([surface if camera.scale < FACETS_SHOW else refine(surface)], camera)
    cloth = _cloth(pattern, fabric, picture, 0, Folds(fabric.seed + 2, _LAID_FLAT))
    lit, shown = _light(picture, [_worn(cloth, fabric)], catalogue_lamps(rng), camera.scale)
    inner = cv2.resize((product.side == INNER).astype(np.float32), shown.shape[::-1])
    lit = lit * (1 - 0.35 * inner[shown])[:, None]
    white = float(rng.choice([0.965, 0.965, 0.93]))
    ground = np.full((*shown.shape, 3), white, np.float32)
    shadow = blur(shown.astype(np.float32), 0.25 * camera.scale)
    shadow = np.roll(shadow, int(0.12 * camera.scale), 0)
    ground *= (1 - 0.1 * shadow)[..., None]
    ground[shown] = to_srgb(lit)
    return develop(ground, CATALOGUE_FILM, rng, size)


def _person_surfaces(
    assets: SharedAssets, person: Person, dressed: Dressed, sewn: dict[str, Floats], smooth: bool
) -> list[Surface]:
    human, body = assets.human, person.body
    shoes = [list(SKIN_PARTS).index(part) for part in (Lip.LEFT_SHOE, Lip.RIGHT_SHOE)]
    feet = assets.skin_shares[:, shoes].sum(1, keepdims=True)
    surfaces = []
    for number, (mesh, positions) in enumerate(zip(dressed.meshes, dressed.positions, strict=True)):
        attributes: dict[str, Floats] = {}
        if number in (SKIN, EYES, BOTTOM):
            attributes["rest"] = body.vertices
        if number == SKIN:
            worn = feet if person.bottom.shoes else np.zeros_like(feet)
            attributes |= {"masks": assets.face_masks, "feet": worn}
        if number == TOP:
            attributes = sewn | {"edge": dressed.cloth[:, None]}
        nearer = mesh.depth - positions[:, 2]
        surface = Surface(positions, mesh.faces, mesh.keep, nearer, attributes)
        surfaces.append(refine(surface) if smooth and number != EYES else surface)
    lashes = Surface(
        person.posed.vertices,
        np.concatenate([human.faces[group] for group in LASHES]),
        np.ones(len(body.vertices), np.float32),
        np.zeros(len(body.vertices), np.float32),
        {},
    )
    # Lashes come right after the top's neighbours so that all hair keeps the last numbers.
    surfaces.insert(HAIR, lashes)
    return surfaces


def _paint_person(
    person: Person, pattern: Pattern, look: Look, picture: Picture, number: int
) -> Paint:
    surface = picture.surfaces[number]
    count = int(picture.fragments.of(number).sum())
    none = np.zeros(count, np.float32)
    if number == SKIN:
        values = {n: picture.at(number, surface.attributes[n]) for n in ("rest", "masks", "feet")}
        albedo = paint_skin(
            look, person.body, values["rest"], values["masks"], values["feet"][:, 0]
        )
        gloss = 0.05 + 0.12 * look.lips * values["masks"][:, 0]
        strength = relief_strength(person.body, look.seed)
        relief = strength * skin_relief(person.body, values["rest"])
        return Paint(albedo, relief, gloss.astype(np.float32), 18, is_skin=True)
    if number == EYES:
        centres = np.stack([person.body.head("eye.L"), person.body.head("eye.R")])
        albedo = paint_eyes(look, picture.at(number, surface.attributes["rest"]), centres)
        return Paint(albedo, none, none + 0.6, 90)
    if number == TOP:
        folds = Folds(look.top.seed + 1, 1.0)
        return _worn(_cloth(pattern, look.top, picture, number, folds), look.top)
    if number == BOTTOM:
        rest = picture.at(number, surface.attributes["rest"])
        albedo, relief = paint_bottom(look, rest, person.body, person.bottom.kind == "skirt")
        return Paint(albedo, relief, none + 0.02, 12)
    albedo = np.tile(to_linear(floats(look.hair)), (count, 1))
    if number == HAIR:
        return Paint(albedo * 0.3, none, none, 10)
    return Paint(albedo, none, none + 0.06, 14)


def _cloth(
    pattern: Pattern, fabric: Fabric, picture: Picture, number: int, folds: Folds
) -> ClothLook:
    attributes = picture.surfaces[number].attributes
    points = {n: picture.at(number, attributes[n]) for n in ("place", "from_arm", "arm")}
    edge = picture.at(number, attributes["edge"])[:, 0]
    return paint_cloth(pattern, fabric, points, edge, folds)


def _worn(cloth: ClothLook, fabric: Fabric) -> Paint:
    return Paint(cloth.albedo, cloth.relief, cloth.gloss, 8 + 30 * fabric.gloss)


def _light(
    picture: Picture, paints: list[Paint], lamps: Lamps, scale: float
) -> tuple[Floats, Mask]:
    """Returns the (p, 3) linear light and the (H, W) mask of the p pixels."""
    fragments = picture.fragments
    shown = fragments.mesh >= 0
    part = fragments.mesh[shown]
    count = len(part)
    albedo, normal, position = (np.zeros((count, 3), np.float32) for _ in range(3))
    relief, gloss, sharpness = (np.zeros(count, np.float32) for _ in range(3))
    is_skin = np.zeros(count, bool)
    for number, (surface, painted) in enumerate(zip(picture.surfaces, paints, strict=True)):
        here = part == number
        if not here.any():
            continue
        facing = picture.at(number, vertex_normals(surface.positions, surface.faces))
        # What is seen from behind, like the inside of a collar, is lit as if from the front.
        facing *= np.where(facing[:, 2:] < 0, -1, 1)
        normal[here] = facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-6)
        position[here] = picture.at(number, surface.positions)
        albedo[here], relief[here] = painted.albedo, painted.relief
        gloss[here], sharpness[here] = painted.gloss, painted.sharpness
        is_skin[here] = painted.is_skin
    buffers = Buffers(
        shown, albedo, normal, position, relief, gloss, sharpness, is_skin, part, scale
    )
    return light(buffers, picture, lamps), shown


def _hair_flow(picture: Picture, hair: Mask) -> Floats:
    """Returns (H, W, 2): where hair runs in the picture, down along it and off the parting."""
    flow = np.zeros((*hair.shape, 2), np.float32)
    for number in range(HAIR + 1, len(picture.surfaces)):
        shown = picture.fragments.of(number)
        if not shown.any():
            continue
        surface = picture.surfaces[number]
        normal = picture.at(number, vertex_normals(surface.positions, surface.faces))
        position = picture.at(number, surface.positions)
        middle = np.median(position[:, 0])
        down = np.tile(floats([0, -1, 0]), (len(normal), 1))
        down[:, 0] += (
            0.5 * np.clip((position[:, 0] - middle) / 0.3, -1, 1) * np.clip(normal[:, 1], 0, 1)
        )
        along = down - np.einsum("pk,pk->p", down, normal)[:, None] * normal
        screen = along[:, :2] * floats([1, -1])
        flow[shown] = screen / np.maximum(np.linalg.norm(screen, axis=1, keepdims=True), 1e-4)
    return flow
