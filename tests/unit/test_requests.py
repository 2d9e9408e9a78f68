import math
from pathlib import Path

import pytest

from tryon.errors import MaskInvalid, TryOnError
from tryon.mending.document import Mending
from tryon.ui.runs.pipeline_menu import PipelineChoice
from tryon.ui.runs.requests import MAX_SEED, check_kinds, check_request
from tryon.ui.server.uploads import Uploads

CHOICES = (
    PipelineChoice("auto", "Best", ((1024, 768), (512, 384))),
    PipelineChoice("rmgn", "RMGN", ((512, 384),)),
    PipelineChoice("viton-hd", "VITON-HD", ((512, 384),), ablations=("instance-norm",)),
)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads")


@pytest.fixture
def photo(uploads):
    path = uploads.new_file(PNG)
    path.write_bytes(PNG)
    return {"path": str(path)}


@pytest.fixture
def asked(uploads, photo):
    def ask(person=photo, garment=photo, pipeline="auto", size="", seed=0, ablate=False):
        return check_request(person, garment, pipeline, size, seed, ablate, CHOICES, uploads)

    return ask


def test_a_request_as_the_page_sends_it(asked, photo):
    request = asked(pipeline="rmgn", size="512x384", seed=7.0)
    assert (request.person, request.pipeline, request.size, request.seed) == (
        photo["path"],
        "rmgn",
        (512, 384),
        7,
    )
    assert asked().size is None
    assert asked(size=None, seed=None).seed == 0


def test_an_ablation_is_made_only_by_pipelines_that_have_it(asked):
    assert asked(pipeline="viton-hd", ablate=True).ablation == "instance-norm"
    assert asked(pipeline="viton-hd").ablation is None
    assert asked(pipeline="rmgn", ablate=True).ablation is None


@pytest.mark.parametrize("nothing", [None, {}, {"path": None}, {"path": ""}, {"path": 3}, "a", 7])
def test_a_missing_photo(asked, nothing):
    with pytest.raises(TryOnError, match="Add a person photo"):
        asked(person=nothing)
    with pytest.raises(TryOnError, match="Add a person photo"):
        asked(garment=nothing)


def test_a_photo_that_was_not_uploaded_or_is_gone(asked, photo, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    Path(photo["path"]).with_name("link.png").symlink_to(secret)
    places = [secret, "/proc/self/fd/3", Path(photo["path"]).parent, photo["path"] + "x"]
    places += [Path(photo["path"]).with_name("link.png")]
    for place in places:
        for mark in ({}, {"meta": {"_type": "gradio.FileData"}}):
            with pytest.raises(TryOnError, match="deleted after an hour"):
                asked(person={"path": str(place), **mark})
            with pytest.raises(TryOnError, match="deleted after an hour"):
                asked(garment={"path": str(place), **mark})


@pytest.mark.parametrize("pipeline", ["", None, "viton", 3, ["auto"]])
def test_an_unknown_pipeline(asked, pipeline):
    with pytest.raises(TryOnError, match="no such pipeline"):
        asked(pipeline=pipeline)


@pytest.mark.parametrize("size", ["1024x768", "0x0", 512, ["512x384"]])
def test_a_size_the_pipeline_lacks(asked, size):
    with pytest.raises(TryOnError, match="does not run at that size"):
        asked(pipeline="rmgn", size=size)


@pytest.mark.parametrize("seed", [-1, 0.5, MAX_SEED + 1, math.nan, math.inf, "7", [7]])
def test_a_seed_that_is_none(asked, seed):
    with pytest.raises(TryOnError, match="not a whole number"):
        asked(seed=seed)


def test_sleeves_and_neckline_are_read_or_refused_in_words():
    assert check_kinds("", None) == Mending()
    assert check_kinds("long", "v") == Mending(sleeve="long", neckline="v")
    for sleeve, neckline in (("three-quarter", ""), ("", "square"), ([], {"a": 1}), (7, "")):
        if sleeve or neckline:
            with pytest.raises(MaskInvalid):
                check_kinds(sleeve, neckline)
