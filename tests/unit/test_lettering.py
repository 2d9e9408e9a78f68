"""Letters on pictures of floats, with every OpenCV."""

import cv2
import numpy as np
import pytest

from tryon.training.lettering import write_letters


@pytest.mark.parametrize("channels", [3, 4])
def test_letters_have_their_colour_and_nothing_else_changes(channels):
    picture = np.full((60, 160, channels), 0.25, np.float32)
    colour = (0.1, 0.9, 0.4, 1.0)[:channels]
    write_letters(picture, "NOVA", (10, 45), cv2.FONT_HERSHEY_DUPLEX, 1.4, colour, 3)
    written = (picture == np.float32(colour)).all(2)
    assert 0.05 < written.mean() < 0.4
    assert (picture[~written] == np.float32(0.25)).all()
    ys, xs = np.nonzero(written)
    assert xs.min() > 5 and ys.min() > 5 and ys.max() < 55


def test_opencv_is_given_bytes_to_write_on(monkeypatch):
    """OpenCV 5 refuses anything else."""
    given, put_text = [], cv2.putText

    def watched(picture, *rest):
        given.append(picture.dtype)
        return put_text(picture, *rest)

    monkeypatch.setattr(cv2, "putText", watched)
    write_letters(np.zeros((40, 80, 3), np.float32), "A", (5, 30), 0, 1.0, (1.0, 1.0, 1.0), 1)
    assert given == [np.uint8]
