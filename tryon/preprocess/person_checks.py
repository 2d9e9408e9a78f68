"""What is wrong with a person photo, in plain sentences, and what to do about it."""

import numpy as np
from numpy.typing import NDArray

from tryon.errors import (
    NoPersonFound,
    PersonHidden,
    PoseIncomplete,
)
from tryon.labels import Lip, is_any
from tryon.preprocess.body_classes import BodyClass, bare_share, shows_somebody
from tryon.preprocess.photo_checks import SMALL_PHOTO, Diagnosis, blurred, is_blurred, sleeve_unseen
from tryon.preprocess.pose import Landmark, Pose
from tryon.preprocess.pose_finder import Crowd
from tryon.preprocess.stance import (
    arms_out,
    hand_at_head_in_sleeve,
    is_from_the_side,
    is_seated,
    squats,
)
from tryon.types import Image, Labels, Notice

Field = NDArray[np.float32]

# In pixels of the photo, see `Pose.reach`: below it a person is told to be small.
_SMALL_PERSON = 160.0
# Share of the torso that must be in the photo: below it is refused, up to the whole it is told.
_LEAST_TORSO = 0.4
# Share of skin, face and hair among what is no background that anybody shows.
_LEAST_SKIN = 0.02

# How far down, from the shoulders and in torsos, coats hang, and over which share of the hips'
# width at least. Two coats reach 1.39 and 1.41; of 45 persons in tops the longest, who wears a
# tunic, 1.36: what is longer may be a coat, and what hangs over half of the thighs is sure to stay.
_COAT, _LONG_COAT, _COAT_SHARE = 1.38, 1.5, 0.3
# An open coat's middle is taken for trousers: its side hangs so far down where they begin higher up
# than so far. Of the 45 nobody's hem differs by more than .1 from side to side.
_OPEN_COAT, _TROUSERS_SEEN = 1.25, 0.95


def examine_person(photo: Image, pose: Pose | None, classes: Field | None) -> Diagnosis:
    """Judges a person photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        pose: The chosen person in pixels of `photo`; None where nobody was found.
        classes: (6, h, w) float32 body classes around the chosen person, of the whole photo where
            nobody was found, in the order of `BodyClass`; None where they are not known.
    """
    if pose is None:
        hidden = classes is not None and shows_somebody(classes)
        return Diagnosis(refusal=_hidden_person() if hidden else _no_person())
    if classes is not None and bare_share(classes) < _LEAST_SKIN:
        return Diagnosis(refusal=_no_person())
    refusal = _incomplete(pose, photo.shape[0], photo.shape[1])
    if refusal is not None:
        return Diagnosis(refusal=refusal)
    notices = [
        *_size_notices(photo, pose),
        *_pose_notices(pose, photo.shape[0]),
        *_from_behind(pose, classes),
    ]
    if is_blurred(photo, pose.reach):
        notices.append(blurred("person"))
    return Diagnosis(tuple(notices))


def examine_crowd(crowd: Crowd, chosen: Pose) -> Diagnosis:
    """Says how many people are in the photo and who of them was chosen."""
    people = crowd.from_the_left()
    count = len(people) + crowd.faces
    if count < 2:
        return Diagnosis()
    if crowd.is_hidden(chosen):
        refusal = PersonHidden(
            "Somebody else is in front of the person to dress.",
            "Choose another person in the photo, or a photo in which nobody is before the body.",
        )
        return Diagnosis(refusal=refusal)
    if len(people) == 1:
        place = "the only one seen well enough was chosen"
    else:
        number = next(i for i, pose in enumerate(people, 1) if pose is chosen)
        place = f"number {number} of {len(people)} from the left was chosen"
    if chosen is crowd.people[0] and len(people) > 1:
        place += ", the largest"
    notice = _person_notice(
        "several_people",
        f"There are {count} people in the photo; {place}. The others stay as they are.",
        "To dress another one, choose that one.",
        "--person-index, counted from the left.",
    )
    return Diagnosis((notice,))


def examine_stance(pose: Pose, height: int) -> Diagnosis:
    """Refuses stances in which the person's trunk is not to be seen from the front.

    Not asked of whoever wears a garment that is to be cut out.

    Args:
        pose: The person in pixels of the photo.
        height: The photo's.
    """
    if is_from_the_side(pose):
        refusal = PoseIncomplete(
            "The person is seen from the side; no garment can be put on them yet.",
            "Use a photo taken from the front.",
        )
        return Diagnosis(refusal=refusal)
    if squats(pose, height):
        refusal = PoseIncomplete(
            "The person squats; no garment can be put on them yet.",
            "Use a photo of the person standing.",
        )
        return Diagnosis(refusal=refusal)
    return Diagnosis()


def examine_clothes(labels: Labels, pose: Pose) -> Diagnosis:
    """Judges by the clothes what cannot be taken off: coats, and sleeves of raised arms.

    A coat's tails cannot be told from what is worn below, and how the legs look behind them nobody
    sees; nor does anybody see the arm in a sleeve that is folded before the neck.

    Args:
        labels: (H, W) uint8 LIP-20.
        pose: The person in pixels of `labels`.
    """
    across, down = (float(v) for v in pose.torso)
    if abs(across) > down:
        return Diagnosis()
    if hand_at_head_in_sleeve(labels, pose):
        return Diagnosis(refusal=sleeve_unseen())

    def hangs(down_to: float) -> bool:
        return _share(labels, pose, down_to, (Lip.UPPER,)) > _COAT_SHARE

    is_open = hangs(_OPEN_COAT) and (
        _share(labels, pose, _TROUSERS_SEEN, (Lip.PANTS, Lip.SKIRT)) > _COAT_SHARE
    )
    if is_open or hangs(_LONG_COAT):
        refusal = PoseIncomplete(
            "The person wears a coat, or something as long; that cannot be taken off yet.",
            "Use a photo without the coat.",
        )
        return Diagnosis(refusal=refusal)
    if hangs(_COAT):
        notice = _person_notice(
            "coat",
            "The person seems to wear a coat; parts of it may stay.",
            "Use a photo without the coat.",
        )
        return Diagnosis((notice,))
    return Diagnosis()


def _share(labels: Labels, pose: Pose, down: float, kinds: tuple[Lip, ...]) -> float:
    """How much of the hips' width some labels have, so many torsos below the shoulders."""
    top = float(pose.middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)[1])
    row = round(top + down * float(pose.torso[1]))
    first, last = sorted(
        round(float(pose.point(hip)[0])) for hip in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    )
    between = labels[max(row, 0) : row + 1, max(first, 0) : last + 1]
    return float(is_any(between, kinds).mean()) if between.size else 0.0


def _no_person() -> NoPersonFound:
    return NoPersonFound(
        "No person was found in the person photo.",
        "Use a photo of one person seen from the front, at least from head to hips. If this is "
        "the garment, swap the two photos.",
    )


def _hidden_person() -> NoPersonFound:
    return NoPersonFound(
        "Somebody is in the person photo, but the pose cannot be made out.",
        "Use a photo in which nothing hides the face, no phone either, and the body shows from "
        "head to hips.",
    )


def _incomplete(pose: Pose, height: int, width: int) -> PoseIncomplete | None:
    shoulders = pose.xy[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    if (shoulders < 0).any() or (shoulders > (width - 1, height - 1)).any():
        return PoseIncomplete(
            "The shoulders are not both in the photo.",
            "Use a photo that shows the person at least from the shoulders to the hips.",
        )
    if arms_out(pose):
        return PoseIncomplete(
            "The arms are stretched out sideways; no garment can be put on them yet.",
            "Use a photo with the arms hanging down.",
        )
    torso = float(pose.torso[1])
    if torso < -0.3 * pose.reach:
        return PoseIncomplete("The person is upside down.", "Turn the photo the right way up.")
    seen = (height - 1 - float(shoulders[:, 1].mean())) / max(torso, 1.0)
    if torso > 0.3 * pose.reach and seen < _LEAST_TORSO:
        return PoseIncomplete(
            "The photo ends above the waist.",
            "Use a photo that shows the person at least from the shoulders to the hips.",
        )
    return None


def _size_notices(photo: Image, pose: Pose) -> list[Notice]:
    if min(photo.shape[:2]) < SMALL_PHOTO:
        return [
            _person_notice(
                "small_photo",
                f"The photo is small ({photo.shape[1]} × {photo.shape[0]} pixels).",
                "Use a larger photo for a sharper result.",
            )
        ]
    if pose.reach < _SMALL_PERSON:
        return [
            _person_notice(
                "small_person",
                "The person is small in the photo.",
                "Crop the photo to the person, or use one taken from nearer.",
            )
        ]
    return []


def _pose_notices(pose: Pose, height: int) -> list[Notice]:
    notices = []
    across, down = (float(v) for v in pose.torso)
    if abs(across) > abs(down):
        notices.append(
            _person_notice(
                "lying",
                "The person does not stand or sit upright.",
                "Turn the photo, or use one of a person standing.",
            )
        )
    hips = pose.xy[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 1]
    if float(hips.max()) > height - 1:
        notices.append(
            _person_notice(
                "half_body",
                "The hips are below the photo's edge; their place was guessed.",
                "A photo down to the thighs gives a better fit.",
            )
        )
    if is_seated(pose, height):
        notices.append(
            _person_notice(
                "seated",
                "The person sits or squats; the garment may come out wrong.",
                "Use a photo of the person standing.",
            )
        )
    return notices


def _from_behind(pose: Pose, classes: Field | None) -> list[Notice]:
    """The shoulders are crossed over and no face shows."""
    left, right = pose.point(Landmark.LEFT_SHOULDER), pose.point(Landmark.RIGHT_SHOULDER)
    crossed = float(right[0] - left[0]) > 0.3 * abs(float(pose.torso[1]))
    if classes is not None:
        kinds = classes.argmax(axis=0)
        face, hair = (kinds == BodyClass.FACE_SKIN).sum(), (kinds == BodyClass.HAIR).sum()
        crossed = crossed and int(face) < 0.15 * int(hair + face)
    if not crossed:
        return []
    return [
        _person_notice(
            "from_behind",
            "The person is seen from behind.",
            "Use a photo taken from the front.",
        )
    ]


def _person_notice(code: str, message: str, hint: str, command: str = "") -> Notice:
    return Notice(code, message, hint, "person", command)
