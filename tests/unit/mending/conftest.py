"""The drawn person and garment, to be mended."""

import pytest

from tryon.mending.edited_pair import EditedPair


@pytest.fixture
def pair(person, garment):
    return EditedPair(person, garment, person.parse_map.labels)
