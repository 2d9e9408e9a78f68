"""A preprocessing and a pipeline with the real ones' interfaces and next to no work in them."""

from collections.abc import Collection
from functools import partial

import numpy as np

from tests.support.joints import joints_at
from tryon.errors import NoPersonFound
from tryon.pictures.canvas import canvas_box, to_canvas
from tryon.pictures.reading import ImageSource, read_image
from tryon.stages import UNWATCHED, Stage, StageClock, names_of
from tryon.types import (
    AS_IT_LOOKS,
    DEFAULT_OPTIONS,
    GarmentInput,
    Intermediates,
    Notice,
    ParseMap,
    PersonInput,
    TryOnResult,
    WeightRecord,
)

CANVAS = (64, 48)
PAIR_NOTICE = Notice("same_image", "Both photos are the same.", "Choose two photos.", "garment")


class FakePreprocessor:
    """Takes the middle of the photo for the person; refuses a black photo."""

    def __init__(self, store: object) -> None:
        self.calls: list[str] = []
        self.index: int | None = None
        self.choice = AS_IT_LOOKS

    def person(
        self, source: ImageSource, *, body_needed=True, index: int | None = None, cancelled=None
    ) -> PersonInput:
        self.calls.append("person")
        self.index = index
        decoded = read_image(source, "person", cancelled)
        height, width = decoded.rgb.shape[:2]
        box = canvas_box((height, width), (width * 0.25, 0, width * 0.75, height))
        if not decoded.rgb.any():
            if body_needed:
                raise NoPersonFound("No person was found in the person photo.", "Take another.")
            return PersonInput(decoded.rgb, box, to_canvas(decoded.rgb, box, CANVAS), None, None)
        keypoints = joints_at({})
        labels = np.zeros(CANVAS, np.uint8)
        labels[20:50, 10:30] = 5
        canvas = to_canvas(decoded.rgb, box, CANVAS)
        return PersonInput(decoded.rgb, box, canvas, keypoints, ParseMap(labels), decoded.notices)

    def garment(self, source: ImageSource, *, choice=AS_IT_LOOKS, cancelled=None) -> GarmentInput:
        self.calls.append("garment")
        self.choice = choice
        decoded = read_image(source, "garment", cancelled)
        whole = canvas_box(decoded.rgb.shape[:2], (0, 0, *decoded.rgb.shape[1::-1]))
        canvas = to_canvas(decoded.rgb, whole, CANVAS)
        return GarmentInput(
            decoded.rgb,
            canvas,
            np.ones(CANVAS, bool),
            choice.sleeve or "short",
            choice.neckline or "round",
            decoded.notices,
        )

    def forget(self, unused_s: float) -> None:
        self.calls.append("forget")

    def forget_photos(self, paths: Collection[str]) -> None:
        self.calls.append("forget_photos")

    def check_pair(self, person: PersonInput, garment: GarmentInput) -> tuple[Notice, ...]:
        same = np.array_equal(person.photo, garment.photo)
        return (PAIR_NOTICE,) if same else ()


class FakePipeline:
    """Lays the garment over the person's shirt, with noise from the seed."""

    name = "compact"
    title = "Fake"
    sizes = (CANVAS, (32, 24))
    stages = (
        Stage("layout", ("parse_map", "cloth"), ()),
        Stage("synthesis", (), ("canvas", "misalignment_mask")),
    )
    weights = ("compact_layout",)
    ablations = ()
    needs_body = True
    seeded = True
    kinds = ()
    error: Exception | None = None

    def __init__(self, store: object = None, device: object = "cpu") -> None:
        self.device = str(device)

    def forget(self, unused_s: float) -> None:
        """Keeps nothing of photos."""

    def __call__(self, person, garment, options=DEFAULT_OPTIONS, progress=UNWATCHED):
        names = names_of(self.stages)
        clock = StageClock(names, progress)
        for stage in names:
            clock.once(stage, partial(self.work, stage))
        return self.drawn(person, garment, options, clock.timings_ms)

    def work(self, stage: str) -> None:
        """What a stage does."""
        if stage == "synthesis" and self.error is not None:
            raise self.error

    def drawn(self, person, garment, options, timings_ms) -> TryOnResult:
        """What all stages together give."""
        shirt = np.ones(CANVAS, bool)
        if person.parse_map is not None:
            shirt = person.parse_map.labels == 5
        noise = np.random.default_rng(options.seed).integers(0, 9, person.image.shape, np.uint8)
        return TryOnResult(
            image=person.photo.copy(),
            canvas=np.where(shirt[..., None], garment.image // 2 + noise, person.image),
            intermediates=Intermediates(
                parse_map=None if person.parse_map is None else person.parse_map.labels,
                cloth=garment.image,
                misalignment_mask=shirt.astype(np.uint8) * 255,
            ),
            misalignment_ratio=0.25,
            timings_ms=timings_ms,
            notices=(*person.notices, *garment.notices),
            pipeline=self.name,
            size=options.size or self.sizes[0],
            seed=options.seed,
            device=self.device,
            weights=(WeightRecord("compact_layout", "0" * 64, "Apache-2.0"),),
        )


class OtherFakePipeline(FakePipeline):
    """A second one, to run beside it."""

    name = "viton-hd"
    weights = ("viton_hd_seg",)


class BodilessFakePipeline(FakePipeline):
    """A third one, which the photo alone is enough for."""

    name = "rmgn"
    title = "Fake without body"
    weights = ("rmgn_warp",)
    needs_body = False


def photo(seed: int, height: int = 160, width: int = 120) -> np.ndarray:
    """A smooth coloured picture, different for every seed."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin((x * (1 + seed) + y * k) / 20) for k in range(3)]
    return (np.stack(waves, axis=2) * 100 + 128).astype(np.uint8)


class StateStore:
    """Hands out states of untrained networks, as the weight store hands out trained ones."""

    def __init__(self, states: dict, licence: str) -> None:
        self.states = states
        self._licence = licence

    def state(self, key):
        return self.states[key]

    def record(self, key):
        return WeightRecord(key, "0" * 64, self._licence)
