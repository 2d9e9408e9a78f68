"""The layout of the published data set, with a tiny one written here."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tests.support.fakes import FakePreprocessor
from tests.support.layout import write_person, write_rmgn_pair
from tryon.batch.pairs import read_pairs
from tryon.cli.evaluate import own_garments
from tryon.datasets.companion_files import read_joints
from tryon.datasets.published import MPV, RMGN, masks_beside, open_dataset
from tryon.errors import TryOnError
from tryon.labels import Joint, Lip
from tryon.pipelines.rmgn_inputs import outfit_of
from tryon.pipelines.working_inputs import at_working_size, make_agnostic
from tryon.types import CanvasBox, ParseMap

NAME = "00000_00.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_person(tmp_path / "test", "00000_00", seed=0, published=True)
    write_person(tmp_path / "test", "00001_00", seed=1, published=False)
    return tmp_path


def test_published_companions_are_used_where_they_are(root: Path) -> None:
    dataset = open_dataset(root, "auto")
    preprocessor = FakePreprocessor(None)
    person, origin = dataset.person(NAME, preprocessor)
    assert origin == "published"
    assert person.image.shape == (1024, 768, 3)
    assert set(np.unique(person.parse_map.labels)) == {Lip.BACKGROUND, Lip.UPPER}
    # Twice the photo's 512 x 384.
    assert person.keypoints.xy[Joint.NECK] == pytest.approx([384, 200])
    assert np.isnan(person.keypoints.xy[Joint.NOSE]).all()
    assert person.keypoints.score[Joint.NOSE] == 0
    garment, origin = dataset.garment(NAME, preprocessor)
    assert origin == "published"
    assert garment.cloth_mask.dtype == bool
    assert garment.cloth_mask[512, 384] and not garment.cloth_mask[5, 5]
    assert preprocessor.calls == []
    assert dataset.person("00001_00.jpg", preprocessor)[1] == "own"
    assert dataset.garment("00001_00.jpg", preprocessor)[1] == "own"
    assert preprocessor.calls == ["person", "garment"]


def test_the_user_may_insist(root: Path) -> None:
    own = open_dataset(root, "own")
    assert own.person(NAME, FakePreprocessor(None))[1] == "own"
    assert len(own.person_files(NAME)) == 1
    published = open_dataset(root, "published")
    with pytest.raises(TryOnError, match="image-parse/00001_00"):
        published.person("00001_00.jpg", FakePreprocessor(None))


def test_the_published_skeleton_is_the_pose_map(root: Path) -> None:
    dataset = open_dataset(root, "auto")
    assert dataset.person(NAME, FakePreprocessor(None))[0].pose_map is None
    drawing = root / "test" / "openpose-img" / "00000_00_rendered.png"
    drawing.parent.mkdir()
    PIL.Image.fromarray(np.full((512, 384, 3), 99, np.uint8)).save(drawing)
    person, _ = dataset.person(NAME, FakePreprocessor(None))
    assert person.pose_map is not None and (person.pose_map == 99).all()
    assert drawing in dataset.person_files(NAME)
    garment, _ = dataset.garment(NAME, FakePreprocessor(None))
    for size in ((1024, 768), (512, 384)):
        shown = make_agnostic(at_working_size(person, garment, size)).pose_map
        assert shown.shape == (*size, 3) and (shown == 99).all()
    assert drawing not in open_dataset(root, "own").person_files(NAME)


def test_a_part_may_be_given_itself(root: Path) -> None:
    assert open_dataset(root / "test", "auto") == open_dataset(root, "auto")
    (root / "test").rename(root / "train")
    assert open_dataset(root, "auto").folder == root / "train"


@pytest.mark.parametrize("missing", ["image", "cloth", "cloth-mask", "image-parse"])
def test_a_missing_folder_is_named(root: Path, missing: str) -> None:
    (root / "test" / missing).rename(root / "test" / "elsewhere")
    with pytest.raises(TryOnError, match=f"no folder {missing}") as caught:
        open_dataset(root, "published")
    assert caught.value.hint


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(TryOnError, match="not there"):
        open_dataset(tmp_path / "nowhere", "auto")


def test_damaged_companions_are_sentences(root: Path) -> None:
    dataset = open_dataset(root, "auto")
    parse = root / "test" / "image-parse" / "00000_00.png"
    joints = root / "test" / "openpose-json" / "00000_00_keypoints.json"
    whole = joints.read_text()
    for text in ("", "[]", '{"people": []}', '{"people": [{"pose_keypoints_2d": [1, 2]}]}'):
        joints.write_text(text)
        with pytest.raises(TryOnError, match="joints"):
            read_joints(joints)
    joints.write_text(whole)
    parse.write_bytes(b"no picture")
    with pytest.raises(TryOnError, match="parse map"):
        dataset.person(NAME, FakePreprocessor(None))


@pytest.fixture
def rmgn_root(tmp_path: Path) -> Path:
    write_rmgn_pair(tmp_path, "person.jpg", "cloth.jpg", seed=0)
    write_rmgn_pair(tmp_path, "other.jpg", "bare.jpg", seed=2, masked=False)
    return tmp_path


def test_the_folders_of_the_rmgn_test_script(rmgn_root: Path) -> None:
    dataset = open_dataset(rmgn_root, "auto")
    assert dataset.layout == RMGN
    preprocessor = FakePreprocessor(None)
    person, origin = dataset.person("person.jpg", preprocessor)
    assert origin == "own" and person.parse_map is not None
    garment, origin = dataset.garment("cloth.jpg", preprocessor)
    assert origin == "published"
    assert garment.cloth_mask[512, 384] and not garment.cloth_mask[5, 5]
    assert dataset.garment("bare.jpg", preprocessor)[1] == "own"
    assert dataset.garment_files("cloth.jpg")[1].is_file()
    assert open_dataset(rmgn_root, "own").garment("cloth.jpg", preprocessor)[1] == "own"
    with pytest.raises(TryOnError, match="women_top_cloth_mask_test/bare"):
        open_dataset(rmgn_root, "published").garment("bare.jpg", preprocessor)


def test_a_person_without_a_body_where_none_is_needed(rmgn_root: Path) -> None:
    dataset = open_dataset(rmgn_root, "auto")
    black = np.zeros((512, 384, 3), np.uint8)
    PIL.Image.fromarray(black).save(dataset.person_photo("person.jpg"))
    with pytest.raises(TryOnError, match="No person"):
        dataset.person("person.jpg", FakePreprocessor(None))
    person, _ = dataset.person("person.jpg", FakePreprocessor(None), body_needed=False)
    assert person.parse_map is None


def test_masks_lie_beside_garments_of_known_data_sets_only(root: Path, rmgn_root: Path) -> None:
    assert masks_beside(root / "test" / "cloth") == root / "test" / "cloth-mask"
    cloth = rmgn_root / "women_top_cloth_test"
    assert masks_beside(cloth) == rmgn_root / "women_top_cloth_mask_test"
    (rmgn_root / "women_top_cloth_mask_test").rename(rmgn_root / "elsewhere")
    assert masks_beside(cloth) is None
    assert masks_beside(root / "test" / "image") is None


def test_a_missing_folder_of_rmgn_is_named(rmgn_root: Path) -> None:
    (rmgn_root / "women_top_cloth_test").rename(rmgn_root / "elsewhere")
    with pytest.raises(TryOnError, match="no folder women_top_cloth_test beside women_top_ref"):
        open_dataset(rmgn_root, "auto")


def test_labels_at_half_the_size_are_the_second_of_each_two_pixels_as_pillow_picks_them(
    root: Path,
) -> None:
    person, _ = open_dataset(root, "auto").person(NAME, FakePreprocessor(None))
    garment, _ = open_dataset(root, "auto").garment(NAME, FakePreprocessor(None))
    noise = np.random.default_rng(0)
    labels = noise.integers(0, 20, (1024, 768)).astype(np.uint8)
    cloth = noise.integers(0, 256, (1024, 768, 3)).astype(np.uint8)
    mask = noise.random((1024, 768)) < 0.5
    person = replace(person, parse_map=ParseMap(labels), image=cloth)
    garment = replace(garment, image=cloth, cloth_mask=mask)
    room = at_working_size(person, garment, (512, 384), published=True)
    assert np.array_equal(room.labels, labels[1::2, 1::2])
    assert np.array_equal(room.cloth_mask, mask[1::2, 1::2])
    # Twice as small, Pillow's bilinear weighs four pixels by 1, 3, 3 and 1 eighths along each axis.
    weights = list(enumerate((1, 3, 3, 1)))
    rows = sum(w * cloth[1 + k : 1021 + k : 4].astype(float) for k, w in weights)
    exact = sum(w * rows[:, 1 + k : 765 + k : 4] for k, w in weights) / 64
    for picture in (room.image, room.cloth):
        assert np.abs(picture[1:510:2, 1:382:2] - exact).max() <= 1


def test_rmgn_reads_a_data_sets_pictures_straight_from_their_own_size(tmp_path: Path) -> None:
    write_rmgn_pair(tmp_path, "a.jpg", "b.jpg", 0)
    dataset = open_dataset(tmp_path, "auto")
    photo, cloth, grey = (
        PIL.Image.open(path)
        for path in (
            dataset.person_photo("a.jpg"),
            dataset.garment_photo("b.jpg"),
            tmp_path / "women_top_cloth_mask_test" / "b.jpg",
        )
    )
    person, _ = dataset.person("a.jpg", FakePreprocessor(None), body_needed=False)
    person = replace(
        person, photo=np.array(photo), box=CanvasBox(0.0, 0.0, *map(float, photo.size))
    )
    garment, _ = dataset.garment("b.jpg", FakePreprocessor(None))
    outfit = outfit_of(person, garment, (256, 192))

    def plain(picture: PIL.Image.Image, how: PIL.Image.Resampling) -> np.ndarray:
        return np.array(picture.resize((512, 682), how).resize((192, 256), how))

    assert np.array_equal(outfit.image, plain(photo, PIL.Image.Resampling.BICUBIC))
    assert np.array_equal(outfit.cloth, plain(cloth, PIL.Image.Resampling.BICUBIC))
    binary = plain(grey.convert("L"), PIL.Image.Resampling.NEAREST) > 127
    assert np.array_equal(outfit.cloth_mask, binary)


def test_mpvs_folders_and_list_are_read(tmp_path: Path) -> None:
    person, garment = (f"P/Q11/Q11@{n}" for n in ("10=person_half_front", "8=cloth_front"))
    everything = tmp_path / "all"
    (everything / "P/Q11").mkdir(parents=True)
    for name in (person, garment, f"{garment}_mask"):
        PIL.Image.new("L", (192, 256), 255).save(everything / f"{name}.jpg")
    back = "P/Q11/Q11@11=person_half_back.jpg"
    listed = tmp_path / "all_poseA_poseB_clothes_0607.txt"
    # Without its list a folder called "all" is anybody's.
    with pytest.raises(TryOnError, match="no folder image"):
        open_dataset(tmp_path, "auto")
    listed.write_text(
        f"{person}.jpg\t{back}\t{garment}.jpg\ttest\n"
        f"{back}\t{person}.jpg\t{garment}.jpg\ttest\n"
        f"other_front.jpg\t{back}\t{garment}.jpg\ttrain\n"
    )
    dataset = open_dataset(tmp_path, "auto")
    assert dataset.layout is MPV
    (pair,) = read_pairs(listed)
    assert (pair.person, pair.garment) == (f"{person}.jpg", f"{garment}.jpg")
    assert dataset.garment(pair.garment, FakePreprocessor(None))[1] == "published"
    assert dataset.person(pair.person, FakePreprocessor(None))[1] == "own"
    with pytest.raises(TryOnError, match="not named as the persons"):
        own_garments([pair], dataset)
