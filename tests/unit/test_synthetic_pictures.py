"""Pictures of synthetic people: real cloth, backdrops, light and what two photos share."""

from dataclasses import replace

import numpy as np
import PIL.Image
import pytest

pytest.importorskip("numba", reason="numba comes with requirements-dev.txt")

from tryon.labels import Lip
from tryon.training.synthetic.__main__ import main
from tryon.training.synthetic.appearance import in_swatch, sample_look
from tryon.training.synthetic.assortment import sample_pattern
from tryon.training.synthetic.backdrop import Film, backdrop, cast_shadow, develop
from tryon.training.synthetic.camera import Camera
from tryon.training.synthetic.outfits import OUTFIT_SIZE, outfits
from tryon.training.synthetic.product import OUTSIDE, lay_out
from tryon.training.synthetic.render import photograph, photograph_product
from tryon.training.synthetic.scene import dress, sample_person
from tryon.training.synthetic.swatches import Swatches
from tryon.training.synthetic.textures import CHEST, paint, sample_fabric

SIZE = (128, 96)
RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def folder(tmp_path):
    """Two photos: a red garment on white, and a blue pair of shoes."""
    (tmp_path / "images").mkdir()
    rows = ["image,sender_id,label,kids"]
    for name, label, colour in (("a", "T-Shirt", RED), ("b", "Shoes", BLUE)):
        photo = np.full((400, 300, 3), 255, np.uint8)
        photo[80:320, 60:240] = colour
        PIL.Image.fromarray(photo).save(tmp_path / "images" / f"{name}.jpg", quality=95)
        rows.append(f"{name},1,{label},False")
    # Listed, but not there.
    rows.append("c,1,Shirt,False")
    (tmp_path / "images.csv").write_text("\n".join(rows))
    return tmp_path


def test_cloth_is_cut_from_the_middle_of_garments_and_repeats_without_a_seam(folder):
    swatches = Swatches(folder)
    for seed in range(8):
        cloth, size = swatches.cloth(np.random.default_rng(seed))
        assert cloth.dtype == np.float32
        assert cloth.shape[0] == cloth.shape[1] and cloth.shape[2] == 3
        # Neither the white ground nor the blue shoes, in whatever colour it was dyed.
        assert np.ptp(cloth, axis=(0, 1)).max() < 0.15
        assert cloth.max(2).mean() - cloth.min(2).mean() > 0.3
        np.testing.assert_array_equal(cloth, cloth[::-1, ::-1])
        assert 1 < size < 9


def test_a_piece_of_cloth_shrinks_until_it_shows_no_ground(folder):
    photo = np.full((400, 300, 3), 255, np.uint8)
    photo[160:240, 110:190] = RED
    PIL.Image.fromarray(photo).save(folder / "images" / "a.jpg", quality=95)
    for seed in range(8):
        cloth, _ = Swatches(folder).cloth(np.random.default_rng(seed))
        assert cloth.max(2).mean() - cloth.min(2).mean() > 0.25


def test_clutter_comes_from_any_photo(folder):
    swatches = Swatches(folder)
    views = [swatches.clutter(np.random.default_rng(seed)) for seed in range(12)]
    blue = [view[..., 2].min() > 0.5 and view[..., 0].min() < 0.4 for view in views]
    red = [view[..., 0].min() > 0.5 and view[..., 2].min() < 0.4 for view in views]
    assert any(blue) and any(red)
    assert all(view.min() >= 0 and view.max() <= 1 for view in views)


def test_nothing_is_cut_from_photos_that_are_held_out(folder):
    blue = {path.stem for path in (folder / "images").glob("*.jpg")} - {"a"}
    swatches = Swatches(folder, frozenset(blue))
    for seed in range(12):
        view = swatches.clutter(np.random.default_rng(seed))
        assert not (view[..., 2].min() > 0.5 and view[..., 0].min() < 0.4)
    with pytest.raises(FileNotFoundError, match="No photo of a garment"):
        Swatches(folder, frozenset({*blue, "a"}))


def test_a_folder_without_photos_is_refused(tmp_path, capsys):
    with pytest.raises(FileNotFoundError, match=r"images\.csv"):
        Swatches(tmp_path)
    (tmp_path / "images.csv").write_text("image,label\nx,T-Shirt\n")
    with pytest.raises(FileNotFoundError, match="No photo of a garment"):
        Swatches(tmp_path)
    status = main(["--count", "1", "--out", str(tmp_path / "o"), "--swatches", str(tmp_path)])
    assert status == 2
    assert "No photo of a garment" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_swatch_lies_with_its_cut_piece_on_the_chest():
    piece = np.zeros((64, 64, 3), np.float32)
    piece[14:18, 14:18] = 1  # the middle of the upper left quarter
    fabric = replace(sample_fabric(np.random.default_rng(0)), swatch=piece, swatch_size=4.0)
    u, v = np.float32([0, 0.9, 0]), np.float32([-CHEST, -CHEST, -CHEST + 0.9])
    painted = paint(fabric, u, v, np.zeros(3, bool))
    assert painted[0].min() > 0.9
    assert painted[1:].max() < 0.1


def photos(assets, seed, swatches=None):
    """One person in two tops, as a triplet shows them."""
    rng = np.random.default_rng(seed)
    person = sample_person(assets, rng, SIZE)
    look = sample_look(rng, person.body, swatches)
    other = replace(look, top=sample_look(rng, person.body, swatches).top)
    found = []
    for worn in (look, other):
        pattern = sample_pattern(rng)
        photo = photograph(assets, person, pattern, worn, np.random.default_rng(5))
        found.append((photo, dress(assets, person, pattern).labels))
    return found


@pytest.mark.parametrize("seed", [1, 4])
def test_two_photos_of_a_person_differ_only_by_the_top(assets, seed):
    (first, here), (second, there) = photos(assets, seed)
    apart = np.abs(first.astype(int) - second.astype(int)).mean(2)
    for label in (Lip.BACKGROUND, Lip.FACE):
        same = (here == label) & (there == label)
        if same.sum() > 50:
            assert np.median(apart[same]) < 12
    changed = (here == Lip.UPPER) & (there == Lip.UPPER)
    assert np.median(apart[changed]) > 12


def test_clutter_and_cloth_are_seen_in_the_pictures(assets, folder):
    rng = np.random.default_rng(3)
    person, pattern = sample_person(assets, rng, SIZE), sample_pattern(rng)
    swatches = Swatches(folder)
    look = sample_look(rng, person.body)
    top = in_swatch(look.top, swatches, np.random.default_rng(1))
    top = replace(top, swatch=np.full_like(top.swatch, 0) + np.float32([0.1, 0.7, 0.1]))
    clutter = np.full((40, 30, 3), 0.2, np.float32) + np.float32([0, 0, 0.6])
    photo = photograph(assets, person, pattern, replace(look, top=top, clutter=clutter), rng)
    product = lay_out(assets, pattern, rng, SIZE)
    cloth = photograph_product(assets, pattern, product, top, rng)
    worn = dress(assets, person, pattern).labels
    for picture, where in (
        (photo, worn == Lip.UPPER),
        (cloth, product.side != OUTSIDE),
    ):
        r, g, b = np.median(picture[where], axis=0).astype(int)
        assert g > r + 20 and g > b + 20
    r, g, b = np.median(photo[worn == Lip.BACKGROUND], axis=0).astype(int)
    assert b > r + 60 and b > g + 60


def test_film_and_shadows_darken_as_they_say():
    rng = np.random.default_rng(0)
    grey = np.full((*SIZE, 3), 0.5, np.float32)
    plain = Film(np.ones(3, np.float32), 1.0, 0.0, 0.0, 0.0)
    assert (develop(grey, plain, rng, SIZE) == 128).all()
    warm = develop(grey, replace(plain, gain=np.float32([1.2, 1, 0.8]), vignette=0.3), rng, SIZE)
    assert warm[40, 48, 0] > 140 and warm[40, 48, 2] < 110
    assert warm[-1, 0].mean() < 0.85 * warm[40, 48].mean()
    shown = np.zeros(SIZE, bool)
    shown[40:90, 40:60] = True
    shaded = cast_shadow(grey, shown, np.random.default_rng(2), 10.0)
    assert shaded.max() <= 0.5
    assert 0.35 < shaded.min() < 0.5


def test_a_backdrop_can_be_given():
    camera = Camera(SIZE, 10.0, (0.0, 0.0), (48.0, 64.0), 40.0)
    given = np.random.default_rng(1).uniform(0, 1, (*SIZE, 3)).astype(np.float32)
    shown = backdrop(np.random.default_rng(0), camera, given)
    assert shown.shape == (*SIZE, 3)
    assert np.abs(shown - given**2.2).max() < 0.03
    # What is drawn from the random numbers afterwards is the same with and without it.
    with_it, without = np.random.default_rng(0), np.random.default_rng(0)
    backdrop(with_it, camera, given)
    drawn = backdrop(without, camera, None)
    assert with_it.random() == without.random()
    assert drawn.min() > 0 and drawn.max() <= 1.2


def test_both_photos_of_an_outfit_show_one_person_in_one_light_and_two_tops(assets):
    arrays = outfits(assets, 3)
    first, second = arrays["photo"].astype(int)
    assert arrays["labels"].shape == (2, 2 * OUTFIT_SIZE[0], 2 * OUTFIT_SIZE[1])
    labels = arrays["labels"][:, ::2, ::2]
    assert first.shape == (*OUTFIT_SIZE, 3)
    head = np.isin(labels, (Lip.FACE, Lip.HAIR)).all(0)
    assert head.sum() > 100
    top = (labels == Lip.UPPER).all(0)
    away = np.abs(first - second).mean(2)
    # Grain and a new shadow are all that differs in the head; the tops are two.
    assert np.median(away[head]) < 8 < 3 * np.median(away[head]) < np.median(away[top])
    for product, side in zip(arrays["product"], arrays["side"], strict=True):
        assert product[side == 0].mean() > 200  # a shop's light ground
    again = outfits(assets, 3)
    assert all((arrays[name] == again[name]).all() for name in ("photo", "product", "side"))
