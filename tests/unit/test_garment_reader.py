"""The garment network in use: its mask against the rules', its answers, and doing without it."""

import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.support.drawn_garments import photo_of, top_mask
from tests.support.examples import EXAMPLES, EmptyStore
from tryon.config import Settings
from tryon.errors import GarmentMaskEmpty, UnsupportedCategory, WeightsCorrupt
from tryon.models.garment import GRIDS, HEADS
from tryon.models.garment_mask import MASK_GRIDS
from tryon.preprocess.garment import CutOut, cut_out, without_holes
from tryon.preprocess.garment_checks import examine_garment
from tryon.preprocess.garment_kind import GarmentKind, judge
from tryon.preprocess.garment_mask import find_garment, overlap
from tryon.preprocess.garment_reader import (
    GarmentReader,
    GarmentReading,
    ReaderOnDemand,
    nearest_grid,
)
from tryon.preprocess.garment_shape import GarmentShape
from tryon.preprocess.preprocessor import Preprocessor
from tryon.types import GarmentChoice, GarmentInput, Image, Mask
from tryon.weights.store import WeightStore

TEE = EXAMPLES / "garment_logo_tee.jpg"


@pytest.fixture(scope="module")
def reader() -> GarmentReader:
    return GarmentReader(WeightStore(Settings(offline=True)))


def tiles(size: tuple[int, int], seed: int = 0) -> Image:
    """A floor of tiles with dark joints between them."""
    height, width = size
    rng = np.random.default_rng(seed)
    floor = np.full((height, width, 3), (188, 180, 170), np.float32)
    floor += cv2.GaussianBlur(rng.normal(0, 60, (height, width, 1)), (0, 0), 9)[..., None]
    side = width // 3
    floor[np.arange(height) % side < 6] = 90
    floor[:, np.arange(width) % side < 6] = 90
    return np.clip(floor + rng.normal(0, 3, floor.shape), 0, 255).astype(np.uint8)


def on_floor(mask: Mask, colour: tuple[int, int, int]) -> Image:
    """A garment lying on tiles."""
    cloth = photo_of(mask, colour, 246, noise=2)
    return np.where(mask[..., None], cloth, tiles((mask.shape[0], mask.shape[1])))


def reading_of(cover: Mask | None = None, **heads: dict[str, float]) -> GarmentReading:
    """A reading with the chances given; the rest of a head is spread over its other classes."""
    chances = {}
    for head, classes in HEADS.items():
        given = heads.get(head, {})
        rest = (1 - sum(given.values())) / (len(classes) - len(given))
        chances[head] = {name: given.get(name, rest) for name in classes}
    seen = np.zeros(MASK_GRIDS[0], bool) if cover is None else cover
    return GarmentReading(seen.astype(np.float32), chances)


def test_a_garment_on_tiles_is_cut_out_and_the_tiles_are_not(reader: GarmentReader) -> None:
    mask = top_mask(sleeve=200)
    photo = on_floor(mask, (170, 40, 50))
    assert overlap(cut_out(photo).mask, mask) < 0.7  # tiles between joints are islands to the rules
    found = find_garment(photo, reader.read(photo))
    assert overlap(found.mask, mask) > 0.93
    assert found.plain


def test_on_an_even_ground_the_rules_outline_stays_to_the_pixel(reader: GarmentReader) -> None:
    photo = photo_of(top_mask(sleeve=200), (150, 30, 40), 250)
    found, ruled = find_garment(photo, reader.read(photo)), cut_out(photo)
    np.testing.assert_array_equal(found.mask, ruled.mask)
    assert found.contrast == ruled.contrast


def test_where_the_network_sees_nothing_the_rules_decide() -> None:
    photo = photo_of(top_mask(sleeve=200), (150, 30, 40), 250)
    nothing = reading_of()
    np.testing.assert_array_equal(find_garment(photo, nothing).mask, cut_out(photo).mask)
    np.testing.assert_array_equal(find_garment(photo, None).mask, cut_out(photo).mask)
    with pytest.raises(GarmentMaskEmpty):
        find_garment(np.full((400, 300, 3), 200, np.uint8), nothing)


def test_crumbs_go_and_an_unsure_mask_is_called_so() -> None:
    cover = np.zeros(GRIDS[0], np.float32)
    cover[60:200, 50:140] = 1
    cover[100:110, 80:90] = 0  # a print
    cover[10:20, 10:20] = 1  # a crumb
    photo = np.random.default_rng(0).integers(0, 255, (*GRIDS[0], 3)).astype(np.uint8)
    found = find_garment(photo, reading_of(cover))
    assert found.plain
    assert found.mask[90:120, 70:100].mean() > 0.95 and not found.mask[5:25, 5:25].any()
    assert not find_garment(photo, reading_of(0.2 + 0.5 * cover)).plain


def test_where_the_network_is_not_sure_colours_tell() -> None:
    mask = np.zeros(MASK_GRIDS[0], bool)
    mask[60:200, 50:140] = True
    photo = np.where(mask[..., None], np.uint8((150, 30, 40)), np.uint8((190, 180, 150)))
    noise = np.random.default_rng(0).integers(-12, 13, photo.shape)
    photo = np.clip(photo + noise, 0, 255).astype(np.uint8)
    cover = mask.astype(np.float32)
    cover[130:175, 105:140] = 0.3  # a bite
    cover[150:200, 38:50] = 0.7  # a fold of the sheet
    found = find_garment(photo, reading_of(cover))
    assert overlap(found.mask, mask) > 0.97


@pytest.mark.parametrize(
    ("height", "width", "grid"),
    [(1024, 768, GRIDS[0]), (600, 600, GRIDS[1]), (300, 400, GRIDS[2]), (2000, 500, GRIDS[0])],
)
def test_pictures_are_read_at_the_nearest_shape(
    height: int, width: int, grid: tuple[int, int]
) -> None:
    assert nearest_grid(height, width) == grid


def test_the_same_photo_is_read_the_same_by_another_reader(reader: GarmentReader) -> None:
    photo = on_floor(top_mask(sleeve=100), (40, 60, 150))
    other = GarmentReader(WeightStore(Settings(offline=True)))
    first, second = reader.read(photo), other.read(photo.copy())
    np.testing.assert_array_equal(first.cover, second.cover)
    assert first.chances == second.chances
    for head in HEADS:
        assert sum(first.chances[head].values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", ["garment.safetensors", "garment_mask.safetensors"])
def test_damaged_weights_are_refused(name: str, tmp_path: Path) -> None:
    here = Settings(offline=True).weights_dir / "compact"
    compact = tmp_path / "compact"
    compact.mkdir()
    for whole in {"garment.safetensors", "garment_mask.safetensors"} - {name}:
        shutil.copy(here / whole, compact)
    (compact / name).write_bytes(b"no weights at all")
    damaged = WeightStore(Settings(weights_dir=tmp_path, offline=True))
    with pytest.raises(WeightsCorrupt):
        GarmentReader(damaged)
    assert isinstance(ReaderOnDemand(damaged).get(), WeightsCorrupt)


def test_the_network_is_loaded_once_and_again_after_it_was_freed() -> None:
    on_demand = ReaderOnDemand(WeightStore(Settings(offline=True)))
    first = on_demand.get()
    assert isinstance(first, GarmentReader) and on_demand.get() is first
    on_demand.close()
    assert isinstance(on_demand.get(), GarmentReader) and on_demand.get() is not first


SHAPE = GarmentShape("sleeveless", "wide", "upper", narrow_top=True)


def test_what_is_sure_is_refused_and_what_is_not_is_asked() -> None:
    photo = np.random.default_rng(0).integers(0, 255, (800, 600, 3)).astype(np.uint8)
    found = CutOut(np.ones((800, 600), bool), 255.0, True)

    def says(kind: GarmentKind) -> set[str]:
        diagnosis = examine_garment(photo, found, kind, worn=False)
        if diagnosis.refusal is not None:
            raise diagnosis.refusal
        return {notice.code for notice in diagnosis.notices}

    sure = reading_of(category={"shoes": 0.97})
    with pytest.raises(UnsupportedCategory, match="looks like shoes"):
        says(judge(SHAPE, sure, GarmentChoice()))
    assert says(judge(SHAPE, sure, GarmentChoice(category="upper"))) == set()
    unsure = judge(SHAPE, reading_of(category={"skirt": 0.75, "top": 0.1}), GarmentChoice())
    assert says(unsure) == {"perhaps_no_top"}
    assert says(judge(SHAPE, reading_of(category={"top": 0.9}), GarmentChoice())) == set()
    assert says(judge(SHAPE, reading_of(category={"dress": 0.97}), GarmentChoice())) == {"dress"}


def test_what_is_no_top_is_called_by_its_name_where_that_is_sure() -> None:
    photo = np.full((800, 600, 3), 246, np.uint8)
    found = CutOut(np.ones((800, 600), bool), 255.0, True)
    for chances, words in (
        ({"hat": 0.78, "shoes": 0.18}, "something else than a top"),
        ({"hat": 0.96}, "a hat"),
    ):
        kind = judge(SHAPE, reading_of(category=chances), GarmentChoice())
        refusal = examine_garment(photo, found, kind, worn=False).refusal
        assert isinstance(refusal, UnsupportedCategory)
        assert refusal.message.startswith(f"This looks like {words};")


def test_flounces_alone_make_no_dress() -> None:
    for dress, top, category in ((0.7, 0.28, "upper"), (0.65, 0.13, "upper"), (0.9, 0.06, "dress")):
        reading = reading_of(category={"dress": dress, "top": top})
        assert judge(SHAPE, reading, GarmentChoice()).category == category


def test_what_stands_up_at_the_neck_is_closed_unless_it_looks_like_a_collar() -> None:
    shape = replace(SHAPE, neckline="high")
    for chance, neckline in ((0.5, "collar"), (0.1, "high")):
        reading = reading_of(category={"top": 0.9}, neckline={"collar": chance})
        assert judge(shape, reading, GarmentChoice()).neckline == neckline


def test_what_stands_up_as_shops_show_it_is_no_round_neckline() -> None:
    shape = replace(SHAPE, neckline="high")
    reading = reading_of(category={"top": 0.9}, neckline={"round": 0.9})
    assert judge(shape, reading, GarmentChoice(), of_shop=True).neckline == "high"
    assert judge(shape, reading, GarmentChoice()).neckline == "round"
    assert judge(SHAPE, reading, GarmentChoice(), of_shop=True).neckline == "round"


def test_the_network_overrules_the_outline_only_where_it_is_sure() -> None:
    reading = reading_of(category={"shirt": 0.9}, sleeve={"long": 0.97}, neckline={"collar": 0.97})
    kind = judge(SHAPE, reading, GarmentChoice())
    assert (kind.category, kind.sleeve, kind.neckline) == ("upper", "long", "collar")
    doubtful = reading_of(category={"top": 0.9})
    kind = judge(SHAPE, doubtful, GarmentChoice())
    assert (kind.sleeve, kind.neckline) == (SHAPE.sleeve, SHAPE.neckline)
    assert judge(SHAPE, None, GarmentChoice()).sleeve == SHAPE.sleeve


def test_straps_and_sleeves_do_not_go_together() -> None:
    straps = {"straps": 0.95}
    bare = judge(SHAPE, reading_of(sleeve={"sleeveless": 0.9}, neckline=straps), GarmentChoice())
    assert bare.neckline == "straps"
    sleeved = judge(SHAPE, reading_of(sleeve={"long": 0.9}, neckline=straps), GarmentChoice())
    assert sleeved.neckline == SHAPE.neckline
    outlined = GarmentShape("sleeveless", "straps", "upper", narrow_top=True)
    round_one = reading_of(sleeve={"sleeveless": 0.9}, neckline={"round": 0.95})
    assert judge(outlined, round_one, GarmentChoice()).neckline == "straps"


def test_what_is_as_wide_as_its_trunk_below_its_top_hangs_on_no_straps() -> None:
    box = replace(SHAPE, narrow_top=False)
    ruffled = reading_of(sleeve={"sleeveless": 0.9}, neckline={"straps": 0.86, "v": 0.12})
    assert judge(box, ruffled, GarmentChoice()).neckline == "v"
    assert judge(SHAPE, ruffled, GarmentChoice()).neckline == "straps"
    # Where it is sure of straps alone, nothing it says is heard.
    sure = reading_of(sleeve={"sleeveless": 0.9}, neckline={"straps": 0.97, "v": 0.02})
    assert judge(box, sure, GarmentChoice()).neckline == box.neckline


def test_sleeves_off_the_shoulder_are_the_outlines_where_the_network_knows_no_neckline() -> None:
    outlined = GarmentShape("short", "wide", "upper", narrow_top=True)
    bare = {"sleeveless": 0.95}
    doubtful = reading_of(sleeve=bare, neckline={"v": 0.6})
    assert judge(outlined, doubtful, GarmentChoice()).sleeve == "short"
    strapped = reading_of(sleeve=bare, neckline={"straps": 0.95})
    kind = judge(outlined, strapped, GarmentChoice())
    assert (kind.sleeve, kind.neckline) == ("sleeveless", "straps")
    armless = GarmentShape("sleeveless", "wide", "upper", narrow_top=True)
    assert judge(armless, doubtful, GarmentChoice()).sleeve == "sleeveless"


def test_the_users_word_counts_most() -> None:
    choice = GarmentChoice(sleeve="elbow", neckline="v")
    kind = judge(SHAPE, reading_of(sleeve={"long": 0.99}, category={"top": 0.99}), choice)
    assert (kind.sleeve, kind.neckline) == ("elbow", "v")
    blank = np.zeros((4, 3, 3), np.uint8)
    garment = GarmentInput(blank, blank, np.ones((4, 3), bool), "long", "round")
    assert choice.over(garment).sleeve == "elbow"
    assert GarmentChoice().over(garment) == garment


def test_holes_of_a_transparent_picture_are_filled() -> None:
    mask = np.zeros((80, 60), bool)
    mask[20:70, 10:50] = True
    holed = mask.copy()
    holed[30:40, 20:30] = False
    np.testing.assert_array_equal(without_holes(holed), mask)
    pixels = np.dstack([np.full((80, 60, 3), 90), np.where(holed, 255, 0)]).astype(np.uint8)
    large = PillowImage.fromarray(pixels, "RGBA").resize((600, 800), PillowImage.Resampling.NEAREST)
    garment = Preprocessor(EmptyStore(Settings(offline=True))).garment(large)
    rows, columns = (
        np.flatnonzero(garment.cloth_mask.any(1)),
        np.flatnonzero(garment.cloth_mask.any(0)),
    )
    assert garment.cloth_mask[rows[0] : rows[-1], columns[0] : columns[-1]].mean() > 0.99


def test_without_the_network_the_rules_go_on_and_say_so() -> None:
    garment = Preprocessor(EmptyStore(Settings(offline=True))).garment(TEE)
    assert "garment_by_rules" in {notice.code for notice in garment.notices}
    assert garment.sleeve == "short"


@pytest.mark.parametrize("colour", [(40, 60, 110), (30, 30, 35), (120, 100, 70)])
def test_trousers_on_a_floor_are_refused_unless_the_user_knows_better(
    colour: tuple[int, int, int],
) -> None:
    outline = [(250, 120), (520, 120), (600, 900), (430, 900), (390, 330), (340, 900), (170, 900)]
    drawing = np.zeros((1024, 768), np.uint8)
    cv2.fillPoly(drawing, [np.array(outline)], (1,))
    photo = on_floor(drawing > 0, colour)
    preprocessor = Preprocessor(WeightStore(Settings(offline=True)))
    with pytest.raises(UnsupportedCategory, match="trousers") as refusal:
        preprocessor.garment(photo)
    assert "--category upper" in refusal.value.command
    garment = preprocessor.garment(photo, choice=GarmentChoice("upper", neckline="v"))
    assert garment.neckline == "v"
    assert "perhaps_no_top" not in {notice.code for notice in garment.notices}


def test_our_own_product_photos_are_tops(reader: GarmentReader) -> None:
    paths = sorted(EXAMPLES.glob("garment_*.jpg"))
    assert len(paths) > 3
    for path in paths:
        photo = np.asarray(PillowImage.open(path).convert("RGB"))
        kind = judge(SHAPE, reader.read(photo), GarmentChoice())
        assert kind.category == "upper", path.name


def test_between_two_lengths_of_sleeves_the_outline_of_a_shops_photo_decides() -> None:
    reading = reading_of(category={"top": 0.9}, sleeve={"short": 0.7, "sleeveless": 0.2})
    assert judge(SHAPE, reading, GarmentChoice(), of_shop=True).sleeve == "sleeveless"
    # At home sleeves lie folded on the front.
    assert judge(SHAPE, reading, GarmentChoice()).sleeve == "short"
    sure = reading_of(category={"top": 0.9}, sleeve={"short": 0.8, "sleeveless": 0.15})
    third = reading_of(category={"top": 0.9}, sleeve={"short": 0.6, "elbow": 0.2})
    for other in (sure, third):
        assert judge(SHAPE, other, GarmentChoice(), of_shop=True).sleeve == "short"


def test_a_coat_is_outerwear() -> None:
    coat = reading_of(category={"outerwear": 0.7, "shirt": 0.2})
    assert judge(SHAPE, coat, GarmentChoice()).outerwear
    shirt = reading_of(category={"outerwear": 0.4, "shirt": 0.5})
    assert not judge(SHAPE, shirt, GarmentChoice()).outerwear
    assert not judge(SHAPE, None, GarmentChoice()).outerwear
