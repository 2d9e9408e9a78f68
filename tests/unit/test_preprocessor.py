"""The Preprocessor end to end on the project's own example photos, with the pose networks alone."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.support.examples import EXAMPLES, EmptyStore
from tryon.config import Settings
from tryon.errors import NoPersonFound, PoseIncomplete, TryOnError
from tryon.labels import Joint, Lip
from tryon.pictures.coordinates import CANVAS_SIZE, canvas_scale
from tryon.preprocess import preprocessor as module
from tryon.preprocess.preprocessor import Preprocessor

PERSON = EXAMPLES / "person_ada.jpg"
GARMENT = EXAMPLES / "garment_logo_tee.jpg"


@pytest.fixture(scope="module")
def preprocessor() -> Preprocessor:
    return Preprocessor(EmptyStore(Settings(offline=True)))


def test_a_person_without_the_segmenter_is_parsed_by_colour_and_told(
    preprocessor: Preprocessor,
) -> None:
    person = preprocessor.person(PERSON)
    assert "colour_parsing" in {notice.code for notice in person.notices}
    assert person.image.shape == (*CANVAS_SIZE, 3)
    assert person.parse_map.labels.shape == CANVAS_SIZE
    assert person.keypoints.found(Joint.NECK, Joint.LEFT_HIP, Joint.RIGHT_HIP)
    share = (person.parse_map.labels == Lip.UPPER).mean()
    assert 0.03 < share < 0.5


def test_a_photo_of_the_canvas_size_is_not_resampled(preprocessor: Preprocessor) -> None:
    person = preprocessor.person(PERSON)
    assert (person.box.left, person.box.top) == (0, 0)
    np.testing.assert_array_equal(person.image, person.photo)


def test_joints_follow_the_canvas_when_the_photo_is_larger(preprocessor: Preprocessor) -> None:
    photo = np.asarray(PillowImage.open(PERSON).convert("RGB"))
    wide = np.pad(photo, ((0, 0), (500, 300), (0, 0)), mode="edge")
    here, there = preprocessor.person(photo), preprocessor.person(wide)
    scale = canvas_scale(there.box.width)
    in_photo = there.keypoints.xy[Joint.NECK] * scale + (there.box.left, there.box.top)
    apart = np.hypot(*(in_photo - (500, 0) - here.keypoints.xy[Joint.NECK]))
    assert apart < 0.02 * photo.shape[0]


def test_the_same_photo_is_worked_on_once(preprocessor: Preprocessor) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(preprocessor.person, [PERSON] * 4))
    assert all(result is results[0] for result in results)
    assert preprocessor.person(PERSON.read_bytes()) is results[0]


def test_a_garment_is_no_person_and_the_hint_says_swap(preprocessor: Preprocessor) -> None:
    with pytest.raises(NoPersonFound) as refusal:
        preprocessor.person(GARMENT)
    assert "swap" in refusal.value.hint


def test_nobody_in_the_photo_is_no_matter_where_no_body_is_needed(
    preprocessor: Preprocessor,
) -> None:
    empty = np.full((600, 900, 3), 128, np.uint8)
    empty[200:400, 300:600] = (200, 90, 30)
    with pytest.raises(NoPersonFound):
        preprocessor.person(empty)
    person = preprocessor.person(empty, body_needed=False)
    assert person.keypoints is None and person.parse_map is None
    (notice,) = person.notices
    assert notice.code == "photo_alone" and notice.about == "person"
    assert notice.message.startswith("No person was found") and "photo alone" in notice.message
    # The whole photo lies in the middle of the canvas, and nothing of it is lost.
    assert (person.box.left, person.box.width) == (0, 900)
    assert person.box.top + person.box.height / 2 == pytest.approx(300, abs=1)
    assert person.image.shape == (*CANVAS_SIZE, 3)
    with pytest.raises(NoPersonFound):
        preprocessor.person(empty)


def test_a_person_cut_off_too_high_is_still_found(preprocessor: Preprocessor) -> None:
    photo = np.asarray(PillowImage.open(PERSON).convert("RGB"))
    bust = np.pad(photo[:330], ((0, 0), (600, 0), (0, 0)), mode="edge")
    with pytest.raises(PoseIncomplete):
        preprocessor.person(bust)
    person = preprocessor.person(bust, body_needed=False)
    assert "without pose and body parts" in person.notices[-1].message
    assert person.parse_map is None
    # The canvas is laid around the person, who stands on the right, not around the whole photo.
    assert person.box.left > 200


def test_a_good_photo_is_prepared_as_ever(preprocessor: Preprocessor) -> None:
    assert preprocessor.person(PERSON, body_needed=False) is preprocessor.person(PERSON)


def test_the_person_of_a_number_is_prepared_and_the_other_one_held(
    preprocessor: Preprocessor,
) -> None:
    photos = [
        np.asarray(PillowImage.open(EXAMPLES / f"person_{name}.jpg").convert("RGB"))
        for name in ("ada", "ben")
    ]
    # So near to each other that each one's canvas shows the other, too.
    pair = np.concatenate([photo[:, 160:608] for photo in photos], axis=1)
    middles = []
    for index in (1, 2):
        person = preprocessor.person(pair, index=index)
        scale = canvas_scale(person.box.width)
        middles.append(person.keypoints.xy[Joint.NECK, 0] * scale + person.box.left)
        (notice,) = (n for n in person.notices if n.code == "several_people")
        assert f"number {index} of 2" in notice.message
        assert person.held is not None
        assert (person.parse_map.labels[person.held] == Lip.BACKGROUND).all()
    assert middles[0] < 448 < middles[1]
    # Where a visitor can tap.
    people = preprocessor.people(pair)
    assert people.first in (1, 2)
    (left, top, right, bottom), other = people.places
    assert 0 <= left < middles[0] / 896 < right <= 0.55 < middles[1] / 896 < other[2] <= 1
    assert 0 <= top < 0.2 and 0.8 < bottom <= 1
    with pytest.raises(TryOnError) as refusal:
        preprocessor.person(pair, index=3, body_needed=False)
    assert "from 1 to 2" in refusal.value.hint


def test_a_garment(preprocessor: Preprocessor) -> None:
    garment = preprocessor.garment(GARMENT)
    assert garment.image.shape == (*CANVAS_SIZE, 3)
    assert 0.1 < garment.cloth_mask.mean() < 0.8
    assert (garment.image[~garment.cloth_mask] > 200).mean() > 0.97
    assert garment.sleeve == "short"


def test_transparency_is_the_mask(preprocessor: Preprocessor) -> None:
    pixels = np.zeros((800, 600, 4), np.uint8)
    pixels[200:600, 150:450] = (246, 246, 246, 255)
    garment = preprocessor.garment(PillowImage.fromarray(pixels, "RGBA"))
    rows, columns = (
        np.flatnonzero(garment.cloth_mask.any(1)),
        np.flatnonzero(garment.cloth_mask.any(0)),
    )
    assert (np.ptp(rows) + 1) / (np.ptp(columns) + 1) == pytest.approx(400 / 300, abs=0.02)
    assert garment.cloth_mask[rows[0] : rows[-1], columns[0] : columns[-1]].mean() > 0.999


def test_the_same_photo_in_both_places_is_told(preprocessor: Preprocessor) -> None:
    person, garment = preprocessor.person(PERSON), preprocessor.garment(PERSON)
    assert {notice.code for notice in preprocessor.check_pair(person, garment)} == {"same_image"}
    other = preprocessor.garment(GARMENT)
    assert preprocessor.check_pair(person, other) == ()


def test_it_works_again_after_closing(preprocessor: Preprocessor) -> None:
    preprocessor.close()
    photo = np.asarray(PillowImage.open(PERSON).convert("RGB"))[:1000]
    assert preprocessor.person(photo).keypoints.found(Joint.NECK)


def test_photos_are_remembered_by_their_bytes_and_for_a_while(
    preprocessor: Preprocessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = preprocessor.garment(GARMENT)
    preprocessor.forget(3600)
    assert preprocessor.garment(GARMENT) is found
    preprocessor.forget(0)
    assert preprocessor.garment(GARMENT) is not found
    monkeypatch.setattr(module, "_REMEMBERED_BYTES", 2**20)
    forgetful = Preprocessor(EmptyStore(Settings(offline=True)))
    assert forgetful.garment(GARMENT) is not forgetful.garment(GARMENT)


def in_memory(references) -> list[bool]:
    gc.collect()
    return [reference() is not None for reference in references]


def test_photos_of_files_are_let_go_of_but_not_those_that_others_have(
    preprocessor: Preprocessor, tmp_path: Path
) -> None:
    mine, alike, garment = (tmp_path / name for name in ("mine.jpg", "alike.jpg", "garment.jpg"))
    for place in (mine, alike):
        place.write_bytes(PERSON.read_bytes())
    PillowImage.open(GARMENT).transpose(PillowImage.Transpose.FLIP_LEFT_RIGHT).save(garment)
    kept = [weakref.ref(preprocessor.person(str(mine))), weakref.ref(preprocessor.garment(garment))]
    assert preprocessor.person(str(alike)) is kept[0]()
    assert in_memory(kept) == [True, True]
    preprocessor.forget_photos([str(garment), str(mine)])
    assert in_memory(kept) == [True, False]
    preprocessor.forget_photos([str(alike), str(PERSON)])
    assert in_memory(kept) == [False, False]


def test_of_a_photo_that_was_deleted_meanwhile_nothing_is_remembered(
    preprocessor: Preprocessor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "garment.jpg"
    photo = np.asarray(PillowImage.open(GARMENT).convert("RGB"))[:, ::-1].copy()
    photo[0, 0] = 7
    PillowImage.fromarray(photo).save(place)
    read = module.read_image

    def reading(*args):
        decoded = read(*args)
        place.unlink()
        return decoded

    monkeypatch.setattr(module, "read_image", reading)
    kept = [weakref.ref(preprocessor.garment(place))]
    assert in_memory(kept) == [False]
