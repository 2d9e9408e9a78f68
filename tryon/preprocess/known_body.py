"""Pose and parse map of a person, where they must be known."""

from tryon.errors import PoseIncomplete
from tryon.types import Keypoints, Labels, PersonInput


def known_body(person: PersonInput) -> tuple[Labels, Keypoints]:
    """Returns the labels of the canvas and the joints.

    Raises:
        PoseIncomplete: They could not be found in the photo.
    """
    if person.keypoints is None or person.parse_map is None:
        raise PoseIncomplete(
            "Pose and body parts of this person are not known.",
            "Use a photo of one person from head to hips, or the pipeline rmgn, which needs "
            "neither.",
        )
    return person.parse_map.labels, person.keypoints
