"""What is computed once and used for every sample: mesh, garment surface, weights and labels."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from tryon.labels import ARM_LABELS, LEG_LABELS, Lip
from tryon.training.synthetic import makehuman
from tryon.training.synthetic.garment import GarmentMesh, make_garment_mesh
from tryon.training.synthetic.makehuman import Floats, MakeHuman, floats
from tryon.training.synthetic.posing import SkinWeights
from tryon.types import Labels, Mask

SKIN_PARTS: Labels = np.array([Lip.FACE, Lip.NECK, *ARM_LABELS, *LEG_LABELS], np.uint8)


@dataclass(frozen=True)
class Landmarks:
    """Mesh vertices that mark joints no bone marks: `ears` and `heels` are left, right."""

    nose: int
    ears: tuple[int, int]
    heels: tuple[int, int]


@dataclass(frozen=True)
class SharedAssets:
    """The shared, read-only material.

    Attributes:
        human: The base mesh.
        garment: The surface tops are cut from.
        weights: Skin weights of all V vertices.
        arm_share: (V,) share of the arms in them, hands included.
        head_share: (V,) share of the head.
        skin_shares: (V, 8) how much each vertex belongs to each of `SKIN_PARTS`.
        face_masks: (V, 3) how much of lips, eyelids and nails each vertex has, 0 to 1.
        landmarks: Nose, ears and heels.
    """

    human: MakeHuman
    garment: GarmentMesh
    weights: SkinWeights
    arm_share: Floats
    head_share: Floats
    skin_shares: Floats
    face_masks: Floats
    landmarks: Landmarks


def open_shared_assets(data: Path | None = None) -> SharedAssets:
    """Reads the MakeHuman data and prepares what all samples share (about five seconds).

    Args:
        data: See `makehuman.data_folder`.
    """
    human = makehuman.read(makehuman.data_folder(data))
    return SharedAssets(
        human=human,
        garment=make_garment_mesh(human),
        weights=SkinWeights.strongest(human.weights),
        arm_share=human.weight_of("upperarm01.L", "upperarm01.R"),
        head_share=human.weight_of("head"),
        skin_shares=_skin_shares(human),
        face_masks=floats(np.stack([_mask_at_vertices(human, name) for name in human.masks], 1)),
        landmarks=_landmarks(human),
    )


def _skin_shares(human: MakeHuman) -> Floats:
    shares = np.zeros((len(human.vertices), len(SKIN_PARTS)), np.float32)
    part = {label: column for column, label in enumerate(SKIN_PARTS)}
    shares[:, part[Lip.FACE]] = human.weight_of("head")
    heads = human.bone_heads(human.vertices)
    for side, arm, leg, shoe in (
        ("L", Lip.LEFT_ARM, Lip.LEFT_LEG, Lip.LEFT_SHOE),
        ("R", Lip.RIGHT_ARM, Lip.RIGHT_LEG, Lip.RIGHT_SHOE),
    ):
        shares[:, part[arm]] = human.weight_of(f"upperarm01.{side}")
        foot = human.weight_of(f"foot.{side}")
        thigh = human.weight_of(f"upperleg01.{side}")
        # Bare skin at the hips belongs to the torso.
        hip = heads[human.bone_index[f"upperleg01.{side}"], 1]
        below = np.clip((hip - 0.4 - human.vertices[:, 1]) / 0.8, 0, 1)
        shares[:, part[leg]] = (thigh - foot) * below
        shares[:, part[shoe]] = foot
    shares[:, part[Lip.NECK]] = 1 - shares.sum(1)
    return shares


def _landmarks(human: MakeHuman) -> Landmarks:
    skin = np.unique(human.faces["body"])
    heads = human.bone_heads(human.vertices)
    eye = heads[human.bone_index["eye.L"]]
    x, y, z = human.vertices[skin].T
    level = (y > eye[1] - 0.7) & (y < eye[1] + 0.1)

    def first(score: Floats, where: Mask) -> int:
        return int(skin[np.where(where, score, -np.inf).argmax()])

    ears = [first(s * x, level & (np.abs(z - eye[2] + 1) < 0.6)) for s in (1, -1)]
    heels = [first(-z, (y < y.min() + 0.4) & (s * x > 0)) for s in (1, -1)]
    return Landmarks(first(z, level & (np.abs(x) < 0.15)), (ears[0], ears[1]), (heels[0], heels[1]))


def _mask_at_vertices(human: MakeHuman, name: str) -> Floats:
    """Returns (V,): a mask of texture space at the vertices, 0 to 1."""
    mask = cv2.GaussianBlur(human.masks[name], (0, 0), 4).astype(np.float32) / 255
    uv = np.zeros((len(human.vertices), 2), np.float32)
    uv[human.faces["body"].ravel()] = human.uv[human.uv_faces["body"].ravel()]
    side = mask.shape[0] - 1
    x = np.clip(uv[:, 0] * side, 0, side).astype(int)
    y = np.clip((1 - uv[:, 1]) * side, 0, side).astype(int)
    return floats(mask[y, x])


def visible_skin(garment: GarmentMesh, cloth: Floats, margin: float = 0.12) -> Floats:
    """Returns (V,) how far each mesh vertex is from being hidden under cloth; below zero: hidden.

    What lies under cloth is not drawn at all, so nothing can poke through; the margin leaves skin
    to be seen in the openings.

    Args:
        garment: The garment surface.
        cloth: (n,) signed distance of its vertices, above zero where there is cloth.
        margin: Decimetres of skin kept inside the edge.
    """
    hidden = np.where(garment.nearest_distance < 0.5, cloth[garment.nearest] - margin, -1.0)
    visible: Floats = (-hidden).astype(np.float32)
    return visible
