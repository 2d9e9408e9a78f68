import math

import pytest

from tryon.errors import TryOnError
from tryon.ui.offers import Offer
from tryon.ui.requests import MAX_SEED, check_request

OFFERS = (
    Offer("auto", "Best", ((1024, 768), (512, 384))),
    Offer("rmgn", "RMGN", ((512, 384),)),
    Offer("viton-hd", "VITON-HD", ((512, 384),), ablations=("instance-norm",)),
)
PHOTO = {"path": "/tmp/a.png"}


def asked(person=PHOTO, garment=PHOTO, pipeline="auto", size="", seed=0, ablate=False):
    return check_request(person, garment, pipeline, size, seed, ablate, OFFERS)


def test_a_request_as_the_page_sends_it():
    request = asked(pipeline="rmgn", size="512x384", seed=7.0)
    assert (request.person, request.pipeline, request.size, request.seed) == (
        "/tmp/a.png",
        "rmgn",
        (512, 384),
        7,
    )
    assert asked().size is None
    assert asked(size=None, seed=None).seed == 0


def test_an_ablation_is_made_only_by_pipelines_that_have_it():
    assert asked(pipeline="viton-hd", ablate=True).ablation == "instance-norm"
    assert asked(pipeline="viton-hd").ablation is None
    assert asked(pipeline="rmgn", ablate=True).ablation is None


@pytest.mark.parametrize("photo", [None, {}, {"path": None}, {"path": ""}, {"path": 3}])
def test_a_missing_photo(photo):
    with pytest.raises(TryOnError, match="Add a person photo"):
        asked(person=photo)
    with pytest.raises(TryOnError, match="Add a person photo"):
        asked(garment=photo)


@pytest.mark.parametrize("pipeline", ["", None, "viton", 3, ["auto"]])
def test_an_unknown_pipeline(pipeline):
    with pytest.raises(TryOnError, match="no such pipeline"):
        asked(pipeline=pipeline)


@pytest.mark.parametrize("size", ["1024x768", "0x0", 512, ["512x384"]])
def test_a_size_the_pipeline_lacks(size):
    with pytest.raises(TryOnError, match="does not run at that size"):
        asked(pipeline="rmgn", size=size)


@pytest.mark.parametrize("seed", [-1, 0.5, MAX_SEED + 1, math.nan, math.inf, "7", [7]])
def test_a_seed_that_is_none(seed):
    with pytest.raises(TryOnError, match="not a whole number"):
        asked(seed=seed)
