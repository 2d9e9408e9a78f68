"""What answers clicks in the studio: loaded at the first one, with photos got ready for it."""

from collections.abc import Callable

from tryon.segmenters.base import Segmenter
from tryon.types import Image
from tryon.ui.wording import studio_words


class Clicks:
    """Has the segmenter. Safe to use from several threads, as that is.

    Args:
        load: Loads it.
    """

    def __init__(self, load: Callable[[], Segmenter]) -> None:
        self._load = load
        self._segmenter: Segmenter | None = None

    def ready(self, picture: Image) -> tuple[Segmenter, str]:
        """Returns the segmenter with a picture got ready, and what there is to say of that.

        Args:
            picture: (H, W, 3), what is clicked on.
        """
        segmenter = self._segmenter
        if segmenter is None:
            segmenter = self._segmenter = self._load()
        reading = segmenter.read(picture)
        said = studio_words.reading_words(segmenter.title, reading) if reading.kept_bytes else ""
        return segmenter, said

    def choose_anew(self) -> None:
        """Has the segmenter loaded again at the next click."""
        self._segmenter = None

    def forget(self, unused_s: float = 0) -> None:
        """Lets go of what was got ready and not used for so many seconds; it names no photo."""
        if self._segmenter is not None:
            self._segmenter.forget(unused_s)
