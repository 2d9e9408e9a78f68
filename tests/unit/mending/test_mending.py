"""The document of changes: regions, joints, undo, what has to run again."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from tests.support.mending import patch, rich
from tryon.cache import held_bytes
from tryon.errors import MaskInvalid, TryOnError
from tryon.labels import LIP_NAMES, Joint, Lip
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.history import MOST_BYTES, MOST_STEPS, UndoHistory
from tryon.mending.packed import Packed
from tryon.mending.regions import REGIONS, added, extent, taken
from tryon.mending.steps import stale_stages
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.pipelines.rmgn import RmgnPipeline
from tryon.pipelines.working_inputs import at_working_size, make_agnostic
from tryon.stages import names_of
from tryon.types import UNTOUCHED, GarmentInput

DECLARED = LearnedCompactPipeline.stages
STAGES = names_of(DECLARED)


def test_the_regions_share_out_every_label_but_one_pixel_never_has_two():
    members = [label for region in REGIONS.values() for label in region.members]
    assert len(members) == len(set(members))
    assert set(Lip) - set(members) == {Lip.GLOVE, Lip.SCARF}


@pytest.mark.parametrize("name", REGIONS)
def test_adding_gives_pixels_to_a_region_and_leaves_all_others_alone(person, name):
    labels, region = person.parse_map.labels, REGIONS[name]
    mended = added(labels, patch(), region)
    assert extent(mended, region)[patch()].all()
    assert (mended[~patch()] == labels[~patch()]).all()
    covers = np.stack([extent(mended, each) for each in REGIONS.values()])
    assert (covers.sum(0) == 1).all()


@pytest.mark.parametrize("name", REGIONS)
def test_taking_gives_each_pixel_to_its_nearest_neighbour(person, name):
    labels, region = person.parse_map.labels, REGIONS[name]
    own = extent(labels, region)
    rows, columns = np.nonzero(own)
    mask = np.zeros_like(own)
    mask[rows.min() : rows.min() + 40, columns.min() : columns.max() + 1] = True
    mended = taken(labels, mask, region)
    gone = mask & own
    assert gone.any() and not extent(mended, region)[gone].any()
    assert (mended[~gone] == labels[~gone]).all()
    places = np.argwhere(gone)
    y, x = places[len(places) // 3]
    others = np.argwhere(~own)
    distances = np.hypot(others[:, 0] - y, others[:, 1] - x)
    near = others[distances < distances.min() * 1.1 + 1]
    assert mended[y, x] in labels[near[:, 0], near[:, 1]]


def test_a_region_that_is_everything_can_give_nothing_away():
    with pytest.raises(MaskInvalid):
        taken(np.zeros((1024, 768), np.uint8), patch(), REGIONS["background"])


def test_a_skirt_grows_as_a_skirt(person):
    labels = np.where(person.parse_map.labels == Lip.PANTS, Lip.SKIRT, person.parse_map.labels)
    mended = added(labels.astype(np.uint8), patch(), REGIONS["lower body"])
    assert (mended[patch()] == Lip.SKIRT).all()


def test_nothing_is_changed_in_place(pair, person, garment):
    before = [
        array.copy() for array in (person.parse_map.labels, person.keypoints.xy, garment.cloth_mask)
    ]
    mending = rich(pair)
    pair.mended_person(mending)
    pair.mended_garment(mending)
    after = person.parse_map.labels, person.keypoints.xy, garment.cloth_mask
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, after, strict=True))


def test_what_is_put_back_as_it_was_is_no_change(pair):
    there = pair.mask("body", "upper clothes", Mending()) & patch(400, 450)
    mending = pair.with_mask(Mending(), "body", "background", there, add=True)
    assert mending.mended() == ("body",)
    assert pair.with_mask(mending, "body", "upper clothes", there, add=True) == Mending()
    assert rich(pair).mended() == ("body", "repaint", "pose", "garment", "layout")
    emptied = rich(pair)
    for part in emptied.mended():
        emptied = emptied.without(part)
    assert emptied == Mending()


def test_repainting_and_keeping_exclude_each_other_and_reach_the_agnostic_image(pair):
    mending = pair.with_mask(Mending(), "repaint", "", patch(100, 160), add=True)
    mending = pair.with_mask(mending, "repaint", "", patch(130, 190), add=False)
    repaint, keep = mending.repaint.mask(), mending.keep.mask()
    assert not (repaint & keep).any()
    agnostic = make_agnostic(
        at_working_size(pair.mended_person(mending), pair.garment, (1024, 768))
    )
    image = pair.person.image
    assert (agnostic.agnostic_image[patch(100, 130)] == 128).all()
    assert (agnostic.agnostic_image[patch(130, 190)] == image[patch(130, 190)]).all()
    assert (agnostic.parse_agnostic[patch(100, 130)] == Lip.BACKGROUND).all()
    labels = pair.person.parse_map.labels
    assert (agnostic.parse_agnostic[patch(130, 190)] == labels[patch(130, 190)]).all()
    shown = pair.mask("repaint", "", mending)
    assert (shown == (agnostic.agnostic_image == 128).all(2))[patch(90, 200)].all()


def test_a_joint_moves_goes_and_comes_back_in_pixels_of_the_photo(pair):
    size = pair.person.photo.shape[:2]
    moved = Mending().with_joint(Joint.LEFT_WRIST, (700.0, 300.0), size)
    # The canvas begins at column 100 of the photo.
    assert pair.keypoints(moved).xy[Joint.LEFT_WRIST] == pytest.approx([600, 300])
    deleted = moved.with_joint(Joint.LEFT_WRIST, None, size)
    assert not pair.keypoints(deleted).found(Joint.LEFT_WRIST)
    assert pair.keypoints(deleted).score[Joint.LEFT_WRIST] == 0
    assert deleted.without_joint_edit(Joint.LEFT_WRIST) == Mending()
    placed = Mending().with_joint(Joint.NOSE, (480.0, 120.0), size)
    assert pair.keypoints(placed).found(Joint.NOSE)


@pytest.mark.parametrize("place", [(-5.0, 3.0), (5000.0, 3.0), (float("nan"), 3.0)])
def test_a_joint_outside_the_photo_is_refused(place):
    with pytest.raises(MaskInvalid):
        Mending().with_joint(Joint.NOSE, place, (1024, 768))


@pytest.mark.parametrize("joint", [25, -1, "nose", None, 3.5])
def test_a_joint_that_is_none_is_refused(joint):
    with pytest.raises(MaskInvalid):
        Mending().with_joint(joint, None, (1024, 768))


def test_a_drawn_skeleton_gives_way_when_a_joint_moves(pair, person):
    skeleton = np.zeros_like(person.image)
    drawn = replace(pair, person=replace(person, pose_map=skeleton))
    assert drawn.mended_person(rich(pair)).pose_map is None
    only_body = pair.with_mask(Mending(), "body", "background", patch(400, 450), add=True)
    assert drawn.mended_person(only_body).pose_map is skeleton


def test_a_garment_is_cut_out_and_described_anew(pair):
    mending = pair.with_mask(Mending(), "garment", "", patch(150, 420, 180, 590), add=False)
    mended = pair.mended_garment(mending)
    rows = np.flatnonzero(mended.cloth_mask.any(1))
    # Less than half of the canvas's height is left, so it is framed anew, and larger.
    assert mended.box is not None and mended.box.height < 1024
    assert rows[-1] - rows[0] > 480
    kept = pair.mended_garment(Mending().with_kind("long", "v"))
    assert (kept.sleeve, kept.neckline) == ("long", "v")
    assert kept.cloth_mask is pair.garment.cloth_mask


def test_a_garment_photo_of_any_size_keeps_its_mask(garment):
    """From the canvas back to the photo's own frame, larger and smaller than the canvas."""
    for height, width in ((2048, 1200), (300, 500)):
        photo = np.full((height, width, 3), 246, np.uint8)
        mask = np.zeros((height, width), bool)
        mask[height // 4 : height // 2, width // 3 : width // 2] = True
        photo[mask] = (20, 90, 160)
        from tryon.preprocess.garment_placing import place

        placed = place(photo, mask)
        made = GarmentInput(photo, placed.image, placed.mask, "short", "round", box=placed.box)
        pair = EditedPair(None, made)
        shown = pair.mask("garment", "", Mending())
        assert max(shown.shape) <= 1024
        wanted = cv2.resize(mask.astype(np.uint8), shown.shape[::-1]) > 0
        assert (shown & wanted).sum() / (shown | wanted).sum() > 0.95


@pytest.mark.parametrize("mask", [np.zeros((1024, 768), bool), np.ones((1024, 768), bool)])
def test_an_empty_or_full_garment_mask_is_refused(pair, mask):
    with pytest.raises(MaskInvalid):
        pair.with_garment_mask(Mending(), mask)


def test_a_mask_of_another_size_is_refused(pair):
    for part in ("body", "garment"):
        with pytest.raises(MaskInvalid):
            pair.with_mask(Mending(), part, "hair", np.ones((512, 384), bool), add=True)


def test_a_layout_that_was_not_predicted_yet_cannot_be_mended(person, garment):
    with pytest.raises(TryOnError):
        EditedPair(person, garment).with_mask(Mending(), "layout", "hair", patch(), add=True)


def test_earlier_changes_of_a_layout_stay_when_its_prediction_is_the_mended_one(pair):
    first = pair.with_mask(Mending(), "layout", "hair", patch(200, 220), add=True)
    shown = np.where(first.layout.unpack() == UNTOUCHED, pair.layout, first.layout.unpack())
    later = replace(pair, layout=shown)
    second = later.with_mask(first, "layout", "face", patch(300, 320), add=True)
    changes = second.layout.unpack()
    assert (changes[patch(200, 220)] == Lip.HAIR).all()
    assert (changes[patch(300, 320)] == Lip.FACE).all()
    assert (changes[patch(230, 290)] == UNTOUCHED).all()


def test_undo_and_redo_walk_through_every_change():
    history = UndoHistory(0)
    for value in (1, 2, 3):
        history = history.then(value)
    assert history.then(3) is history
    back = history.undone().undone()
    assert (back.present, back.redone().present, back.redone().redone().present) == (1, 2, 3)
    assert back.redone().redone().redone().present == 3
    assert back.then(9).redone().present == 9
    assert back.undone().undone().undone().present == 0


def test_the_history_is_bounded():
    history = UndoHistory(0)
    for value in range(1, 1000):
        history = history.then(value)
    assert len(history.past) == MOST_STEPS
    for _ in range(1000):
        history = history.undone()
    assert history.present == 999 - MOST_STEPS


def test_a_history_of_large_steps_is_bounded_by_what_it_holds():
    """Noise that is loaded again and again weighs a megabyte a time."""
    history = UndoHistory(b"")
    for step in range(61):
        history = history.then(bytes([step]) * 2**20)
        assert held_bytes((history.present, history.past, history.future)) <= MOST_BYTES
    assert len(history.past) == 1
    # One that alone is too large is kept, and nothing else.
    assert UndoHistory(b"").then(b"x" * (MOST_BYTES + 1)).past == ()


def test_sixty_changes_weigh_next_to_nothing(pair):
    mending = rich(pair)
    packed = (mending.labels, mending.repaint, mending.keep, mending.layout, mending.cloth_mask)
    assert sum(len(each.data) for each in packed) < 60_000


def test_a_change_makes_what_comes_after_it_stale_and_nothing_before(pair):
    full = rich(pair)
    empty = Mending()
    for part, first in {
        "body": "agnostic",
        "repaint": "agnostic",
        "pose": "agnostic",
        "garment": "segmentation",
        "layout": "matching",
    }.items():
        only = empty
        for other in full.mended():
            if other == part:
                only = full
                for rest in set(full.mended()) - {part}:
                    only = only.without(rest)
        assert only.mended() == (part,)
        assert stale_stages(DECLARED, empty, only) == STAGES[STAGES.index(first) :]
        assert stale_stages(DECLARED, only, empty) == STAGES[STAGES.index(first) :]
    assert stale_stages(DECLARED, full, full) == ()
    assert stale_stages(DECLARED, full.without("layout"), full) == STAGES[2:]
    rmgn = RmgnPipeline.stages
    assert stale_stages(rmgn, empty, full) == names_of(rmgn)
    # What no stage reads may have changed what the photos are prepared for.
    assert stale_stages(rmgn, full.without("pose"), full) == names_of(rmgn)


def test_packed_maps_come_back_whole(person):
    labels = person.parse_map.labels
    packed = Packed.of(labels)
    assert (packed.unpack() == labels).all()
    assert packed == Packed.of(labels.copy()) and packed != Packed.of(labels + np.uint8(1))
    assert len(packed.data) < labels.size / 20


def test_every_region_has_a_plain_name():
    assert set(REGIONS) >= {"upper clothes", "left arm", "right arm", "neck", "hair", "face"}
    assert set(REGIONS) - set(LIP_NAMES) == {"lower body"}
