"""The networks that see people in a photo, loaded when they are first needed."""

import numpy as np
from numpy.typing import NDArray

from tryon.errors import TryOnError, WeightsCorrupt, WeightsMissing, WeightsUnavailable
from tryon.pictures.coordinates import CANVAS_SIZE
from tryon.preprocess.body_classes import BodyClassifier, largest_body, shows_somebody
from tryon.preprocess.colour_classes import classify_by_colour
from tryon.preprocess.pose import Pose
from tryon.preprocess.pose_finder import Crowd, PoseFinder
from tryon.types import Image, Notice
from tryon.weights.store import WeightStore

# Body classes and labels are found at half the canvas's size and refined to the whole.
CLASSES_SIZE = CANVAS_SIZE[0] // 2, CANVAS_SIZE[1] // 2


class BodyFinder:
    """Finds people and their body classes. Not thread-safe: one caller at a time.

    Args:
        store: Where the networks' files come from. Without the body segmenter's, colours must do.
    """

    def __init__(self, store: WeightStore) -> None:
        self._store = store
        self._finder: PoseFinder | None = None
        self._classifier: BodyClassifier | None = None

    def people(self, photo: Image) -> Crowd:
        """Finds everybody in a photo."""
        if self._finder is None:
            self._finder = PoseFinder(self._store)
        return self._finder.find(photo)

    def faceless(self, photo: Image) -> Crowd:
        """Finds somebody whom `people` does not see for want of a face, by the rest of the body.

        Not asked of garment photos, where hands and hangers would be taken for people.
        """
        classes = self.glance(photo)
        if self._finder is None or classes is None or not shows_somebody(classes):
            return Crowd([], np.zeros(photo.shape[:2], bool))
        return self._finder.find_faceless(photo, largest_body(classes))

    def glance(self, photo: Image) -> NDArray[np.float32] | None:
        """Returns the body classes of a photo in which nobody was found, None without segmenter."""
        classifier = self._segmenter()
        return None if isinstance(classifier, TryOnError) else classifier.look_at(photo)

    def classes(
        self, image: Image, pose: Pose, size: tuple[int, int] = CLASSES_SIZE
    ) -> tuple[NDArray[np.float32], tuple[Notice, ...]]:
        """Tells hair, skin and clothes of a person apart.

        Args:
            image: (H, W, 3) uint8.
            pose: The person's, in pixels of `image`.
            size: (h, w) of what is returned.

        Returns:
            Body classes, (6, h, w) float32, and a notice where only colours could tell them.
        """
        classifier = self._segmenter()
        if isinstance(classifier, TryOnError):
            notice = Notice(
                "colour_parsing",
                "The body segmenter is not on this machine, so hair, skin and clothes were "
                "told apart by colour alone: borders are rough.",
                classifier.hint,
                "person",
                classifier.command or "python -m tryon weights fetch selfie_multiclass",
            )
            return classify_by_colour(image, pose, size), (notice,)
        return classifier.classify(image, pose, size), ()

    def close(self) -> None:
        """Frees the networks; they are loaded again when needed."""
        self._finder = self._classifier = None

    def _segmenter(self) -> BodyClassifier | TryOnError:
        """Returns the segmenter, loaded, or why it cannot be had."""
        if self._classifier is None:
            try:
                self._classifier = BodyClassifier(self._store.path("selfie_multiclass"))
            except (WeightsMissing, WeightsUnavailable, WeightsCorrupt) as error:
                return error
        return self._classifier
