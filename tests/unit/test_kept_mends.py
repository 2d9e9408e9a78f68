"""What was mended is kept with a result and comes back the very same."""

import numpy as np
import pytest

from tryon.labels import Joint
from tryon.mending import kept
from tryon.mending.document import JointEdit, Mending
from tryon.mending.packed import Packed
from tryon.ui.runs.made import mends_key

LABELS = Packed.of(np.random.default_rng(0).integers(0, 20, (1024, 768), np.uint8))
MASK = Packed.of(np.eye(1024, 768, dtype=np.uint8))
WHOLE = Mending(
    LABELS,
    MASK,
    MASK,
    (JointEdit(Joint.NOSE, (1 / 3, 2.0)), JointEdit(Joint.LEFT_WRIST, None)),
    MASK,
    "long",
    "v",
    LABELS,
)


@pytest.mark.parametrize("mending", [Mending(), Mending(sleeve="short"), WHOLE])
def test_mends_come_back_the_very_same(mending):
    again = kept.from_bytes(kept.to_bytes(mending))
    assert again == mending
    assert repr(again) == repr(mending)
    assert mends_key(again) == mends_key(mending)
