"""Plumbing of the compact pipeline on untrained networks; quality.md judges its pictures."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.support.narrow import VITON_HD_STEPS
from tests.support.seeded_compact import seeded_store
from tryon.errors import Cancelled, NonFiniteOutput, WeightsCorrupt
from tryon.labels import Lip
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.pipelines.compact.pipeline import CompactPipeline
from tryon.pipelines.working_inputs import at_working_size, make_agnostic
from tryon.stages import PREPARATION, Progress, names_of
from tryon.types import RunOptions

_HOME = "compact_inner_back_home"


@pytest.fixture(scope="module", params=[CompactPipeline, LearnedCompactPipeline])
def pipeline(request):
    return request.param(seeded_store(), torch.device("cpu"))


@pytest.fixture(scope="module")
def result(pipeline, person, garment):
    return pipeline(person, garment)


def test_every_intermediate_is_there_on_the_working_canvas(result):
    names = set(result.intermediates.present())
    declared = {name for stage in (*PREPARATION, *CompactPipeline.stages) for name in stage.gives}
    assert {*names, "canvas"} == declared
    assert names == {
        *VITON_HD_STEPS,
        "appearance_flow",
        "flow_cloth",
        "flow_misalignment_mask",
    }
    assert all(v.shape[:2] == (1024, 768) for v in result.intermediates.present().values())
    assert result.canvas.shape == (1024, 768, 3)


def test_misalignment_follows_equations_3_and_4(result):
    steps = result.intermediates
    clothing = (steps.predicted_parse == Lip.UPPER).astype(np.float32) * 255
    warped = steps.warped_cloth_mask.astype(np.float32)
    align = clothing * warped / 255
    assert np.abs(steps.align_mask - align).max() <= 1
    assert np.abs(steps.misalignment_mask - np.maximum(clothing - warped, 0)).max() <= 1
    ratio = steps.misalignment_mask.sum() / max(clothing.sum(), 1)
    assert result.misalignment_ratio == pytest.approx(ratio, abs=1e-3)


def test_the_photo_comes_back_at_its_own_size_untouched_outside_the_canvas(result, person):
    assert result.image.shape == person.photo.shape
    assert (result.image[:, :100] == person.photo[:, :100]).all()
    assert (result.image[:, -60:] == person.photo[:, -60:]).all()
    head = (slice(60, 200), slice(420, 540))
    assert (result.image[head] == person.photo[head]).all()


@pytest.mark.parametrize("size", [(512, 384), (256, 192)])
def test_smaller_sizes_run_on_the_same_inputs(pipeline, person, garment, size):
    small = pipeline(person, garment, RunOptions(size))
    assert small.canvas.shape == (*size, 3)
    assert small.image.shape == person.photo.shape
    assert all(v.shape[:2] == size for v in small.intermediates.present().values())


def test_stages_are_announced_in_order_and_timed(pipeline, person, garment):
    heard = []
    progress = Progress(lambda name, done: heard.append((name, done)))
    made = pipeline(person, garment, RunOptions((256, 192)), progress)
    assert [name for name, _ in heard] == list(names_of(pipeline.stages)) == list(made.timings_ms)
    assert [done for _, done in heard] == [0.0, 0.2, 0.4, 0.6, 0.8]


@pytest.mark.parametrize("stop_before", range(5))
def test_cancelling_stops_before_the_next_stage(pipeline, person, garment, stop_before):
    started = []
    with pytest.raises(Cancelled):
        progress = Progress(
            lambda name, done: started.append(name), lambda: len(started) >= stop_before
        )
        pipeline(person, garment, RunOptions((256, 192)), progress)
    assert len(started) == stop_before


def test_the_same_inputs_give_the_same_picture_whatever_the_seed_and_stay_unchanged(
    pipeline, person, garment
):
    before = person.photo.copy(), garment.image.copy(), person.parse_map.labels.copy()
    first = pipeline(person, garment, RunOptions((512, 384), seed=1))
    second = pipeline(person, garment, RunOptions((512, 384), seed=2))
    assert not pipeline.seeded
    assert (first.image == second.image).all()
    after = person.photo, garment.image, person.parse_map.labels
    assert all((a == b).all() for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize(
    "key", ["compact_layout", "compact_settling", "compact_composing", "compact_skin_light"]
)
def test_a_network_that_gives_nan_is_refused(key, person, garment):
    store = seeded_store()
    broken = dict(store.states[key])
    broken["head.bias"] = torch.full_like(broken["head.bias"], float("nan"))
    store.states[key] = broken
    with pytest.raises(NonFiniteOutput):
        LearnedCompactPipeline(store, torch.device("cpu"))(person, garment, RunOptions((256, 192)))


def test_a_second_network_is_heard_about_the_inner_back_but_not_of_straps(person, garment):
    store = seeded_store()
    learned = LearnedCompactPipeline(store, torch.device("cpu"))
    one, both = (
        form.inner_back_logits(at_working_size(person, garment, (256, 192)))
        for form in (CompactPipeline(store, torch.device("cpu")), learned)
    )
    assert one.shape == both.shape == (1, 1, 128, 96)
    assert not torch.allclose(one, both)
    on_straps = at_working_size(person, replace(garment, neckline="straps"), (256, 192))
    assert torch.equal(learned.inner_back_logits(on_straps), one)
    erased = replace(on_straps, neckline="round", cloth_mask=np.zeros_like(on_straps.cloth_mask))
    assert learned.inner_back_logits(erased).shape == one.shape


def test_of_what_lies_flat_a_network_of_its_own_finds_the_inner_back(person, garment):
    store = seeded_store()
    sure = {name: torch.zeros_like(value) for name, value in store.states[_HOME].items()}
    store.states[_HOME] = {**sure, "mask.bias": torch.ones_like(sure["mask.bias"])}
    learned = LearnedCompactPipeline(store, torch.device("cpu"))
    floor = np.random.default_rng(0).integers(60, 90, garment.photo.shape, np.uint8)
    at_home, of_shop = replace(garment, photo=floor), replace(garment, photo=floor // 99 + 240)
    found = learned.inputs(person, at_home, (256, 192))
    assert found.inner_back is not None and found.inner_back.any()
    assert learned.inner_back(found) is found.inner_back
    for other in (of_shop, replace(at_home, worn=True), replace(at_home, neckline="high")):
        assert learned.inputs(person, other, (256, 192)).inner_back is None


def test_weights_of_another_network_are_refused_by_name():
    store = seeded_store()
    store.states["compact_layout"] = store.states["compact_matching"]
    with pytest.raises(WeightsCorrupt):
        CompactPipeline(store, torch.device("cpu"))


def test_each_stage_can_be_run_again_alone(pipeline, person, garment, result):
    inputs = pipeline.inputs(person, garment, (1024, 768))
    agnostic = make_agnostic(inputs)
    segmented = pipeline.segmentation(inputs, agnostic)
    matched, layout = pipeline.fitted(inputs, agnostic, segmented)
    assert (pipeline.synthesis(inputs, layout, matched) == result.canvas).all()
    canvas, image = pipeline.painted(person, inputs, layout, matched)
    assert (canvas == result.canvas).all() and (image == result.image).all()
