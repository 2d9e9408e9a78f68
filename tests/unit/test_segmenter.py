"""Both segmenters behind one interface: GrabCut for real, SAM with a tiny untrained network."""

import cv2
import numpy as np
import pytest
import torch

from tests.support.narrow_sam import tiny_sam
from tryon.cache import content_key
from tryon.config import Settings
from tryon.errors import MaskInvalid, WeightsCorrupt
from tryon.segmenters.base import MAX_POINTS, Prompt
from tryon.segmenters.grabcut import GrabCut
from tryon.segmenters.load import load_segmenter
from tryon.segmenters.sam import SamSegmenter, load_sam
from tryon.segmenters.sam_package import import_part
from tryon.weights.store import WeightStore

HEIGHT, WIDTH = 300, 220


def scene():
    """A striped disc and a square on a noisy wall, with their masks."""
    rng = np.random.default_rng(0)
    picture = np.full((HEIGHT, WIDTH, 3), (190, 185, 175), np.uint8)
    disc, square = np.zeros((2, HEIGHT, WIDTH), np.uint8)
    cv2.circle(disc, (110, 100), 62, (1,), -1)
    cv2.rectangle(square, (40, 200), (180, 270), (1,), -1)
    picture[disc > 0] = (150, 30, 40)
    picture[square > 0] = (30, 60, 140)
    noise = rng.normal(0, 6, picture.shape)
    noisy = np.clip(picture + noise, 0, 255).astype(np.uint8)
    return noisy, disc > 0, square > 0


def overlap(found, wanted):
    return (found & wanted).sum() / (found | wanted).sum()


@pytest.fixture(scope="module")
def segmenters():
    return {"grabcut": GrabCut(), "sam": SamSegmenter(tiny_sam())}


@pytest.mark.parametrize("place", [(110, 100), (70, 110)])
def test_one_click_finds_an_obvious_object(place):
    picture, disc, _ = scene()
    found = GrabCut().find(picture, Prompt((place,), (True,)))
    assert overlap(found, disc) > 0.95


def test_a_click_on_each_of_two_objects_finds_both():
    picture, disc, square = scene()
    found = GrabCut().find(picture, Prompt(((110, 100), (100, 230)), (True, True)))
    assert overlap(found, disc | square) > 0.9


def test_a_box_finds_what_is_in_it():
    picture, _, square = scene()
    found = GrabCut().find(picture, Prompt(box=(30, 190, 190, 280)))
    assert overlap(found, square) > 0.9


def test_a_negative_click_takes_back_what_was_too_much():
    picture, disc, square = scene()
    prompt = Prompt(((110, 100),), (True,), prior=disc | square)
    both = GrabCut().find(picture, prompt.with_point((100, 230), True))
    only = GrabCut().find(picture, prompt.with_point((100, 230), False))
    assert overlap(both, disc | square) > 0.85
    assert overlap(only, disc) > 0.9


def test_the_click_and_its_outline_are_in_the_pictures_own_pixels():
    picture, _disc, _ = scene()
    large = cv2.resize(picture, (4 * WIDTH, 4 * HEIGHT), interpolation=cv2.INTER_CUBIC)
    found = GrabCut().find(large, Prompt(((440, 400),), (True,)))
    rows, columns = np.flatnonzero(found.any(1)), np.flatnonzero(found.any(0))
    wanted = (4 * 38, 4 * 162, 4 * 48, 4 * 172)
    assert np.abs(np.subtract((rows[0], rows[-1], columns[0], columns[-1]), wanted)).max() <= 8


def test_the_same_click_gives_the_same_mask():
    picture, _, _ = scene()
    prompt = Prompt(((110, 100),), (True,))
    first = GrabCut().find(picture, prompt)
    cv2.setRNGSeed(99)
    assert (GrabCut().find(picture, prompt) == first).all()


def test_a_picture_of_one_colour_is_an_answer_and_no_failure():
    flat = np.full((100, 100, 3), 120, np.uint8)
    for prompt in (Prompt(((50, 50),), (True,)), Prompt(box=(10, 10, 90, 90))):
        assert GrabCut().find(flat, prompt).shape == (100, 100)


@pytest.mark.parametrize("engine", ["grabcut", "sam"])
@pytest.mark.parametrize(
    "prompt",
    [
        Prompt(),
        Prompt(((5.0, 5.0),), (False,)),
        Prompt(((-1.0, 5.0),), (True,)),
        Prompt(((WIDTH + 0.0, 5.0),), (True,)),
        Prompt(((float("nan"), 5.0),), (True,)),
        Prompt(((float("inf"), 5.0),), (True,)),
        Prompt(((5.0, 5.0),) * 10_000, (True,) * 10_000),
        Prompt(((5.0, 5.0),) * (MAX_POINTS + 1), (True,) * (MAX_POINTS + 1)),
        Prompt(((5.0, 5.0), (6.0, 6.0)), (True,)),
        Prompt(box=(50, 50, 50.5, 90)),
        Prompt(box=(90, 50, 40, 90)),
        Prompt(box=(-9, 50, 40, 90)),
        Prompt(((5.0, 5.0),), (True,), prior=np.ones((9, 9), bool)),
        Prompt(((5.0, 5.0),), (True,), photo="the photo before"),
    ],
)
def test_clicks_that_make_no_sense_are_refused_in_a_sentence(segmenters, engine, prompt):
    picture, _, _ = scene()
    with pytest.raises(MaskInvalid) as caught:
        segmenters[engine].find(picture, prompt)
    assert caught.value.message.endswith(".") and caught.value.hint.endswith(".")


def test_clicks_made_on_this_photo_are_taken():
    picture, disc, _ = scene()
    prompt = Prompt(((110, 100),), (True,), photo=content_key(picture))
    assert overlap(GrabCut().find(picture, prompt), disc) > 0.95
    with pytest.raises(MaskInvalid, match="another photo"):
        GrabCut().find(picture[::-1], prompt)


def test_sam_reads_a_picture_once_and_remembers_the_last_few():
    segmenter = SamSegmenter(tiny_sam())
    network = segmenter._network
    reads = []
    network.image_encoder.register_forward_hook(lambda *_: reads.append(1))
    picture, _, _ = scene()
    first = segmenter.read(picture)
    assert first.kept_bytes == 16 * 4 * 4 * 4 and first.ms > 0
    for place in ((10, 20), (30, 40), (50, 60)):
        assert segmenter.find(picture, Prompt((place,), (True,))).shape == (HEIGHT, WIDTH)
    assert len(reads) == 1
    for shift in range(4):
        segmenter.read(np.roll(picture, shift + 1, axis=0))
    assert segmenter.read(picture).kept_bytes > 0 and segmenter.read(picture).kept_bytes == 0
    assert len(reads) == 6


def test_sam_is_given_places_box_and_prior_in_the_frame_it_reads():
    """Its picture is 64 pixels on the longer side, padded below and to the right."""
    segmenter = SamSegmenter(tiny_sam())
    network = segmenter._network
    given, asked = {}, {}
    network.prompt_encoder.register_forward_hook(
        lambda module, args, kwargs, out: given.update(kwargs), with_kwargs=True
    )
    network.mask_decoder.register_forward_hook(
        lambda module, args, kwargs, out: asked.update(kwargs), with_kwargs=True
    )
    picture, _, _ = scene()
    prior = np.zeros((HEIGHT, WIDTH), bool)
    prior[: HEIGHT // 2] = True
    prompt = Prompt(((110, 100), (5, 6)), (True, False), box=(10, 20, 200, 250), prior=prior)
    segmenter.find(picture, prompt)
    fit = np.array([round(WIDTH * 64 / HEIGHT) / WIDTH, 64 / HEIGHT])
    places, labels = given["points"]
    assert places[0].numpy() == pytest.approx(np.array([[110, 100], [5, 6]]) * fit)
    assert labels.tolist() == [[1, 0]]
    assert given["boxes"].numpy() == pytest.approx(
        (np.array([[10, 20], [200, 250]]) * fit).reshape(1, 4)
    )
    assert asked["multimask_output"] is False
    rough = given["masks"][0, 0].numpy()
    side = rough.shape[0]
    columns = round(side * round(WIDTH * 64 / HEIGHT) / 64)
    assert rough.shape == (side, side)
    assert (rough[: side // 2 - 1, :columns] > 0).all() and (rough[side // 2 + 1 :] < 0).all()
    assert (rough[:, columns + 1 :] < 0).all()
    segmenter.find(picture, Prompt(((110, 100),), (True,)))
    assert asked["multimask_output"] is True and given["masks"] is None


def test_the_answer_lies_where_the_decoder_put_it_in_the_photo(monkeypatch):
    """A decoder that marks the upper half of its square: in the photo, all but the padding."""
    segmenter = SamSegmenter(tiny_sam())
    rough = torch.full((1, 3, 16, 16), -9.0)
    rough[:, 1, :8] = 9
    quality = torch.tensor([[0.1, 0.9, 0.2]])
    monkeypatch.setattr(segmenter._network.mask_decoder, "forward", lambda **_: (rough, quality))
    picture, _, _ = scene()
    found = segmenter.find(picture, Prompt(((110, 100),), (True,)))
    assert found[: HEIGHT // 2 - 6].all() and not found[HEIGHT // 2 + 6 :].any()


def test_sams_file_is_loaded_strictly(monkeypatch):
    registry = import_part("build_sam").sam_model_registry
    monkeypatch.setitem(registry, "vit_b", lambda checkpoint: tiny_sam())
    states = {"sam_vit_b": tiny_sam().state_dict()}

    class Store:
        def state(self, key):
            return states[key]

    picture, _, _ = scene()
    assert load_sam(Store()).find(picture, Prompt(((9, 9),), (True,))).shape == (HEIGHT, WIDTH)
    states["sam_vit_b"] = {"image_encoder.pos_embed": torch.zeros(1)}
    with pytest.raises(WeightsCorrupt):
        load_sam(Store())


def test_without_sams_weights_the_built_in_one_answers(tmp_path):
    settings = Settings(weights_dir=tmp_path, cache_dir=tmp_path / "cache", offline=False)
    segmenter = load_segmenter(WeightStore(settings))
    assert segmenter.name == "grabcut"
    assert list(tmp_path.rglob("*")) == []
