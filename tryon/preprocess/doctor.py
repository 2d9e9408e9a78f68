"""The photo doctor: what is wrong with the photos, in plain sentences, and what to do about it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tryon.errors import (
    NoPersonFound,
    PersonHidden,
    PoseIncomplete,
    TryOnError,
    UnsupportedCategory,
)
from tryon.preprocess.body_classes import BodyClass
from tryon.preprocess.garment import CutOut
from tryon.preprocess.garment_shape import Category
from tryon.preprocess.pose import Landmark, Pose
from tryon.preprocess.pose_finder import Crowd
from tryon.preprocess.stance import arms_out, is_seated
from tryon.types import GarmentInput, Image, Notice, PersonInput, Subject

Field = NDArray[np.float32]

_SMALL_PHOTO = 400
_SMALL_PERSON = 160.0
# Share of the torso that must be in the photo: below it is refused, up to the whole it is told.
_LEAST_TORSO = 0.4
_LEAST_SKIN = 0.02
# Share of skin, face and hair among what is no background that only people reach, not garments.
_HIDDEN_PERSON = 0.08
# The Laplacian of brightness (0 to 255) at the sharpest edges, where a torso is 250 pixels long:
# sharp photos of pale clothes reach 35, most 80 and more; blurred by 5 pixels they reach 12.
_BLURRED = 16.0
_LOW_CONTRAST = 12.0
_SAME_IMAGE = 3.0
_NO_TOP: dict[Category, str] = {
    "trousers": "trousers",
    "shorts": "shorts",
    "skirt": "a skirt",
    "shoes": "shoes",
    "hat": "a hat",
}


@dataclass(frozen=True)
class Diagnosis:
    """What the doctor found.

    Attributes:
        notices: Warnings; the run goes on.
        refusal: Why the run cannot go on, if it cannot.
    """

    notices: tuple[Notice, ...] = ()
    refusal: TryOnError | None = None


def examine_person(photo: Image, pose: Pose | None, classes: Field | None) -> Diagnosis:
    """Judges a person photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        pose: The chosen person in pixels of `photo`; None where nobody was found.
        classes: (6, h, w) float32 body classes around the chosen person, of the whole photo where
            nobody was found, in the order of `BodyClass`; None where they are not known.
    """
    if pose is None:
        hidden = classes is not None and _bare_share(classes) > _HIDDEN_PERSON
        return Diagnosis(refusal=_hidden_person() if hidden else _no_person())
    if classes is not None and _bare_share(classes) < _LEAST_SKIN:
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
        notices.append(_blurred("person"))
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
        "To dress another one, tap them in the photo; on the command line give the number from the "
        "left: --person-index.",
    )
    return Diagnosis((notice,))


def examine_garment(
    photo: Image, found: CutOut, category: Category, worn: bool, sure: bool = True
) -> Diagnosis:
    """Judges a garment photo.

    Args:
        photo: (H, W, 3) uint8 RGB.
        found: The garment in it.
        category: What it looks like.
        worn: Whether somebody wears it.
        sure: Whether the category can be relied on.
    """
    words = _NO_TOP.get(category)
    if words is not None and sure and not worn:
        refusal = UnsupportedCategory(
            f"This looks like {words}; only tops can be tried on yet.",
            "Choose a photo of a top. If it is one, lay it flat so that its outline shows, or say "
            "so on the command line: --category upper.",
        )
        return Diagnosis(refusal=refusal)
    notices = []
    if worn:
        notices.append(
            _garment_notice(
                "worn_garment",
                "The garment is worn by somebody; it was cut out of that photo.",
                "A photo of the garment alone on a plain background works better. If this is the "
                "person to dress, swap the two photos.",
            )
        )
    elif category == "dress":
        notices.append(
            _garment_notice(
                "dress",
                "This looks like a dress; dresses cannot be tried on yet, so it is used as a top.",
                "Choose a photo of a top for a true result.",
            )
        )
    elif category != "upper":
        notices.append(
            _garment_notice(
                "perhaps_no_top",
                f"This may be {words or 'something else than a top'}; it is used as a top.",
                "If it is no top, choose another photo.",
            )
        )
    if not found.plain and not worn:
        notices.append(
            _garment_notice(
                "busy_background",
                "The background of the garment photo is uneven; the mask may be wrong.",
                "Check the garment mask, or use a photo on a plain background.",
            )
        )
    elif found.contrast < _LOW_CONTRAST and not worn:
        notices.append(
            _garment_notice(
                "low_contrast_garment",
                "The garment hardly differs from its background; parts of it may be missing.",
                "Check the garment mask, or use a photo on a background of another colour.",
            )
        )
    if min(photo.shape[:2]) < _SMALL_PHOTO:
        notices.append(
            _garment_notice(
                "small_garment",
                f"The garment photo is small ({photo.shape[1]} x {photo.shape[0]} pixels).",
                "Use a larger photo: prints and fabric will look sharper.",
            )
        )
    if is_blurred(photo, 0.5 * float(np.sqrt(found.mask.sum()))):
        notices.append(_blurred("garment"))
    return Diagnosis(tuple(notices))


def examine_pair(person: PersonInput, garment: GarmentInput) -> Diagnosis:
    """Judges what only shows when both photos are known."""
    if not _same_image(person.photo, garment.photo):
        return Diagnosis()
    notice = _garment_notice(
        "same_image",
        "Both photos are the same.",
        "Put the photo of the garment you want to try on in the garment's place.",
    )
    return Diagnosis((notice,))


def is_blurred(photo: Image, reach: float) -> bool:
    """Whether a subject looks out of focus.

    Args:
        photo: (H, W, 3) uint8 RGB.
        reach: A length of the subject in pixels, about a torso; sharpness is measured at the
            scale where it is 250 pixels, so that a large photo is not called blurred for its size.
    """
    scale = min(1.0, 250 / max(reach, 1.0))
    size = (max(8, round(photo.shape[1] * scale)), max(8, round(photo.shape[0] * scale)))
    small = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    detail = np.abs(cv2.Laplacian(grey, cv2.CV_32F))
    # The sharpest edges tell: most of a studio photo is smooth.
    return float(np.percentile(detail, 99.7)) < _BLURRED


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


def _bare_share(classes: Field) -> float:
    """How much of what is not background is skin, face or hair."""
    kinds = classes.argmax(axis=0)
    body = (kinds == BodyClass.HAIR) | (kinds == BodyClass.BODY_SKIN)
    body |= kinds == BodyClass.FACE_SKIN
    return float(body.sum()) / max(int((kinds != BodyClass.BACKGROUND).sum()), 1)


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
    if min(photo.shape[:2]) < _SMALL_PHOTO:
        return [
            _person_notice(
                "small_photo",
                f"The photo is small ({photo.shape[1]} x {photo.shape[0]} pixels).",
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
    if pose.shoulder_width < 0.35 * abs(down):
        notices.append(
            _person_notice(
                "from_the_side",
                "The person is seen from the side.",
                "Use a photo taken from the front.",
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


def _same_image(first: Image, second: Image) -> bool:
    small = [cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA) for image in (first, second)]
    apart = np.abs(small[0].astype(np.float32) - small[1].astype(np.float32)).mean()
    ratios = [image.shape[0] / image.shape[1] for image in (first, second)]
    return bool(apart < _SAME_IMAGE and abs(ratios[0] / ratios[1] - 1) < 0.02)


def _blurred(about: Subject) -> Notice:
    return Notice(
        f"blurred_{about}",
        f"The {about} photo is blurred.",
        "Use a sharper photo: what is not in it cannot be in the result.",
        about,
    )


def _person_notice(code: str, message: str, hint: str) -> Notice:
    return Notice(code, message, hint, "person")


def _garment_notice(code: str, message: str, hint: str) -> Notice:
    return Notice(code, message, hint, "garment")
