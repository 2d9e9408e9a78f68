"""One dressed person in front of the camera: layers, labels and joints."""

from dataclasses import dataclass, replace

import numpy as np

from tryon.labels import Joint, Lip
from tryon.training.synthetic.body import Body, make_body, sample_identity
from tryon.training.synthetic.camera import Camera, sample_camera
from tryon.training.synthetic.cuts import cut
from tryon.training.synthetic.drape import drape
from tryon.training.synthetic.garment import smoothstep
from tryon.training.synthetic.makehuman import Floats, floats
from tryon.training.synthetic.pattern import Pattern
from tryon.training.synthetic.poses import Posed, sample_pose, torso_shape
from tryon.training.synthetic.posing import skin
from tryon.training.synthetic.rasteriser import Fragments, Mesh, interpolate, rasterise
from tryon.training.synthetic.shared_assets import SKIN_PARTS, SharedAssets, visible_skin
from tryon.training.synthetic.wardrobe import (
    Bottom,
    Hair,
    Layer,
    bottom_layer,
    fall_layer,
    lock_layer,
    sample_bottom,
    sample_hair,
    scalp_layer,
)
from tryon.types import Labels, Size

SKIN, EYES, TOP, BOTTOM, HAIR = range(5)

BONE_OF_JOINT = {
    Joint.RIGHT_SHOULDER: "upperarm01.R",
    Joint.RIGHT_ELBOW: "lowerarm01.R",
    Joint.RIGHT_WRIST: "wrist.R",
    Joint.LEFT_SHOULDER: "upperarm01.L",
    Joint.LEFT_ELBOW: "lowerarm01.L",
    Joint.LEFT_WRIST: "wrist.L",
    Joint.RIGHT_HIP: "upperleg01.R",
    Joint.RIGHT_KNEE: "lowerleg01.R",
    Joint.RIGHT_ANKLE: "foot.R",
    Joint.LEFT_HIP: "upperleg01.L",
    Joint.LEFT_KNEE: "lowerleg01.L",
    Joint.LEFT_ANKLE: "foot.L",
    Joint.RIGHT_EYE: "eye.R",
    Joint.LEFT_EYE: "eye.L",
    Joint.LEFT_BIG_TOE: "toe1-2.L",
    Joint.LEFT_SMALL_TOE: "toe5-2.L",
    Joint.RIGHT_BIG_TOE: "toe1-2.R",
    Joint.RIGHT_SMALL_TOE: "toe5-2.R",
}
LOCKS = HAIR + 2  # the mesh of the locks in front, if there are any
LOCKS_NEARER = 0.45  # decimetres
_HEM_COLUMN = 0.3  # decimetres across which a hem counts as level
EAR_HIDDEN_BEYOND = 25.0  # degrees of yaw of the head


@dataclass(frozen=True)
class Person:
    """Somebody posed, without a top yet.

    Attributes:
        body: In the base pose.
        posed: The pose.
        bottom: What is worn below.
        hair: The haircut.
        camera: Who looks.
        layers: Skin, eyes, bottom and one to three layers of hair.
        positions: Their posed vertices.
    """

    body: Body
    posed: Posed
    bottom: Bottom
    hair: Hair
    camera: Camera
    layers: tuple[Layer, ...]
    positions: tuple[Floats, ...]

    @property
    def waistband(self) -> float:
        """Height of the waistband in the base pose."""
        return float(self.body.head("upperleg01.L")[1]) + self.bottom.waist


@dataclass(frozen=True)
class Dressed:
    """A person in a top, drawn.

    Attributes:
        meshes: In the order SKIN, EYES, TOP, BOTTOM, HAIR (one to three).
        positions: World positions of each mesh's vertices.
        fragments: What each pixel shows.
        labels: (H, W) LIP-20.
        tucked: Whether the top is tucked in.
        cloth: (n,) signed distance to the edge of the top as worn.
        rest: (n, 3) the top draped in the base pose.
    """

    meshes: list[Mesh]
    positions: list[Floats]
    fragments: Fragments
    labels: Labels
    tucked: bool
    cloth: Floats
    rest: Floats


def sample_person(assets: SharedAssets, rng: np.random.Generator, size: Size) -> Person:
    """Draws somebody, a pose, trousers or skirt, a haircut and a framing."""
    body = make_body(assets.human, sample_identity(rng))
    posed = sample_pose(rng, body, assets.weights, assets.arm_share)
    bottom = sample_bottom(rng, body.identity.sex)
    hair = sample_hair(rng, body.identity.sex)
    camera = sample_camera(rng, body, posed, size)
    everywhere = np.ones(len(body.vertices), np.float32)
    faces, weights = assets.human.faces, assets.weights
    eyes = np.concatenate([faces["helper-l-eye"], faces["helper-r-eye"]])
    clothes = bottom_layer(bottom, body, assets.arm_share, weights)
    layers = (
        Layer(body.vertices, faces["body"], (0.15 - clothes.keep).astype(np.float32), weights),
        Layer(body.vertices, eyes, everywhere, weights),
        clothes,
        *hair_layers(assets, body, hair),
    )
    worn = (skin(posed.skeleton, layer.weights, layer.vertices) for layer in layers[2:])
    positions = (posed.vertices, posed.vertices, *worn)
    return Person(body, posed, bottom, hair, camera, layers, positions)


def keypoints(assets: SharedAssets, person: Person) -> Floats:
    """Returns (25, 2) BODY_25 joints in pixels; NaN for an ear the head hides."""
    human, skeleton = assets.human, person.posed.skeleton
    points = np.full((len(Joint), 3), np.nan, np.float32)
    for joint, bone in BONE_OF_JOINT.items():
        points[joint] = skeleton.position[human.bone_index[bone]]
    points[Joint.NECK] = 0.5 * (points[Joint.LEFT_SHOULDER] + points[Joint.RIGHT_SHOULDER])
    points[Joint.MID_HIP] = 0.5 * (points[Joint.LEFT_HIP] + points[Joint.RIGHT_HIP])
    marks, vertices = assets.landmarks, person.posed.vertices
    points[Joint.NOSE] = vertices[marks.nose]
    for (ear, heel), mark_ear, mark_heel in zip(
        ((Joint.LEFT_EAR, Joint.LEFT_HEEL), (Joint.RIGHT_EAR, Joint.RIGHT_HEEL)),
        marks.ears,
        marks.heels,
        strict=True,
    ):
        points[ear], points[heel] = vertices[mark_ear], vertices[mark_heel]
    ahead = skeleton.rotation[human.bone_index["head"]][:, 2]
    yaw = float(np.rad2deg(np.arctan2(ahead[0], ahead[2])))
    if abs(yaw) > EAR_HIDDEN_BEYOND:
        points[Joint.LEFT_EAR if yaw > 0 else Joint.RIGHT_EAR] = np.nan
    return person.camera.project(points)


def dress(
    assets: SharedAssets, person: Person, pattern: Pattern, camera: Camera | None = None
) -> Dressed:
    """Puts a top on a person and draws everything.

    Args:
        assets: The shared material.
        person: Who wears it.
        pattern: The top.
        camera: Who looks; None for the person's own camera.
    """
    body, garment = person.body, assets.garment
    tucked = person.bottom.tucked and pattern.hem < person.bottom.waist - 0.3
    waistband = person.waistband
    cloth = cut(pattern, garment)
    rest = drape(pattern, garment, body, waistband if tucked else None)
    if tucked:
        above = garment.gather(body.vertices)[:, 1] - (waistband - 0.12)
        cloth = np.minimum(cloth, above + 8 * np.clip(garment.arm - 0.4, 0, 1))
    covered = visible_skin(garment, cloth)
    if not tucked:
        covered = np.minimum(covered, _above_hem(assets, body, cloth, rest))
    skeleton, camera = person.posed.skeleton, camera or person.camera
    meshes = [
        Mesh(camera.project(p), p[:, 2], layer.faces, layer.keep)
        for p, layer in zip(person.positions, person.layers, strict=True)
    ]
    for number in range(LOCKS - 1, len(meshes)):
        # Locks fall over the cloth, however far it stands off.
        meshes[number] = replace(meshes[number], depth=meshes[number].depth + LOCKS_NEARER)
    # Skin in the openings of a garment lies behind its edge.
    sunk = 0.3 * smoothstep(0.15, 0.0, covered)
    bare, trousers = meshes[0], meshes[2]
    meshes[0] = replace(bare, keep=np.minimum(bare.keep, covered), depth=bare.depth - sunk)
    if not tucked:
        keep = np.minimum(trousers.keep, covered)
        meshes[2] = replace(trousers, keep=keep, depth=trousers.depth - sunk)
    worn = skin(skeleton, garment.weights, rest)
    # Edges lie on the skin. Where arms rest on cloth, the cloth gives way: there the torso counts
    # as a little farther away.
    torso = 1 - smoothstep(0.1, 0.4, garment.arm)
    depth = worn[:, 2] + 0.1 - 0.55 * smoothstep(0.15, 0.6, cloth) * torso
    meshes.insert(TOP, Mesh(camera.project(worn), depth, garment.faces, cloth))
    positions = [*person.positions[:TOP], worn, *person.positions[TOP:]]
    fragments = rasterise(meshes, camera.size)
    labels = _labels(assets, person, meshes, fragments)
    return Dressed(meshes, positions, fragments, labels, tucked, cloth, rest)


def _above_hem(assets: SharedAssets, body: Body, cloth: Floats, rest: Floats) -> Floats:
    """Returns (V,): below zero for hips and thighs above the hem of a draped top.

    Long tops are cut at the crotch and pulled down, so what lies under them cannot be found by the
    nearest cloth on the average body.
    """
    y, hips = body.vertices[:, 1], body.head("upperleg01.L")[1]
    edge = (np.abs(cloth) < 0.2) & (assets.garment.arm < 0.2) & (rest[:, 1] < hips + 2.5)
    edge &= rest[:, 2] > body.head("spine03")[2]
    if not edge.any():
        return np.ones_like(y)
    overall = np.percentile(rest[edge, 1], 75)
    column = np.clip((rest[edge, 0] / _HEM_COLUMN).round().astype(int) + 6, 0, 12)
    heights = [rest[edge, 1][column == k] for k in range(13)]
    hems = [np.percentile(h, 75) if len(h) else overall for h in heights]
    hem = np.interp(body.vertices[:, 0], _HEM_COLUMN * np.arange(-6, 7), hems) + 0.12
    hips_and_thighs = (y < hips + 1) & (assets.arm_share < 0.3)
    return floats(np.where(hips_and_thighs, hem - y, 1))


def hair_layers(assets: SharedAssets, body: Body, hair: Hair) -> list[Layer]:
    """Builds one to three layers of hair."""
    layers = [scalp_layer(hair, body, assets.head_share, assets.weights)]
    if hair.length is not None:
        layers.append(fall_layer(hair, hair.length, body, assets.weights))
        locks = lock_layer(hair, hair.length, body, torso_shape(body, assets.arm_share))
        layers += [locks] if locks is not None else []
    return layers


def _labels(
    assets: SharedAssets, person: Person, meshes: list[Mesh], fragments: Fragments
) -> Labels:
    labels = np.full(fragments.mesh.shape, Lip.BACKGROUND, np.uint8)
    bottom = Lip.SKIRT if person.bottom.kind == "skirt" else Lip.PANTS
    fixed = {EYES: Lip.FACE, TOP: Lip.UPPER, BOTTOM: bottom}
    for number, mesh in enumerate(meshes):
        shown = fragments.of(number)
        if number != SKIN:
            labels[shown] = fixed.get(number, Lip.HAIR)
            continue
        face, weights = fragments.face[shown], fragments.barycentric[shown]
        shares = interpolate(assets.skin_shares, mesh.faces, face, weights)
        labels[shown] = SKIN_PARTS[shares.argmax(1)]
    if not person.bottom.shoes:
        labels[labels == Lip.LEFT_SHOE] = Lip.LEFT_LEG
        labels[labels == Lip.RIGHT_SHOE] = Lip.RIGHT_LEG
    return labels
