"""The document of changes: regions, frames, joints, undo, files."""

import io
import json
import zipfile
from dataclasses import replace

import cv2
import numpy as np
import PIL.Image
import pytest

from tryon.cache import held_bytes
from tryon.datasets.companion_files import read_joints, read_parse
from tryon.errors import MaskInvalid, TryOnError
from tryon.labels import LIP_NAMES, Joint, Lip
from tryon.mending.document import JointEdit, Mending
from tryon.mending.edited_pair import EditedPair
from tryon.mending.files import load, save, with_files
from tryon.mending.frame import Frame, person_frame
from tryon.mending.history import MOST_BYTES, MOST_STEPS, UndoHistory
from tryon.mending.packed import Packed
from tryon.mending.regions import REGIONS, added, extent, taken
from tryon.mending.steps import stale_stages
from tryon.mending.strokes import Stroke, stroke_mask
from tryon.pictures.canvas import canvas_box, to_canvas
from tryon.pictures.reading import read_image
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.pipelines.dressing import dressing_room, undress
from tryon.types import UNTOUCHED, CanvasBox, GarmentInput

STAGES = LearnedCompactPipeline.stages


@pytest.fixture
def pair(person, garment):
    return EditedPair(person, garment, person.parse_map.labels)


def patch(top=200, bottom=300, left=300, right=460):
    mask = np.zeros((1024, 768), bool)
    mask[top:bottom, left:right] = True
    return mask


def rich(pair):
    """A document with a change of every kind."""
    mending = pair.with_mask(Mending(), "body", "background", patch(400, 450), add=True)
    mending = pair.with_mask(mending, "repaint", "", patch(100, 160), add=True)
    mending = pair.with_mask(mending, "repaint", "", patch(500, 560), add=False)
    mending = pair.with_mask(mending, "layout", "upper clothes", patch(700, 730), add=True)
    mending = pair.with_mask(mending, "garment", "", patch(150, 200), add=False)
    size = pair.person.photo.shape[:2]
    mending = mending.with_joint(Joint.LEFT_WRIST, (0.5 * size[1], 0.25 + size[0] // 2), size)
    mending = mending.with_joint(Joint.RIGHT_WRIST, None, size)
    return mending.with_kind("long", "v")


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
    agnostic = undress(dressing_room(pair.mended_person(mending), pair.garment, (1024, 768)))
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
        from tryon.preprocess.garment import place

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


# Frames.


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_point_of_an_upright_photo_is_the_same_pixel_on_the_canvas(orientation, tmp_path):
    """After EXIF rotation and a crop that reaches beyond the photo."""
    upright = np.full((400, 300, 3), 200, np.uint8)
    upright[100:110, 220:230] = (255, 0, 0)
    undo = {
        2: PIL.Image.Transpose.FLIP_LEFT_RIGHT,
        3: PIL.Image.Transpose.ROTATE_180,
        4: PIL.Image.Transpose.FLIP_TOP_BOTTOM,
        5: PIL.Image.Transpose.TRANSPOSE,
        6: PIL.Image.Transpose.ROTATE_90,
        7: PIL.Image.Transpose.TRANSVERSE,
        8: PIL.Image.Transpose.ROTATE_270,
    }
    stored = PIL.Image.fromarray(upright)
    if orientation in undo:
        stored = stored.transpose(undo[orientation])
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo.png"
    stored.save(path, exif=exif)
    photo = read_image(path, "person").rgb
    assert (photo == upright).all()
    box = canvas_box((400, 300), (150.0, 20.0, 290.0, 399.0))
    frame = Frame(box, (1024, 768), (400, 300))
    canvas = to_canvas(photo, box)
    x, y = frame.point(224.5, 104.5)
    assert canvas[round(y), round(x)].tolist() == [255, 0, 0]
    assert frame.photo_point(x, y) == pytest.approx((224.5, 104.5))
    around = stroke_mask(Stroke(((224.5, 104.5),), 5.0), frame)
    assert canvas[around][:, 0].mean() > 240 and canvas[around][:, 1].mean() < 40


@pytest.mark.parametrize(
    ("box", "photo_size"),
    [
        (CanvasBox(100, 0, 768, 1024), (1024, 968)),
        (CanvasBox(-30, -10, 330, 440), (400, 300)),
        (CanvasBox(400, 300, 1500, 2000), (3000, 2500)),
        (CanvasBox(0, 0, 768, 1024), (1024, 768)),
    ],
)
def test_labels_come_back_from_the_photos_pixels_as_they_were(box, photo_size):
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 20, (1024, 768), dtype=np.uint8)
    frame = Frame(box, (1024, 768), photo_size)
    in_photo = frame.to_file(labels)
    assert in_photo.shape == frame.file_size
    assert all(a % b == 0 for a, b in zip(in_photo.shape, photo_size, strict=True))
    assert (frame.from_file(in_photo, labels) == labels).all()


def test_a_stroke_is_as_wide_as_its_brush_and_ends_round(pair):
    mask = stroke_mask(Stroke(((300.0, 500.0), (500.0, 500.0)), 20.0), pair.frame("body"))
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    assert abs(rows.size - 40) <= 2 and abs(columns.size - 240) <= 3
    assert abs(columns[0] - 180) <= 2
    assert not mask[rows[0] + 1, columns[0] + 1]


@pytest.mark.parametrize(
    ("points", "radius"),
    [
        ((), 5.0),
        (((0.0, 0.0),) * 10_000, 5.0),
        (((-9.0, 5.0),), 5.0),
        (((float("nan"), 5.0),), 5.0),
        (((5.0, 5.0),), float("nan")),
        (((5.0, 5.0),), 0.0),
        (((5.0, 5.0),), 1e9),
    ],
)
def test_strokes_that_make_no_sense_are_refused(pair, points, radius):
    with pytest.raises(MaskInvalid) as caught:
        stroke_mask(Stroke(points, radius), pair.frame("body"))
    assert caught.value.message and caught.value.hint


# Undo, redo, staleness.


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
        assert stale_stages(STAGES, empty, only) == STAGES[STAGES.index(first) :]
        assert stale_stages(STAGES, only, empty) == STAGES[STAGES.index(first) :]
    assert stale_stages(STAGES, full, full) == ()
    assert stale_stages(STAGES, full.without("layout"), full) == STAGES[2:]
    assert stale_stages(("warp", "paint"), empty, full) == ("warp", "paint")


# Files.


def assert_same(pair, loaded, mending):
    assert replace(loaded, joints=()) == replace(mending, joints=())
    for mine, theirs in zip(loaded.joints, mending.joints, strict=True):
        assert mine.joint == theirs.joint
        assert mine.place == (None if theirs.place is None else pytest.approx(theirs.place))


def test_saved_and_loaded_again_it_is_the_same(pair, tmp_path):
    mending = rich(pair)
    path = tmp_path / "mended.zip"
    path.write_bytes(save(pair, mending))
    assert_same(pair, load(pair, path), mending)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "folder")
    assert_same(pair, load(pair, tmp_path / "folder"), mending)
    path.write_bytes(save(pair, Mending()))
    assert load(pair, path) == Mending()


def test_saved_on_a_photo_coarser_and_finer_than_the_canvas(pair, person, tmp_path):
    for box, size in (
        (CanvasBox(-10, -5, 192, 256), (250, 180)),
        (CanvasBox(50, 20, 1440, 1920), (2000, 1600)),
    ):
        photo = cv2.resize(person.image, size[::-1])
        other = replace(pair, person=replace(person, photo=photo, box=box))
        mending = replace(rich(other), joints=(JointEdit(Joint.LEFT_WRIST, (120.25, 99.5)),))
        path = tmp_path / "mended.zip"
        path.write_bytes(save(other, mending))
        loaded = load(other, path)
        inside = other.frame("body").to_file(np.ones((1024, 768), np.uint8))
        assert inside.any()
        visible = (
            other.frame("body")
            .from_file(
                np.ones(other.frame("body").file_size, np.uint8), np.zeros((1024, 768), np.uint8)
            )
            .astype(bool)
        )
        for name in ("labels", "repaint", "keep", "layout"):
            mine, theirs = getattr(loaded, name).unpack(), getattr(mending, name).unpack()
            assert (mine == theirs)[visible].all()
        assert loaded.cloth_mask == mending.cloth_mask
        assert loaded.joints[0].place == pytest.approx((120.25, 99.5))


def test_the_saved_files_are_of_the_published_kinds_in_pixels_of_the_photo(pair, tmp_path):
    mending = rich(pair)
    with zipfile.ZipFile(io.BytesIO(save(pair, mending))) as archive:
        archive.extractall(tmp_path)
    labels = read_parse(tmp_path / "parse.png")
    assert labels.shape == pair.person.photo.shape[:2]
    assert (labels[:, 100:868] == pair.labels(mending)).all()
    joints = read_joints(tmp_path / "keypoints.json")
    assert joints.xy[Joint.LEFT_WRIST] == pytest.approx([464.0, 512.25])
    assert not joints.found(Joint.RIGHT_WRIST)
    again = with_files(
        pair,
        Mending(),
        parse=tmp_path / "parse.png",
        keypoints=tmp_path / "keypoints.json",
        cloth_mask=tmp_path / "cloth-mask.png",
    )
    assert again.labels == mending.labels and again.cloth_mask == mending.cloth_mask
    assert [edit.joint for edit in again.joints] == [edit.joint for edit in mending.joints]


def test_changes_of_another_photo_are_refused(pair, person, garment, tmp_path):
    path = tmp_path / "mended.zip"
    path.write_bytes(save(pair, rich(pair)))
    brighter = np.minimum(person.photo, 250) + np.uint8(1)
    for other, word in (
        (replace(pair, person=replace(person, photo=brighter)), "person"),
        (replace(pair, garment=replace(garment, photo=255 - garment.photo)), "garment"),
    ):
        with pytest.raises(MaskInvalid, match=f"another {word} photo"):
            load(other, path)


def test_single_files_of_another_size_are_refused(pair, tmp_path):
    path = tmp_path / "file.png"
    PIL.Image.fromarray(np.zeros((1024, 768), np.uint8), "L").save(path)
    with pytest.raises(MaskInvalid, match="768 x 1024 pixels and the photo 928 x 1024"):
        with_files(pair, Mending(), parse=path)
    PIL.Image.fromarray(np.full((100, 100), 255, np.uint8), "L").save(path)
    with pytest.raises(MaskInvalid, match="do not belong together"):
        with_files(pair, Mending(), cloth_mask=path)
    far = tmp_path / "joints.json"
    rows = [9000.0, 9000.0, 0.9] * 25
    far.write_text(json.dumps({"people": [{"pose_keypoints_2d": rows}]}))
    with pytest.raises(MaskInvalid, match="far outside"):
        with_files(pair, Mending(), keypoints=far)
    far.write_text(json.dumps({"people": [{"pose_keypoints_2d": [float("nan")] * 75}]}))
    with pytest.raises(MaskInvalid, match="no numbers"):
        with_files(pair, Mending(), keypoints=far)


@pytest.mark.parametrize(
    "damage",
    ["text", "empty zip", "version", "colours", "label 40", "bomb", "deep", "deep joints", "lzma"],
)
def test_damaged_files_are_sentences(pair, tmp_path, damage):
    path = tmp_path / "mended.zip"
    members = {}
    with zipfile.ZipFile(io.BytesIO(save(pair, rich(pair)))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    if damage == "version":
        members["mending.json"] = b'{"version": 99}'
    elif damage == "colours":
        PIL.Image.new("RGB", (928, 1024)).save(buffer, "PNG")
        members["parse.png"] = buffer.getvalue()
    elif damage == "label 40":
        PIL.Image.new("L", (928, 1024), 40).save(buffer, "PNG")
        members["parse.png"] = buffer.getvalue()
    elif damage == "bomb":
        members["parse.png"] = bytes(40 << 20)
    elif damage == "empty zip":
        members = {}
    elif damage.startswith("deep"):
        name = "keypoints.json" if "joints" in damage else "mending.json"
        members[name] = b"[" * 200_000
    packing = zipfile.ZIP_LZMA if damage == "lzma" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    if damage == "lzma":
        # Behind the first member's header: the decoder's own settings and data.
        packed = bytearray(path.read_bytes())
        packed[60:90] = b"\xff" * 30
        path.write_bytes(packed)
    if damage == "text":
        path.write_text("This is no zip.")
    with pytest.raises(MaskInvalid) as caught:
        load(pair, path)
    assert caught.value.message and caught.value.hint


def test_packed_maps_come_back_whole(person):
    labels = person.parse_map.labels
    packed = Packed.of(labels)
    assert (packed.unpack() == labels).all()
    assert packed == Packed.of(labels.copy()) and packed != Packed.of(labels + np.uint8(1))
    assert len(packed.data) < labels.size / 20


def test_every_region_has_a_plain_name():
    assert set(REGIONS) >= {"upper clothes", "left arm", "right arm", "neck", "hair", "face"}
    assert set(REGIONS) - set(LIP_NAMES) == {"lower body"}


def test_the_persons_sheet_is_the_working_canvas(person):
    assert person_frame(person).picture(person.photo).shape == (1024, 768, 3)
    assert (person_frame(person).picture(person.photo) == person.image).all()
