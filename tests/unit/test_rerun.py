"""Runs that begin in the middle: only what depends on a change runs again, with the same result."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.support.narrow_viton_hd import NARROW
from tests.support.narrow_viton_hd import seeded_store as viton_hd_store
from tests.support.seeded_compact import seeded_store
from tryon.labels import Lip
from tryon.mending.document import Mending
from tryon.mending.edited_pair import EditedPair, layout_on_canvas
from tryon.mending.steps import stages_from, stale_stages
from tryon.models import published
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.pipelines.viton_hd import VitonHdPipeline
from tryon.stages import Progress, StageResults, names_of
from tryon.types import RunOptions

# Small; the paper's sizes make no other sense to a network that was not trained.
SIZES = {"compact": (256, 192), "viton-hd": (256, 128)}
DECLARED = LearnedCompactPipeline.stages
STAGES = names_of(DECLARED)


@pytest.fixture(scope="module")
def pipelines():
    with pytest.MonkeyPatch.context() as patch:
        for key, make in NARROW.items():
            patch.setitem(published.NETWORKS, key, make)
        viton_hd = VitonHdPipeline(viton_hd_store(), torch.device("cpu"))
    return {
        "compact": LearnedCompactPipeline(seeded_store(), torch.device("cpu")),
        "viton-hd": viton_hd,
    }


def patch_mask(top, bottom, left=300, right=460):
    mask = np.zeros((1024, 768), bool)
    mask[top:bottom, left:right] = True
    return mask


@pytest.fixture(params=["compact", "viton-hd"])
def first_run(request, pipelines, person, garment):
    """A pipeline, how to run it, and a finished first run with everything kept."""
    pipeline, size = pipelines[request.param], SIZES[request.param]

    def run(wearer, top, kept=None, layout=None):
        heard = []
        progress = Progress(lambda name, _: heard.append(name), kept=kept)
        return pipeline(wearer, top, RunOptions(size, 3, layout=layout), progress), heard

    kept = StageResults()
    result, heard = run(person, garment, kept=kept)
    assert heard == list(STAGES)
    return run, result, kept


CHANGES = {
    "body": ("agnostic", "upper clothes"),
    "repaint": ("agnostic", ""),
    "garment": ("segmentation", ""),
    "layout": ("matching", "upper clothes"),
}


@pytest.mark.parametrize("part", CHANGES)
def test_only_what_depends_on_a_change_runs_and_the_picture_is_that_of_a_whole_run(
    first_run, person, garment, part
):
    run, before, kept = first_run
    first, region = CHANGES[part]
    pair = EditedPair(person, garment, layout_on_canvas(before.intermediates.predicted_parse))
    mask = patch_mask(640, 800) if part != "garment" else patch_mask(150, 400, 180, 400)
    mending = pair.with_mask(Mending(), part, region, mask, add=part != "garment")
    if part == "layout":
        mending = pair.with_mask(mending, part, region, patch_mask(300, 360), add=False)
    stale = stale_stages(DECLARED, Mending(), mending)
    layout = None if mending.layout is None else mending.layout.unpack()
    inputs = pair.mended_person(mending), pair.mended_garment(mending)
    again, heard = run(*inputs, layout=layout, kept=kept.without(stale))
    assert heard == list(STAGES[STAGES.index(first) :]) == list(again.timings_ms)
    whole, everything = run(*inputs, layout=layout)
    assert everything == list(STAGES)
    assert (again.image == whole.image).all() and (again.canvas == whole.canvas).all()
    for name, made in whole.intermediates.present().items():
        assert (again.intermediates.present()[name] == made).all(), name
    assert any(
        (made != before.intermediates.present()[name]).any()
        for name, made in again.intermediates.present().items()
    )


def test_run_from_here_runs_just_those(first_run, person, garment):
    run, before, kept = first_run
    for number, stage in enumerate(STAGES):
        again, heard = run(person, garment, kept=kept.without(stages_from(DECLARED, stage)))
        assert heard == list(STAGES[number:])
        assert (again.canvas == before.canvas).all()
    nothing, heard = run(person, garment, kept=kept)
    assert heard == [] and nothing.timings_ms == {}
    assert (nothing.image == before.image).all()


def test_what_was_kept_is_not_touched_by_a_later_run(first_run, person, garment):
    run, _before, kept = first_run
    agnostic = kept["agnostic"]
    grey = agnostic.agnostic_image.copy()
    fewer = kept.without(stages_from(DECLARED, "agnostic"))
    other = replace(person, repaint=patch_mask(0, 200))
    run(other, garment, kept=fewer)
    assert kept["agnostic"] is agnostic and (agnostic.agnostic_image == grey).all()
    assert fewer["agnostic"] is not agnostic
    assert all(stage in kept for stage in STAGES)


def test_what_is_to_be_kept_keeps_its_pixels_in_the_result(first_run, person, garment):
    run, before, _ = first_run
    keep = patch_mask(350, 500, 300, 420)
    result, _ = run(replace(person, keep=keep), garment)
    # The photo is wider than the canvas by a border of 100 pixels on the left.
    inner = (slice(360, 490), slice(410, 510))
    assert (result.image[inner] == person.photo[inner]).all()
    assert (before.image[inner] != person.photo[inner]).any()


def test_a_mended_layout_is_the_one_that_is_used(first_run, person, garment):
    run, before, kept = first_run
    changes = np.full((1024, 768), 255, np.uint8)
    changes[700:760, 250:500] = Lip.UPPER
    again, _ = run(person, garment, layout=changes, kept=kept.without(STAGES[2:]))
    height, width = before.canvas.shape[:2]
    rows = slice(height * 705 // 1024, height * 755 // 1024)
    columns = slice(width * 255 // 768, width * 495 // 768)
    assert (again.intermediates.predicted_parse[rows, columns] == Lip.UPPER).all()
    mask = np.zeros((height, width), bool)
    mask[height * 695 // 1024 : height * 765 // 1024, width * 245 // 768 : width * 505 // 768] = (
        True
    )
    same = again.intermediates.predicted_parse == before.intermediates.predicted_parse
    assert same[~mask].all()
