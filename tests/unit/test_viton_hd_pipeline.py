"""The VITON-HD pipeline on narrow untrained networks; tests/parity has the published ones."""

import cv2
import numpy as np
import pytest
import torch
from torch.nn import functional as F

from tests.support.narrow import VITON_HD_STEPS, load_narrow
from tests.support.narrow_viton_hd import NARROW, UPPER, seeded_store
from tests.support.rounding import assert_nearly_the_same, assert_rounds_alike, share_beyond
from tryon.errors import NonFiniteOutput
from tryon.labels import LIP_TO_13, VITON_HD_13_TO_7, VITON_HD_13_TO_LIP
from tryon.models import published
from tryon.models.viton_hd import (
    upsample_blurred_reference,
)
from tryon.pipelines.viton_hd import VitonHdPipeline
from tryon.pipelines.working_inputs import at_working_size, make_agnostic
from tryon.preprocess.agnostic import agnostic_mask
from tryon.stages import PREPARATION, names_of
from tryon.types import RunOptions

SIZE = (512, 384)


@pytest.fixture(scope="module")
def pipeline():
    return load_narrow(VitonHdPipeline, NARROW, seeded_store())


@pytest.fixture(scope="module")
def result(pipeline, person, garment):
    return pipeline(person, garment, RunOptions(SIZE, ablation="instance-norm"))


def test_every_intermediate_of_the_paper_is_there(result):
    assert set(result.intermediates.present()) == {*VITON_HD_STEPS, "instance_norm_canvas"}
    declared = {name for stage in (*PREPARATION, *VitonHdPipeline.stages) for name in stage.gives}
    assert {*result.intermediates.present(), "canvas"} == declared
    assert all(v.shape[:2] == SIZE for v in result.intermediates.present().values())
    assert result.canvas.shape == (*SIZE, 3)
    assert list(result.timings_ms) == list(names_of(VitonHdPipeline.stages))
    assert [record.licence for record in result.weights] == ["CC BY-NC 4.0"] * 3


def test_the_photo_outside_the_repainted_area_is_untouched(result, person):
    changed = (result.image != person.photo).any(2)
    canvas = changed[:, 100:868]
    assert changed.any() and not changed[:, :100].any() and not changed[:, 868:].any()
    clothing = cv2.resize(
        (result.intermediates.predicted_parse == 5).astype(np.uint8),
        (768, 1024),
        interpolation=cv2.INTER_NEAREST,
    )
    grey = agnostic_mask(person.parse_map.labels, person.keypoints)
    near = cv2.dilate((grey | (clothing > 0)).astype(np.uint8), np.ones((61, 61), np.uint8)) > 0
    assert not (canvas & ~near).any()


def test_the_seed_decides_the_picture(pipeline, person, garment, result):
    again = pipeline(person, garment, RunOptions(SIZE))
    other = pipeline(person, garment, RunOptions(SIZE, seed=1))
    assert (again.canvas == result.canvas).all()
    assert pipeline.seeded and (other.canvas != result.canvas).any()
    assert again.intermediates.instance_norm_canvas is None


def test_the_ablation_changes_the_picture_where_regions_differ(result):
    without = result.intermediates.instance_norm_canvas
    assert (without != result.canvas).any()


@pytest.mark.numeric
def test_stages_do_what_the_paper_says_step_by_step(pipeline, person, garment, result):
    """Every stage once more, written down plainly from the paper, without the pipeline's code."""
    inputs = at_working_size(person, garment, SIZE, published=True)
    agnostic = make_agnostic(inputs)
    generator = torch.Generator().manual_seed(0)
    seg, gmm, alias = pipeline._segmentation, pipeline._matching, pipeline._alias

    def rgb(picture):
        return torch.from_numpy(picture.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1)

    mask = torch.from_numpy(inputs.cloth_mask.astype(np.float32))[None, None]
    cloth, pose, grey = rgb(inputs.cloth), rgb(agnostic.pose_map), rgb(agnostic.agnostic_image)
    classes = np.stack([(LIP_TO_13[agnostic.parse_agnostic] == k) for k in range(13)])
    parts = [mask, cloth * mask, torch.from_numpy(classes.astype(np.float32))[None], pose]
    small = [F.interpolate(part, (256, 192), mode="bilinear") for part in parts]
    noise = (torch.randn(1, 1, 256, 192, generator=generator) >= 1).float()
    with torch.inference_mode():
        maps = seg(torch.cat([*small, noise], 1))
        labels = upsample_blurred_reference(maps, SIZE).argmax(1)[0].numpy()
        assert (VITON_HD_13_TO_LIP[labels] == result.intermediates.predicted_parse).mean() > 0.9999

        labels = pipeline.segmentation(inputs, agnostic, torch.Generator().manual_seed(0))[0]
        upper = (labels == UPPER).float()[None, None]
        theta, grid = gmm(
            torch.cat([F.interpolate(part, (256, 192)) for part in (upper, pose, grey)], 1),
            F.interpolate(cloth, (256, 192)),
            SIZE,
        )
        plain, exact = (gmm.tps.forward_reference(each, SIZE) for each in (theta, theta.double()))
        assert_rounds_alike(grid, plain, exact)
        warped, warped_mask = (
            F.grid_sample(part, grid, padding_mode="border", align_corners=False)
            for part in (cloth, mask)
        )
        misalign = (upper - warped_mask).clamp(min=0)
        seven = VITON_HD_13_TO_7[labels.numpy()]
        parse = torch.from_numpy(np.stack([seven == k for k in range(7)]).astype(np.float32))[None]
        divided = torch.cat([parse, misalign], 1)
        divided[:, 2:3] = divided[:, 2:3] - misalign
        noises = alias.draw_noise(torch.zeros(1, 9, *SIZE), generator)
        x = torch.cat([grey, pose, warped], 1)
        painted = alias.forward_reference((x, parse, divided, misalign), noises)
    canvas = ((painted[0] + 1) / 2 * 255).clamp(0, 255).byte().permute(1, 2, 0).numpy()
    assert share_beyond(result.canvas, canvas, 1) < 0.001
    assert share_beyond(result.canvas, canvas, 12) < 0.0001
    assert 0.1 < float(upper.mean()) < 0.9 and float(misalign.mean()) > 0.01
    ratio = float(misalign.sum() / upper.sum())
    assert abs(ratio - result.misalignment_ratio) < 1e-4
    made = result.intermediates
    assert share_beyond(made.misalignment_mask, 255 * misalign[0, 0], 2) < 0.001
    assert share_beyond(made.align_mask, 255 * (upper * warped_mask)[0, 0], 2) < 0.001


def test_sizes_that_alias_cannot_double_up_to_are_not_offered():
    assert (256, 192) not in VitonHdPipeline.sizes
    assert all(side % 128 == 0 for size in VitonHdPipeline.sizes for side in size)


# Grey levels, about twice what was seen.
HALF_PRECISION = {"bf16": 2.0, "fp16": 0.3}


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_it_runs_in_half_precision(pipeline, person, garment, result, monkeypatch, precision):
    """Untrained, every class is nearly as likely as the next: pictures of one layout are held."""
    for key, make in NARROW.items():
        monkeypatch.setitem(published.NETWORKS, key, make)
    half = VitonHdPipeline(seeded_store(), torch.device("cpu"), precision)
    layout = cv2.resize(
        result.intermediates.predicted_parse, (768, 1024), interpolation=cv2.INTER_NEAREST
    )
    free = half(person, garment, RunOptions(SIZE)).intermediates.predicted_parse
    made, exact = (
        each(person, garment, RunOptions(SIZE, layout=layout)) for each in (half, pipeline)
    )
    least = {"bf16": 0.92, "fp16": 0.98}[precision]
    assert (free == result.intermediates.predicted_parse).mean() > least
    assert abs(made.misalignment_ratio - exact.misalignment_ratio) < 0.02
    assert_nearly_the_same(made.canvas, exact.canvas, precision, HALF_PRECISION[precision])


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
@pytest.mark.parametrize(
    "broken",
    [
        lambda picture: np.roll(picture, 1, 1),
        lambda picture: picture[..., ::-1],
        lambda picture: cv2.GaussianBlur(picture, (0, 0), 1.0),
        lambda picture: np.clip(picture.astype(int) + 4, 0, 255).astype(np.uint8),
        lambda picture: np.where(np.arange(SIZE[1])[:, None] < 20, 128, picture).astype(np.uint8),
    ],
    ids=["a pixel off", "colours swapped", "blurred", "brighter", "a grey rim"],
)
def test_half_precision_is_held_so_tightly_that_a_broken_picture_fails(result, broken, precision):
    levels = HALF_PRECISION[precision]
    assert_nearly_the_same(result.canvas, result.canvas, precision, levels)
    with pytest.raises(AssertionError):
        assert_nearly_the_same(broken(result.canvas), result.canvas, precision, levels)


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("viton_hd_seg", "conv9.6.bias"),
        ("viton_hd_gmm", "regression.linear.bias"),
        ("viton_hd_alias", "conv_img.bias"),
    ],
)
def test_numbers_that_are_none_are_refused(person, garment, monkeypatch, key, part):
    for name, make in NARROW.items():
        monkeypatch.setitem(published.NETWORKS, name, make)
    store = seeded_store()
    store.states[key][part] = torch.full_like(store.states[key][part], float("nan"))
    with pytest.raises(NonFiniteOutput):
        VitonHdPipeline(store, torch.device("cpu"))(person, garment, RunOptions(SIZE))
