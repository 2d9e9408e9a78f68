import numpy as np

from tryon.labels import LIP_NAMES, LIP_PALETTE, Lip
from tryon.ui.views import MISALIGNED_RGB, largest_spot, legend, overlay, picture


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


def test_overlay_is_as_opaque_as_the_mask():
    mask = np.array([[0, 128, 255]], np.uint8)
    laid = overlay(mask)
    assert (laid[..., :3] == MISALIGNED_RGB).all()
    assert (laid[..., 3] == mask).all()


def test_the_window_is_on_the_largest_spot_and_inside_the_picture():
    mask = np.zeros((1024, 768), np.uint8)
    mask[1000:1020, 740:760] = 255
    mask[300:310, 100:105] = 255
    rows, columns = largest_spot(mask)
    assert (rows.stop, columns.stop) == (1024, 768)
    assert (rows.stop - rows.start, columns.stop - columns.start) == (256, 192)
    mask[200:800, 300:320] = 255
    rows, columns = largest_spot(mask)
    assert rows.start <= 200 and rows.stop >= 800
    rows, columns = largest_spot(np.zeros((1024, 768), np.uint8))
    assert (rows.start + rows.stop, columns.start + columns.stop) == (1024, 768)
