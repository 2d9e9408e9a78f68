"""Finds the people in a photo and each one's joints.

The pose network finds one person and, where two stand close, joints of both at once. So faces are
looked for first; then every face's surroundings are given to the network with the other faces
covered, which is where it looks for a person.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from tryon.errors import TryOnError
from tryon.preprocess.faces import Face, FaceFinder
from tryon.preprocess.ownership import head_of, parted
from tryon.preprocess.pose import Landmark, Pose
from tryon.preprocess.pose_network import PoseNetwork
from tryon.types import Image, Mask, Size
from tryon.weights.store import WeightStore

# The longest side the pose network is given; it finds its own crop inside.
_LONGEST_SIDE = 1280
# A second person without a face counts when at least this tall against the first, one with a face
# when the face is at least this large; smaller ones are passers-by, who cannot be chosen.
_LEAST_RELATIVE_SIZE, _LEAST_RELATIVE_FACE = 0.35, 0.35
# As many people are looked at closely: each costs the pose network once.
_MOST_PEOPLE = 8
# Strip laid above a photo whose top edge crops the head, in photo heights.
_HEADROOM = 0.15
# What of the photo a person takes up about the face, in face sides: across, above, below.
_ASIDE, _ABOVE, _BELOW = 3.0, 1.7, 10.0
# What of the head a face box leaves out, in its sides.
_HEAD_AROUND_FACE = 0.75
# The mean visibility of the shoulders, 0 to 1, above which a body found about a face counts.
_LEAST_SHOULDERS = 0.5
# How far below the eyes a passer-by is kept as a whole, and how far aside, in face sides.
_BODY_BELOW, _BODY_ASIDE = 5.5, 1.6


@dataclass(frozen=True)
class Crowd:
    """Everybody in a photo.

    Attributes:
        people: Those whose joints were found, the largest first; their silhouettes do not overlap.
        passers_by: (H, W) bool, about where people are of whom only a face was found.
        faces: How many these are.
    """

    people: list[Pose]
    passers_by: Mask
    faces: int = 0

    def others(self, chosen: Pose) -> Mask:
        """Returns (H, W) bool: the pixels of everybody but the chosen one."""
        theirs: Mask = self.passers_by & (chosen.silhouette < 0.5)
        for pose in self.people:
            if pose is not chosen:
                theirs |= pose.silhouette > 0.5
        return theirs

    def is_hidden(self, pose: Pose) -> bool:
        """Whether somebody else's head is before this person's trunk: a child on the lap, say."""
        return any(
            _on_trunk(pose, head_of(other)[:2]) for other in self.people if other is not pose
        )

    def first_choice(self) -> Pose:
        """Returns the largest person who is not hidden, the largest of all if everybody is."""
        seen = [pose for pose in self.people if not self.is_hidden(pose)]
        return (seen or self.people)[0]

    def choice(self, index: int | None) -> Pose:
        """Returns who is to be dressed.

        Args:
            index: 1 being the first from the left; None: whoever `first_choice` names.

        Raises:
            TryOnError: There are fewer people.
        """
        if index is None:
            return self.first_choice()
        people = self.from_the_left()
        if not 1 <= index <= len(people):
            count = "one person" if len(people) == 1 else f"{len(people)} people"
            raise TryOnError(
                f"There is no person number {index}: {count} can be chosen in the photo.",
                f"Give a number from 1 to {len(people)}, counted from the left.",
            )
        return people[index - 1]

    def from_the_left(self) -> list[Pose]:
        """Returns the people in the order in which the photo shows them."""
        return sorted(self.people, key=lambda pose: head_of(pose)[0])


class PoseFinder:
    """Finds people by faces and joints.

    Not thread-safe: one caller at a time. Loading takes a moment, so keep it.

    Args:
        store: Where the networks' files are.
    """

    def __init__(self, store: WeightStore) -> None:
        self._network = PoseNetwork(store)
        self._faces = FaceFinder(store)

    def find(self, photo: Image) -> Crowd:
        """Finds everybody.

        Args:
            photo: (H, W, 3) uint8 RGB.
        """
        height, width = photo.shape[:2]
        small = _reduced(photo)
        faces = self._faces.find(small)
        people = self._find_by_faces(small, faces) if len(faces) > 1 else []
        if len(people) < 2:
            people = self._find_alone(small) or people
        people = sorted(people, key=lambda pose: pose.reach, reverse=True)
        strangers = [face for face in faces if people and not _is_known(face, people)]
        people = parted(small, people)
        passers_by = _around(strangers, (small.shape[0], small.shape[1]))
        return Crowd(
            [_at_size(pose, (height, width)) for pose in people],
            _mask_at_size(passers_by, (height, width)),
            len(strangers),
        )

    def find_faceless(self, photo: Image, body: Mask) -> Crowd:
        """Finds the one person whose face is hidden: by a phone before a mirror, say.

        Args:
            photo: (H, W, 3) uint8 RGB.
            body: (h, w) bool, about where in the photo the person is.
        """
        size, small = (photo.shape[0], photo.shape[1]), _reduced(photo)
        body = _mask_at_size(body, (small.shape[0], small.shape[1]))
        pose = self._network.find_faceless(small, body) if body.any() else None
        return Crowd([] if pose is None else [_at_size(pose, size)], np.zeros(size, bool))

    def _find_by_faces(self, photo: Image, faces: list[Face]) -> list[Pose]:
        found = []
        near = [face for face in faces if face.side > _LEAST_RELATIVE_FACE * faces[0].side]
        for face in near[:_MOST_PEOPLE]:
            others = [other for other in faces if other is not face]
            pose = self._find_around(photo, face, others)
            if pose is not None:
                found.append(pose)
        return found

    def _find_around(self, photo: Image, face: Face, others: list[Face]) -> Pose | None:
        """Looks for the person to whom a face belongs, the other faces being covered."""
        height, width = photo.shape[:2]
        left, right = round(face.x - _ASIDE * face.side), round(face.x + _ASIDE * face.side)
        top, bottom = round(face.y - _ABOVE * face.side), round(face.y + _BELOW * face.side)
        window = slice(max(0, top), min(height, bottom)), slice(max(0, left), min(width, right))
        covered = photo.copy()
        mean = photo.reshape(-1, 3).mean(axis=0)
        for other in others:
            reach = _HEAD_AROUND_FACE * other.side
            box = [max(0, round(v)) for v in (other.x - reach, other.x + reach)]
            rows = [max(0, round(v)) for v in (other.y - reach, other.y + reach)]
            covered[rows[0] : rows[1], box[0] : box[1]] = mean
        pose = self._network.find(covered[window])
        if pose is None:
            return None
        corner = np.array((window[1].start, window[0].start), np.float32)
        silhouette = np.zeros((height, width), np.float32)
        silhouette[window] = pose.silhouette
        pose = Pose(pose.xy + corner, pose.visibility, silhouette)
        nose = pose.point(Landmark.NOSE)
        sure = _shoulders_seen(pose) > _LEAST_SHOULDERS
        return pose if sure and face.holds(float(nose[0]), float(nose[1])) else None

    def _find_alone(self, photo: Image) -> list[Pose]:
        """Finds the one person, and a second one where the first is covered."""
        first = self._network.find(photo)
        if first is None or _head_is_cropped(first):
            first = self._find_with_headroom(photo) or first
        if first is None:
            return []
        people = [first]
        second = self._network.find(_without(photo, first))
        if second is not None and _is_somebody_else(first, second):
            people = sorted([first, second], key=lambda pose: pose.reach, reverse=True)
        if people[-1].reach < _LEAST_RELATIVE_SIZE * people[0].reach:
            people = people[:1]
        return people

    def _find_with_headroom(self, photo: Image) -> Pose | None:
        """Looks again with a strip above the photo: the network expects a head to fit in."""
        strip = round(_HEADROOM * photo.shape[0])
        mean = [float(value) for value in photo.reshape(-1, 3).mean(axis=0)]
        taller = cv2.copyMakeBorder(photo, strip, 0, 0, 0, cv2.BORDER_CONSTANT, value=mean)
        found = self._network.find(np.asarray(taller, np.uint8))
        if found is None:
            return None
        xy = found.xy - np.array((0, strip), np.float32)
        return Pose(xy, found.visibility, found.silhouette[strip:])


def _reduced(photo: Image) -> Image:
    height, width = photo.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    if scale == 1:
        return photo
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


def _shoulders_seen(pose: Pose) -> float:
    return float(pose.visibility[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean())


def _is_known(face: Face, people: list[Pose]) -> bool:
    """Whether a face is one of the people's, or lies on a trunk: a hand, or a print on a top."""
    for pose in people:
        nose = pose.point(Landmark.NOSE)
        if face.holds(float(nose[0]), float(nose[1])):
            return True
        if _on_trunk(pose, (face.x, face.y)):
            return True
    return False


def _on_trunk(pose: Pose, place: tuple[float, float]) -> bool:
    """Whether a place lies between shoulders and hips."""
    x, y = np.array(place) - pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    down = pose.torso
    length = max(float(np.hypot(*down)), 1.0)
    along = (x * down[0] + y * down[1]) / length**2
    across = abs(x * down[1] - y * down[0]) / length
    return bool(0 < along < 1 and across < 0.5 * max(pose.shoulder_width, 0.6 * length))


def _around(faces: list[Face], size: Size) -> Mask:
    """Returns (H, W) bool: about where the people are whose faces these are."""
    drawn = np.zeros(size, np.uint8)
    for face in faces:
        reach = round(_HEAD_AROUND_FACE * face.side)
        cv2.circle(drawn, (round(face.x), round(face.y)), reach, (1,), cv2.FILLED)
        left, right = face.x - _BODY_ASIDE * face.side, face.x + _BODY_ASIDE * face.side
        top, bottom = face.y + reach, face.y + _BODY_BELOW * face.side
        cv2.rectangle(
            drawn, (round(left), round(top)), (round(right), round(bottom)), (1,), cv2.FILLED
        )
    around: Mask = drawn > 0
    return around


def _head_is_cropped(pose: Pose) -> bool:
    eyes = pose.middle(Landmark.LEFT_EYE, Landmark.RIGHT_EYE)
    return bool(float(eyes[1]) < 0.03 * pose.silhouette.shape[0])


def _without(photo: Image, pose: Pose) -> Image:
    """Covers a person with the photo's mean colour, so that the next one can be found."""
    reach = max(3, round(0.25 * pose.reach))
    person = (pose.silhouette > 0.3).astype(np.uint8)
    covered = cv2.dilate(person, np.ones((reach, reach), np.uint8)) > 0
    rest = photo.copy()
    rest[covered] = photo.reshape(-1, 3).mean(axis=0)
    return rest


def _is_somebody_else(first: Pose, second: Pose) -> bool:
    """Whether the second pose is a plausible person standing elsewhere than the first."""
    overlap = np.minimum(first.silhouette, second.silhouette).sum()
    own = max(float(second.silhouette.sum()), 1.0)
    return (
        _shoulders_seen(second) > 0.8
        and float(overlap) < 0.3 * own
        and own > 0.01 * second.silhouette.size
    )


def _at_size(pose: Pose, size: Size) -> Pose:
    height, width = size
    if pose.silhouette.shape == size:
        return pose
    scale = np.array((width, height), np.float32) / np.array(
        pose.silhouette.shape[::-1], np.float32
    )
    silhouette = cv2.resize(pose.silhouette, (width, height), interpolation=cv2.INTER_LINEAR)
    xy = np.asarray(pose.xy * scale, np.float32)
    return Pose(xy, pose.visibility, np.asarray(silhouette, np.float32))


def _mask_at_size(mask: Mask, size: Size) -> Mask:
    if mask.shape == size:
        return mask
    nearest = cv2.resize(mask.astype(np.uint8), size[::-1], interpolation=cv2.INTER_NEAREST)
    spread: Mask = nearest > 0
    return spread
