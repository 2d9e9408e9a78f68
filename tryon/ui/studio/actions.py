"""What the studio's page sends: checked, and carried out on what is being mended."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tryon.errors import MaskInvalid
from tryon.mending.document import PARTS, Part
from tryon.mending.editing import Editor, Edits, Target
from tryon.mending.strokes import MAX_STROKE_POINTS, Stroke
from tryon.segmenters.base import Point

Doing = Literal["show", "click", "box", "stroke", "joint", "undo", "redo", "reset", "next", "save"]
_AGAIN = "Reload the page and try again."


@dataclass(frozen=True)
class Action:
    """One thing a visitor did. Places are (x, y) in pixels of the photo.

    Attributes:
        doing: What.
        token: `Visit.token` of the photos it was done on.
        serial: Number of the action, given back with the answer.
        part: What is being mended.
        region: Which region of it; empty where there is only one.
        add: Add to it, else take from it.
        positive: For a click: whether it shows the object, else what does not belong to it.
        points: Click, corners of a box, or the way of a brush.
        radius: Of the brush, in pixels of the photo.
        joint: Number of a joint.
        restore: The joint goes back to where it was found.
    """

    doing: Doing
    token: str
    serial: int
    part: Part
    region: str
    add: bool
    positive: bool
    points: tuple[Point, ...]
    radius: float
    joint: int
    restore: bool


def read_action(data: object) -> Action:
    """Reads an action.

    Raises:
        MaskInvalid: It is not one.
    """
    if not isinstance(data, Mapping):
        raise MaskInvalid("This is no action of the studio.", _AGAIN)
    doing = next((known for known in get_args(Doing) if known == data.get("do")), None)
    part = next((known for known in PARTS if known == data.get("part")), None)
    if doing is None or part is None:
        raise MaskInvalid("The studio has no such action.", _AGAIN)
    points = _points(data.get("points"))
    if doing in ("click", "stroke", "box") and not points:
        raise MaskInvalid("Nothing was pointed at: it has no points.", "Click into the picture.")
    return Action(
        doing=doing,
        token=str(data.get("token", ""))[:64],
        serial=_whole(data.get("serial")),
        part=part,
        region=str(data.get("region", ""))[:64],
        add=data.get("add") is not False,
        positive=data.get("positive") is not False,
        points=points,
        radius=_number(data.get("radius", 0)),
        joint=_whole(data.get("joint", -1)),
        restore=data.get("restore") is True,
    )


def _points(values: Any) -> tuple[Point, ...]:
    if values is None:
        return ()
    if not isinstance(values, list) or len(values) > MAX_STROKE_POINTS:
        raise MaskInvalid("There are too many points.", "Draw a shorter stroke.")
    points = []
    for value in values:
        if not isinstance(value, list) or len(value) != 2:
            raise MaskInvalid("A point has no place: it is not a pair of numbers.", _AGAIN)
        points.append((_number(value[0]), _number(value[1])))
    return tuple(points)


def _number(value: Any) -> float:
    """Returns a number; what is none becomes NaN, which every check of places refuses."""
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known and abs(value) < 1e9 else math.nan


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and abs(value) < 2**53 else -1


def carried_out(editor: Editor, edits: Edits, action: Action) -> Edits:
    """Returns the edits after an action; the same ones where it only shows or saves.

    Raises:
        MaskInvalid: It cannot be done where it was done.
    """
    target = Target(action.part, action.region, action.add)
    place = action.points[0] if action.points else None
    if action.doing == "click" and place is not None:
        edits = editor.click(edits, target, place, action.positive)
    elif action.doing == "box":
        edits = editor.box(edits, target, action.points)
    elif action.doing == "stroke":
        edits = editor.stroke(edits, target, Stroke(action.points, action.radius))
    elif action.doing == "joint" and action.restore:
        edits = editor.restored_joint(edits, action.joint)
    elif action.doing == "joint":
        edits = editor.joint(edits, action.joint, place)
    elif action.doing == "undo":
        edits = edits.undone()
    elif action.doing == "redo":
        edits = edits.redone()
    elif action.doing == "reset":
        edits = editor.reset(edits, action.part)
    elif action.doing == "next":
        edits = editor.next_object(edits)
    return edits
