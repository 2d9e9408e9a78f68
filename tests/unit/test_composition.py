"""The composed picture: sharp where photos are, soft where edges are, nothing far from a change."""

import numpy as np

from tests.unit.dressed import SIZE, SKIN, person
from tryon.labels import Compact
from tryon.pipelines.composition import Answer, compose

GREEN = (20, 150, 60)


def answer(kept=1.0, shading=1.0, colour=SKIN):
    small = (SIZE[0] // 2, SIZE[1] // 2)
    return Answer(
        np.full(small, kept, np.float32),
        np.full(small, shading, np.float32),
        np.broadcast_to(np.float32(colour), (*small, 3)).copy(),
    )


def green(picture):
    return np.full_like(picture, GREEN)


def test_nothing_changes_far_from_both_garments_and_what_changed_is_told():
    picture, labels = person()
    layout = labels.copy()
    layout[80:120, 132:150] = Compact.UPPER  # a sleeve over the left arm
    made = compose(picture, labels, layout, green(picture), answer(kept=0.0, colour=(0, 0, 0)))
    assert (made.canvas[~made.changed] == picture[~made.changed]).all()
    assert (made.canvas[215:] == picture[215:]).all()
    assert (made.canvas[14:50, 80:110] == picture[14:50, 80:110]).all()  # hair and face
    assert np.abs(made.canvas[100, 141].astype(int) - GREEN).max() < 4
    assert made.changed[100, 141]


def test_the_garment_is_shaded_and_its_print_stays_as_it_is():
    picture, labels = person()
    cloth = green(picture)
    cloth[100:140:2, 80:110] = (200, 200, 200)  # a print of single lines
    made = compose(picture, labels, labels, cloth, answer(shading=0.5))
    assert np.abs(made.canvas[120, 96].astype(int) - (100, 100, 100)).max() <= 1
    assert np.abs(made.canvas[121, 96].astype(int) - np.array(GREEN) / 2).max() <= 1


def test_skin_that_the_old_garment_hid_is_the_new_colour_and_kept_skin_is_the_photos():
    picture, labels = person()
    labels[80:140, 132:150] = Compact.UPPER  # the photo has a sleeve there
    picture[80:140, 132:150] = (180, 30, 40)
    layout = labels.copy()
    layout[80:140, 132:150] = Compact.LEFT_ARM
    made = compose(picture, labels, layout, green(picture), answer(colour=(150, 100, 80)))
    sleeve = made.canvas[95:130, 138:146].reshape(-1, 3).astype(float)
    assert np.abs(sleeve.mean(0) - (150, 100, 80)).max() < 3
    assert (made.canvas[175:198, 136:148] == picture[175:198, 136:148]).all()


def test_classes_do_not_lend_each_other_their_new_colours():
    picture, labels = person()
    layout = labels.copy()
    layout[140:170, 60:132] = Compact.LOWER  # a cropped top: higher trousers
    given = answer()
    given.colour[: 140 // 2 + 1] = SKIN
    given.colour[140 // 2 + 1 :] = (30, 40, 140)
    made = compose(picture, labels, layout, green(picture), given)
    trousers = made.canvas[143:165, 70:120].astype(int)
    assert np.abs(trousers - (30, 40, 140)).max() < 12


def test_the_old_garment_does_not_shine_through_the_soft_edge_of_the_new_one():
    picture, labels = person()
    layout = labels.copy()
    layout[70:170, 120:132] = Compact.BACKGROUND  # narrower than the old one
    made = compose(picture, labels, layout, green(picture), answer(colour=(200, 200, 200)))
    beside = made.canvas[90:150, 116:132].astype(int)
    redness = beside[..., 0] - beside[..., 1:].max(2)
    assert redness.max() < 12
