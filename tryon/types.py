"""The values that travel from photo to screen. NumPy only: no torch, no gradio.

Conventions: images are upright uint8 RGB (H, W, 3). Masks are bool (H, W) unless a field says
otherwise. Points are (x, y) in pixels of the image they belong to, pixel centres at whole numbers,
y downwards. Sizes are (height, width).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Labels = NDArray[np.uint8]
Size = tuple[int, int]

# In a label map of changes: here nothing was changed.
UNTOUCHED = 255

Sleeve = Literal["sleeveless", "short", "elbow", "long"]
Neckline = Literal["round", "v", "wide", "high", "collar", "straps"]
GarmentCategory = Literal["auto", "upper", "lower", "dress"]
Subject = Literal["person", "garment", "result"]
# Where a photo's pose, parse map or mask came from.
Origin = Literal["published", "own"]

# Called before each stage with its name and the fraction of the run already done (0 to 1).
OnStage = Callable[[str, float], None]
# Asked before each stage; True stops the run with `Cancelled`.
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class Notice:
    """A warning that rides on an input or a result and is shown beside what it concerns.

    Attributes:
        code: Stable short name, for example "several_people".
        message: One plain sentence.
        hint: What the user can do about it, wherever it is read.
        about: Which photo or the result it concerns.
        command: What does it on the command line; empty for nothing.
    """

    code: str
    message: str
    hint: str
    about: Subject
    command: str = ""


@dataclass(frozen=True)
class GarmentChoice:
    """What the user says of a garment; it counts more than what is found.

    Attributes:
        category: "auto": as it looks; "upper": a top, whatever it looks like.
        sleeve: None: as it looks.
        neckline: None: as it looks.
        index: Which of several in the photo, 1 being the first from the left; None: the largest.
    """

    category: GarmentCategory = "auto"
    sleeve: Sleeve | None = None
    neckline: Neckline | None = None
    index: int | None = None

    def over(self, garment: "GarmentInput") -> "GarmentInput":
        """Returns a garment with what the user says of its sleeves and neckline."""
        return replace(
            garment,
            sleeve=self.sleeve or garment.sleeve,
            neckline=self.neckline or garment.neckline,
        )


AS_IT_LOOKS = GarmentChoice()


@dataclass(frozen=True, eq=False)
class RunOptions:
    """What of a run can be chosen.

    Attributes:
        size: Working size (height, width), one of the pipeline's; None: its first.
        seed: Seeds everything random: the same inputs and seed give the same result. Where nothing
            is (`pipeline.seeded`), it changes nothing.
        ablation: One of the pipeline's ablations: the picture is also made without that part.
        layout: What of the predicted layout was mended: (1024, 768) LIP-20, laid over it;
            `UNTOUCHED` where the prediction stands. None: nothing was.
    """

    size: Size | None = None
    seed: int = 0
    ablation: str | None = None
    layout: Labels | None = None


DEFAULT_OPTIONS = RunOptions()


@dataclass(frozen=True)
class Keypoints:
    """One person's joints in OpenPose BODY_25 order (`labels.Joint`).

    Attributes:
        xy: (25, 2) float32 pixels; NaN where the joint is missing, never (0, 0). Joints found in a
            photo, or placed by hand, are told from the edge (see `pictures.coordinates`).
        score: (25,) float32 from 0 to 1; 0 where missing.
    """

    xy: NDArray[np.float32]
    score: NDArray[np.float32]

    def found(self, *joints: int) -> bool:
        """Returns whether every one of the joints is present."""
        return bool(np.isfinite(self.xy[list(joints)]).all())

    def transformed(self, scale: tuple[float, float], shift: tuple[float, float]) -> "Keypoints":
        """Returns the joints at `xy * scale + shift`, both given as (x, y)."""
        xy = self.xy * np.asarray(scale, np.float32) + np.asarray(shift, np.float32)
        return Keypoints(xy.astype(np.float32), self.score)


@dataclass(frozen=True)
class ParseMap:
    """A human parsing map.

    Attributes:
        labels: (H, W) uint8, numbers of `scheme`.
        scheme: Always "LIP20" at present; the numbers are in `labels.Lip`.
    """

    labels: Labels
    scheme: Literal["LIP20"] = "LIP20"


@dataclass(frozen=True)
class CanvasBox:
    """Where the 3:4 working canvas lies in the photo, in photo pixels.

    The box may reach beyond the photo; what lies outside is padding. A photo point p, told from the
    photo's edge as clicks are, is at (p - (left, top)) * canvas_width / width from the canvas's.
    """

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Choosable:
    """Who can be chosen in a photo of several people, or what in one of several garments.

    Attributes:
        places: From the left: left, top, right and bottom of each as shares of the photo, 0 to 1.
        first: Which is chosen where nobody says which, 1 being the first; 0 where there is none.
    """

    places: tuple[tuple[float, float, float, float], ...]
    first: int


@dataclass(frozen=True)
class PersonInput:
    """A person photo and what the preprocessing found in it.

    Attributes:
        photo: The upload, upright, (H, W, 3); a huge one reduced, see `reading.WORKING_PIXELS`.
        box: Where `image` lies in `photo`.
        image: The working canvas, (1024, 768, 3).
        keypoints: Joints in canvas pixels; None where they could not be found.
        parse_map: Labels of the canvas, (1024, 768); None where they could not be found.
        notices: Warnings about this photo.
        pose_map: A skeleton drawn elsewhere, (1024, 768, 3); drawn from the joints if None.
        repaint: (1024, 768) bool, what the user wants painted anew beyond what is by itself.
        keep: (1024, 768) bool, what the user wants left as it is in the photo.
        held: (1024, 768) bool, other people, who never change.
    """

    photo: Image
    box: CanvasBox
    image: Image
    keypoints: Keypoints | None
    parse_map: ParseMap | None
    notices: tuple[Notice, ...] = ()
    pose_map: Image | None = None
    repaint: Mask | None = None
    keep: Mask | None = None
    held: Mask | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the canvas is the whole photo and nothing beyond, as in the data sets."""
        height, width = self.photo.shape[:2]
        return self.box == CanvasBox(0.0, 0.0, float(width), float(height))


@dataclass(frozen=True)
class GarmentInput:
    """A garment photo and what the preprocessing found in it.

    Attributes:
        photo: The upload, upright, (H, W, 3); a huge one reduced, see `reading.WORKING_PIXELS`.
        image: The working canvas, (1024, 768, 3): the garment centred on the data set's grey (246).
        cloth_mask: (1024, 768) bool.
        sleeve: Estimated sleeve length.
        neckline: Estimated neckline.
        notices: Warnings about this photo.
        box: Where `image` lies in `photo`; None: it is the whole photo.
        published_mask: (h, w) bool, a data set's own mask in the photo's pixels; None without.
        turns: Quarter turns clockwise by which the garment would probably stand upright, 0 to 3.
        worn: Whether somebody wears it in the photo.
        outerwear: Whether it is a coat or a jacket, which is worn over trousers.
    """

    photo: Image
    image: Image
    cloth_mask: Mask
    sleeve: Sleeve
    neckline: Neckline
    notices: tuple[Notice, ...] = ()
    box: CanvasBox | None = None
    published_mask: Mask | None = None
    turns: int = 0
    worn: bool = False
    outerwear: bool = False


@dataclass(frozen=True)
class Intermediates:
    """Everything a pipeline made on the way, on the working canvas; each field is optional.

    Label maps are LIP-20 uint8 (H, W); masks are uint8 0 to 255 (H, W), soft where the network's
    are soft; the rest is RGB uint8 (H, W, 3). Saved as one PNG each, named after the field.

    `regional_masks` is larger than the canvas: a sheet of all of RMGN's 18 masks, of which
    `regional_mask` is the last. One sheet, because what they show is how the choice sharpens from
    mask to mask; they are enlarged by whole factors, so that each mask's own values can be read
    off it (see `drawing.draw_sheet`).
    """

    parse_map: Labels | None = None
    pose_map: Image | None = None
    agnostic_image: Image | None = None
    parse_agnostic: Labels | None = None
    cloth: Image | None = None
    cloth_mask: NDArray[np.uint8] | None = None
    predicted_parse: Labels | None = None
    tps_grid: Image | None = None
    warped_cloth: Image | None = None
    warped_cloth_mask: NDArray[np.uint8] | None = None
    align_mask: NDArray[np.uint8] | None = None
    misalignment_mask: NDArray[np.uint8] | None = None
    appearance_flow: Image | None = None
    flow_cloth: Image | None = None
    flow_misalignment_mask: NDArray[np.uint8] | None = None
    instance_norm_canvas: Image | None = None
    regional_masks: Image | None = None
    regional_mask: NDArray[np.uint8] | None = None
    rendered_image: Image | None = None
    composite_mask: NDArray[np.uint8] | None = None

    def present(self) -> dict[str, NDArray[np.uint8]]:
        """Returns the fields that are there, by name, in the order of the pipeline."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


LABEL_FIELDS = ("parse_map", "parse_agnostic", "predicted_parse")


@dataclass(frozen=True)
class WeightRecord:
    """Which weights made a result: table key, sha256 and licence."""

    key: str
    sha256: str
    licence: str


@dataclass(frozen=True)
class TryOnResult:
    """What a pipeline returns.

    Attributes:
        image: The person's photo at its own resolution, up to `reading.WORKING_PIXELS`, with the
            garment on; pixels outside the changed area are identical to the photo's.
        canvas: The 3:4 working image at `size`.
        intermediates: Everything made on the way.
        misalignment_ratio: Misaligned pixels over clothing pixels (VITON-HD Eq. 3-4), 0 to 1; None
            where no parse map says which pixels are clothing.
        timings_ms: Milliseconds by stage, in order.
        notices: Every warning of person, garment and run.
        pipeline: Registry name.
        size: Working size (height, width).
        seed: What the random numbers were seeded with.
        device: For example "cpu" or "cuda:0".
        weights: The weights that were used.
    """

    image: Image
    canvas: Image
    intermediates: Intermediates
    misalignment_ratio: float | None
    timings_ms: dict[str, float]
    notices: tuple[Notice, ...]
    pipeline: str
    size: Size
    seed: int
    device: str
    weights: tuple[WeightRecord, ...] = field(default=())
