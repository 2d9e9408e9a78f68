"""What the browser is told of the studio after each action, ready for JSON."""

import base64
import io
import itertools
import json
import time
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PILImage

from tryon.errors import TryOnError
from tryon.labels import Joint
from tryon.mending.document import Mending, Part
from tryon.mending.edited_pair import EditedPair
from tryon.mending.frame import Frame
from tryon.mending.regions import REGIONS
from tryon.mending.steps import stale_stages
from tryon.outputs.results import encode_png
from tryon.preprocess.agnostic import pose_map
from tryon.stages import PREPARATION, Stage
from tryon.types import Image
from tryon.ui import views
from tryon.ui.runs.made import made_of, mends_key
from tryon.ui.runs.run_cache import Run, Visit
from tryon.ui.server.file_store import RunFolder
from tryon.ui.studio import studio_markup
from tryon.ui.wording.sentences import sayable

View = dict[str, object]

_THUMB_WIDTH = 132
# Of what is told. From microseconds since 1970 on: after a new start of the program it is higher.
_TURNS = itertools.count(time.time_ns() // 1000)


def state_view(visit: Visit, pair: EditedPair, run: Run | None, part: Part) -> View:
    """Tells what an action may have changed: the part that is shown, and what can be done now."""
    moment = visit.edits.present
    mended = moment.mending.mended()
    view: View = {
        "token": visit.token,
        "part": part,
        "overlay": _overlay(pair, moment.mending, part),
        "canUndo": bool(visit.edits.past),
        "canRedo": bool(visit.edits.future),
        "mended": list(mended),
        "points": _draft_points(visit, pair, part),
        "joints": _joints(pair, moment.mending),
        "hasLayout": pair.layout is not None,
        "ran": run is not None,
        "stale": list(
            () if run is None else stale_stages(run.declared, run.mending, visit.mending)
        ),
        "mends": mends_key(visit.mending),
        "made": None if run is None else made_of(visit.request, run.mending),
    }
    return view


def opened_view(
    pair: EditedPair, run: Run | None, stages: tuple[Stage, ...], run_folder: RunFolder
) -> View:
    """Tells what only changes with the photos or a run: pictures and the row of steps."""
    thumbs = _thumbs(pair, run, stages)
    times = {} if run is None else run.result.timings_ms
    pictures = {
        "person": _picture(pair.person.image, pair.frame("body"), run_folder, "studio-person"),
        "garment": _picture(
            pair.frame("garment").picture(pair.garment.photo),
            pair.frame("garment"),
            run_folder,
            "studio-garment",
        ),
    }
    view: View = {
        "pictures": pictures,
        "thumbs": thumbs,
        "steps": studio_markup.steps(stages, times, set(thumbs)),
    }
    if run is not None:
        frame = pair.frame("body")
        pictures["layout"] = _picture(run.result.canvas, frame, run_folder, "studio-canvas")
    return view


def refusal(error: TryOnError) -> View:
    """Tells what went wrong; everything else stays as it is."""
    return {"error": [sayable(error.message), sayable(error.hint)]}


def told(view: View) -> str:
    """Returns a view as JSON, with sentences as a script says them in the visitor's language.

    It has a turn: of two that cross on their way, the one of the later turn counts.
    """
    said = {
        name: [sayable(text)]
        for name, text in view.items()
        if name in ("empty", "note") and isinstance(text, str)
    }
    # Gradio passes only changes on, and two answers are never alike by their turns.
    return json.dumps({**view, **said, "turn": next(_TURNS)})


def _picture(image: Image, frame: Frame, run_folder: RunFolder, name: str) -> Mapping[str, object]:
    box = frame.box
    return {
        "src": run_folder.picture(name, image, lossless=False),
        "width": frame.size[1],
        "height": frame.size[0],
        "box": [box.left, box.top, box.width, box.height],
        "photo": [frame.photo_size[1], frame.photo_size[0]],
    }


def _overlay(pair: EditedPair, mending: Mending, part: Part) -> str | None:
    """Returns a grey PNG: 0, or one more than the number of the region, or 1 for the mask."""
    if part == "pose" or (part == "layout" and pair.layout is None):
        return None
    if part in ("body", "layout"):
        shown = np.zeros(pair.frame(part).size, np.uint8)
        for number, name in enumerate(REGIONS, 1):
            shown[pair.mask(part, name, mending)] = number
    else:
        shown = pair.mask(part, "", mending).astype(np.uint8)
    return _address(encode_png(shown), "png")


def _draft_points(visit: Visit, pair: EditedPair, part: Part) -> list[list[float]]:
    """Returns the clicks of the object in hand: x, y in the photo, and 1 or 0."""
    draft = visit.edits.present.draft
    if draft is None or draft.target.part != part:
        return []
    frame = pair.frame(part)
    marks = zip(draft.prompt.points, draft.prompt.positive, strict=True)
    return [[*frame.photo_point(*place), float(positive)] for place, positive in marks]


def _joints(pair: EditedPair, mending: Mending) -> list[dict[str, object]]:
    frame, xy = pair.frame("pose"), pair.keypoints(mending).xy
    edited = {edit.joint for edit in mending.joints}
    return [
        {
            "joint": int(joint),
            "name": joint.name.replace("_", " ").lower(),
            "place": (
                list(frame.photo_point(float(xy[joint][0]), float(xy[joint][1])))
                if np.isfinite(xy[joint]).all()
                else None
            ),
            "edited": joint in edited,
        }
        for joint in Joint
    ]


def _thumbs(pair: EditedPair, run: Run | None, stages: tuple[Stage, ...]) -> dict[str, str]:
    """Returns small pictures of what the steps take and give, by field."""
    if run is None:
        height, width = pair.person.image.shape[:2]
        found: dict[str, NDArray[np.uint8]] = {
            "parse_map": pair.labels(Mending()),
            "pose_map": pose_map(pair.keypoints(Mending()), (height, width)),
            "cloth": pair.garment.image,
            "cloth_mask": pair.garment.cloth_mask.astype(np.uint8) * np.uint8(255),
        }
    else:
        found = {**run.result.intermediates.present(), "canvas": run.result.canvas}
    wanted = {
        name for stage in (*PREPARATION, *stages) for name in (*stage.reads, *stage.gives[:1])
    }
    return {
        name: _thumb(views.picture(name, value)) for name, value in found.items() if name in wanted
    }


def _thumb(picture: Image) -> str:
    buffer = io.BytesIO()
    PILImage.fromarray(_small(picture, _THUMB_WIDTH)).save(buffer, "JPEG", quality=82)
    return _address(buffer.getvalue(), "jpeg")


def _small(picture: Image, width: int) -> Image:
    scale = width / picture.shape[1]
    if scale >= 1:
        return picture
    size = width, max(1, round(picture.shape[0] * scale))
    small: Image = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return small


def _address(data: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
