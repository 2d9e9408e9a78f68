"""The notes below a photo: what was found in it, how surely, and what is odd about it."""

from collections.abc import Iterable

from markupsafe import Markup

from tryon.labels import Joint
from tryon.types import GarmentInput, Notice, PersonInput
from tryon.ui import markup
from tryon.ui.photos import photo_markup
from tryon.ui.wording import words

# What a top hangs on; where one of these is not surely seen, its place is a guess.
_JOINTS = (
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_ELBOW,
    Joint.LEFT_ELBOW,
    Joint.RIGHT_WRIST,
    Joint.LEFT_WRIST,
    Joint.RIGHT_HIP,
    Joint.LEFT_HIP,
)
# Score from 0 to 1 from which a joint counts as seen: rather there than not.
_SURE = 0.5


def person_notes(person: PersonInput) -> Markup:
    """Says what was found in a person photo: in green only where all that matters was seen."""
    if person.notices:
        return markup.notices(person.notices)
    if person.keypoints is None:
        return markup.found(words.PERSON_FOUND, sure=False)
    score = person.keypoints.score
    guessed = [joint.name.replace("_", " ").lower() for joint in _JOINTS if score[joint] < _SURE]
    return markup.found(words.person_words(guessed), sure=not guessed)


def garment_notes(garment: GarmentInput, notices: Iterable[Notice]) -> Markup:
    """Says what was probably found in a garment photo, below what is odd about it.

    And of one with an open front how it will be worn, which is known before a run.
    """
    seen = words.garment_words(garment.sleeve, garment.neckline)
    turn = photo_markup.turn_button(garment.turns) if garment.turns else ""
    worn = markup.found(words.OPEN_FRONT, sure=False) if garment.outerwear else ""
    return markup.notices(notices) + turn + markup.found(seen, sure=False) + worn
