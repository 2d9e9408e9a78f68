"""An engine with the real one's interface and no network in it, as slow as a test asks for."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from tests.support.fakes import FakePipeline
from tests.support.joints import joints_at
from tryon.errors import NoPersonFound
from tryon.labels import Lip, colourise
from tryon.pictures.canvas import canvas_box, to_canvas
from tryon.pictures.reading import read_image
from tryon.pipelines.rmgn import RmgnPipeline
from tryon.pipelines.viton_hd import VitonHdPipeline
from tryon.stages import UNWATCHED
from tryon.types import (
    AS_IT_LOOKS,
    DEFAULT_OPTIONS,
    Choosable,
    GarmentInput,
    Intermediates,
    Notice,
    ParseMap,
    PersonInput,
    TryOnResult,
    WeightRecord,
)

HEIGHT, WIDTH = 1024, 768
MISALIGNED = 0.0625
_COLOURS = {
    Lip.BACKGROUND: (226, 222, 214),
    Lip.HAIR: (74, 52, 38),
    Lip.FACE: (224, 178, 150),
    Lip.NECK: (216, 168, 140),
    Lip.UPPER: (92, 124, 160),
    Lip.PANTS: (60, 62, 74),
    Lip.LEFT_ARM: (220, 174, 146),
    Lip.RIGHT_ARM: (220, 174, 146),
}


def drawn_labels():
    """A person as a LIP-20 map, (1024, 768) uint8."""
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(labels, (384, 190), (92, 120), 0, 0, 360, int(Lip.HAIR), -1)
    cv2.rectangle(labels, (346, 270), (422, 360), int(Lip.NECK), -1)
    cv2.ellipse(labels, (384, 215), (70, 92), 0, 0, 360, int(Lip.FACE), -1)
    legs = np.array(
        [(270, 660), (498, 660), (520, 1023), (410, 1023), (384, 760), (358, 1023), (248, 1023)]
    )
    cv2.fillPoly(labels, [legs], int(Lip.PANTS))
    torso = np.array(
        [(240, 360), (340, 330), (384, 372), (428, 330), (528, 360), (500, 680), (268, 680)]
    )
    cv2.fillPoly(labels, [torso], int(Lip.UPPER))
    for side, label in ((1, Lip.LEFT_ARM), (-1, Lip.RIGHT_ARM)):
        arm = [(384 + side * x, y) for x, y in ((110, 440), (160, 440), (196, 690), (150, 700))]
        cv2.fillPoly(labels, [np.array(arm)], int(label))
        sleeve = [(384 + side * x, y) for x, y in ((130, 352), (150, 366), (176, 480), (104, 486))]
        cv2.fillPoly(labels, [np.array(sleeve)], int(Lip.UPPER))
    return labels


def drawn_person():
    """A person photo, (1024, 768, 3) uint8."""
    labels = drawn_labels()
    photo = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for label, colour in _COLOURS.items():
        photo[labels == label] = colour
    return photo


def drawn_garment():
    """A garment photo, (1024, 768, 3) uint8."""
    photo = np.full((HEIGHT, WIDTH, 3), 246, np.uint8)
    shirt = [
        (250, 220),
        (330, 190),
        (384, 230),
        (438, 190),
        (518, 220),
        (640, 420),
        (560, 470),
        (520, 400),
        (520, 820),
        (248, 820),
        (248, 400),
        (208, 470),
        (128, 420),
    ]
    cv2.fillPoly(photo, [np.array(shirt)], (196, 62, 70))
    cv2.circle(photo, (384, 520), 80, (250, 214, 120), -1)
    return photo


def is_upside_down(photo):
    """Whether the sleeves of the drawn garment, where it is widest, are in the lower half."""
    widths = (photo.min(axis=2) < 235).sum(axis=1)
    return bool(widths.argmax() > len(widths) / 2)


@dataclass
class Counts:
    """How often, and how much at once, the engine was run."""

    runs: int = 0
    finished: int = 0
    at_once: int = 0
    most_at_once: int = 0
    stages: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def one_run(self):
        """Counts a run, which is finished if nothing is raised."""
        with self.lock:
            self.runs += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
            self.finished += 1
        finally:
            with self.lock:
                self.at_once -= 1


class DrawnPreprocessor:
    last_index = None

    def people(self, source, cancelled=None):
        height, width = read_image(source, "person").rgb.shape[:2]
        if width <= height:
            return Choosable(((0.1, 0.05, 0.9, 1.0),), 1)
        return Choosable(((0.05, 0.05, 0.45, 1.0), (0.55, 0.05, 0.95, 1.0)), 2)

    def person(self, source, *, body_needed=True, index=None, cancelled=None):
        self.last_index = index
        photo = read_image(source, "person").rgb
        height, width = photo.shape[:2]
        box = canvas_box((height, width), (0.0, 0.0, float(width), float(height)))
        if photo.std() < 4:
            sentence = "No person was found in this photo."
            if body_needed:
                raise NoPersonFound(sentence, "Use a photo of one person.")
            alone = Notice("photo_alone", f"{sentence} The run goes on.", "", "person")
            return PersonInput(photo, box, to_canvas(photo, box), None, None, (alone,))
        notices = ()
        if width > height:
            notices = (
                Notice(
                    "several_people",
                    "Here are <b>two</b> people.",
                    "One was taken.",
                    "person",
                ),
            )
        return PersonInput(
            photo=photo,
            box=box,
            image=to_canvas(photo, box),
            keypoints=joints_at({}),
            parse_map=ParseMap(drawn_labels()),
            notices=notices,
        )

    def garments(self, source, cancelled=None):
        return self.people(source, cancelled)

    def garment(self, source, *, choice=AS_IT_LOOKS, cancelled=None):
        self.last_garment = choice.index
        photo = read_image(source, "garment").rgb
        image = cv2.resize(photo, (WIDTH, HEIGHT))
        mask = image.min(axis=2) < 235
        turns = 2 if is_upside_down(photo) else 0
        return GarmentInput(photo, image, mask, "short", "round", turns=turns)

    def forget(self, unused_s):
        self.forgotten_s = unused_s

    def forget_photos(self, paths):
        self.forgotten = set(paths)


class DrawnPipeline(FakePipeline):
    """Shows the drawn person in the drawn garment, in the stages of `viton-hd`."""

    title = "Compact (drawn)"
    sizes = ((1024, 768), (512, 384))
    stages = VitonHdPipeline.stages
    weights = ("compact_layout", "compact_matching")
    ablations = ("instance-norm",)
    kinds = ("sleeveless", "long", "straps")

    def __init__(self):
        super().__init__()
        self.seconds_per_stage = 0.05
        self.counts = Counts()

    def __call__(self, *inputs):
        with self.counts.one_run():
            return super().__call__(*inputs)

    def work(self, stage):
        self.counts.stages.append(stage)
        time.sleep(self.seconds_per_stage)

    def drawn(self, person, garment, options, timings_ms):
        self.last_person, self.last_garment, self.last_layout = person, garment, options.layout
        return drawn_result(person, garment, options, timings_ms)


class DrawnRmgnPipeline(DrawnPipeline):
    """The same with the intermediates of RMGN, and in green."""

    name = "rmgn"
    title = "RMGN (drawn)"
    sizes = ((512, 384), (256, 192))
    stages = RmgnPipeline.stages
    weights = ("rmgn_warp", "rmgn_gen")
    ablations = ()
    needs_body = False

    def drawn(self, person, garment, options, timings_ms):
        result = super().drawn(person, garment, options, timings_ms)
        known = person.parse_map is not None
        made, upper = result.intermediates, drawn_labels() == Lip.UPPER
        sheet = np.full((300, 700, 3), 128, np.uint8)
        # Green, where the other pipeline's result is the garment's red.
        green = np.where(upper[..., None], np.uint8((30, 150, 60)), result.canvas)
        height, width = person.photo.shape[:2]
        return replace(
            result,
            image=cv2.resize(green.astype(np.uint8), (width, height)),
            canvas=green.astype(np.uint8),
            intermediates=Intermediates(
                parse_map=made.parse_map if known else None,
                cloth=made.cloth,
                cloth_mask=made.cloth_mask,
                warped_cloth=made.warped_cloth,
                warped_cloth_mask=made.warped_cloth_mask,
                align_mask=made.align_mask if known else None,
                misalignment_mask=made.misalignment_mask if known else None,
                appearance_flow=made.appearance_flow,
                regional_masks=sheet,
                regional_mask=upper.astype(np.uint8) * 255,
                rendered_image=result.canvas,
                composite_mask=upper.astype(np.uint8) * 200,
            ),
            misalignment_ratio=result.misalignment_ratio if known else None,
            pipeline="rmgn",
            size=(512, 384),
        )


class FakeEngine:
    def __init__(self, pipeline=None):
        self.preprocessor = DrawnPreprocessor()
        self.pipeline = pipeline or DrawnPipeline()

    def run(self, person, garment, options=DEFAULT_OPTIONS, progress=UNWATCHED):
        return self.pipeline(person, garment, options, progress)


def drawn_result(person, garment, options, timings_ms):
    labels = drawn_labels()
    upper = labels == Lip.UPPER
    rows = np.arange(HEIGHT)[:, None]
    warped_mask = upper & (rows > 400)
    cloth = np.where(upper[..., None], np.uint8((196, 62, 70)), np.uint8(246)).astype(np.uint8)
    canvas = person.image.copy()
    canvas[upper] = garment.image[400, 384]
    agnostic = person.image.copy()
    agnostic[upper | (labels == Lip.NECK)] = 128
    grid = garment.image.copy()
    grid[::32] = (40, 40, 40)
    grid[:, ::32] = (40, 40, 40)
    height, width = person.photo.shape[:2]
    flow = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    flow[..., 0] = np.linspace(0, 255, WIDTH)
    flow[..., 1] = 180
    return TryOnResult(
        image=cv2.resize(canvas, (width, height)),
        canvas=canvas,
        intermediates=Intermediates(
            parse_map=labels,
            pose_map=colourise(labels) // 3,
            agnostic_image=agnostic,
            parse_agnostic=np.where(upper, 0, labels).astype(np.uint8),
            cloth=garment.image,
            cloth_mask=garment.cloth_mask.astype(np.uint8) * 255,
            predicted_parse=labels,
            tps_grid=grid,
            warped_cloth=cloth,
            warped_cloth_mask=warped_mask.astype(np.uint8) * 255,
            align_mask=warped_mask.astype(np.uint8) * 255,
            misalignment_mask=(upper & ~warped_mask).astype(np.uint8) * 255,
            appearance_flow=flow,
            flow_cloth=cloth,
            flow_misalignment_mask=np.zeros((HEIGHT, WIDTH), np.uint8),
            instance_norm_canvas=255 - canvas if options.ablation == "instance-norm" else None,
        ),
        misalignment_ratio=MISALIGNED,
        timings_ms=timings_ms,
        notices=person.notices,
        pipeline="compact",
        size=(HEIGHT, WIDTH),
        seed=options.seed,
        device="cpu",
        weights=(WeightRecord("compact_layout", "0" * 64, "Apache-2.0"),),
    )
