import numpy as np

from tryon.labels import LIP_NAMES, LIP_PALETTE, Lip
from tryon.ui.views import legend, picture


def test_legend_lists_what_is_there_with_its_share():
    labels = np.zeros((4, 10), np.uint8)
    labels[0] = Lip.FACE
    labels[1, :5] = Lip.UPPER
    regions = legend(labels)
    assert [region.name for region in regions] == ["background", "upper clothes", "face"]
    assert [region.share for region in regions] == [25 / 40, 5 / 40, 10 / 40]
    assert regions[1].rgb == tuple(LIP_PALETTE[Lip.UPPER])


def test_every_label_has_a_colour_of_its_own():
    # The page tells labels apart by the colour under the pointer.
    assert len({tuple(rgb) for rgb in LIP_PALETTE}) == len(LIP_NAMES) == len(Lip)


def test_pictures_of_labels_masks_and_images():
    labels = np.array([[Lip.HAIR, Lip.PANTS]], np.uint8)
    assert (picture("parse_map", labels) == LIP_PALETTE[[Lip.HAIR, Lip.PANTS]]).all()
    # The same numbers under a mask's name are grey levels, not labels.
    mask = picture("align_mask", labels)
    assert (mask == labels[..., None]).all()
    assert mask.shape == (1, 2, 3)
    image = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    assert picture("canvas", image) is image
