"""What the RMGN pipeline refuses, and says."""

import pytest
import torch

from tests.support.fakes import FakePreprocessor
from tests.support.narrow_rmgn import SIZE, seeded_store
from tryon.api import load_pipelines
from tryon.config import Settings
from tryon.engines.try_on import TryOn
from tryon.errors import NonFiniteOutput, WeightsCorrupt, WeightsMissing
from tryon.pipelines.rmgn import RmgnPipeline
from tryon.types import RunOptions
from tryon.weights import store as weights
from tryon.weights.store import WeightStore


def test_numbers_that_are_none_are_refused(narrow, person, garment):
    store = seeded_store()
    store.states["rmgn_gen"]["generator.conv_final.bias"][0] = torch.nan
    with pytest.raises(NonFiniteOutput):
        RmgnPipeline(store, torch.device("cpu"))(person, garment, RunOptions(SIZE))
    store = seeded_store()
    store.states["rmgn_warp"]["aflow_net.netMain.0.6.bias"][0] = torch.nan
    with pytest.raises(NonFiniteOutput):
        RmgnPipeline(store, torch.device("cpu"))(person, garment, RunOptions(SIZE))


def test_wrong_weights_are_refused(narrow):
    store = seeded_store()
    del store.states["rmgn_gen"]["generator.conv_head.bias"]
    with pytest.raises(WeightsCorrupt, match=r"rmgn_gen.*misses generator\.conv_head\.bias"):
        RmgnPipeline(store, torch.device("cpu"))
    store = seeded_store()
    store.states["rmgn_warp"] = store.states["rmgn_gen"]
    with pytest.raises(WeightsCorrupt, match="rmgn_warp belongs to another network"):
        RmgnPipeline(store, torch.device("cpu"))


def test_missing_files_are_both_named_with_where_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "BUNDLED", tmp_path / "bundled")
    store = WeightStore(Settings(weights_dir=tmp_path, cache_dir=tmp_path / "cache"))
    with pytest.raises(WeightsMissing) as caught:
        load_pipelines(["rmgn"], store, "cpu")
    assert caught.value.message == (
        "RMGN warp network (RMGN_warp_epoch_030.pth) and RMGN generator "
        "(RMGN_gen_epoch_030.pth) are not on this machine."
    )
    assert "Get them from github.com/jokerlc/RMGN-VITON" in caught.value.hint
    assert "licence: none stated" in caught.value.hint
    (tmp_path / "RMGN_warp_epoch_030.pth").touch()
    with pytest.raises(WeightsMissing) as caught:
        load_pipelines(["rmgn"], store, "cpu")
    assert caught.value.message.startswith("RMGN generator (RMGN_gen_epoch_030.pth) is not on")


def test_a_picture_that_half_precision_cannot_hold_is_made_again_in_float32(
    narrow, person, garment
):
    store = seeded_store()
    store.states["rmgn_gen"]["generator.conv_final.bias"][:3] = 1e5  # beyond float16's 65504
    device, options = torch.device("cpu"), RunOptions(SIZE)
    half = RmgnPipeline(store, device, "fp16")
    with pytest.raises(NonFiniteOutput):
        half(person, garment, options)
    made = TryOn(half, FakePreprocessor(None)).run(person, garment, options)
    exact = RmgnPipeline(store, device)(person, garment, options)
    assert (made.canvas == exact.canvas).all()
    assert [notice.code for notice in made.notices] == ["full_precision"]
    assert half.in_full_precision() is half.in_full_precision()
    # In float32 there is nothing left to try.
    store.states["rmgn_gen"]["generator.conv_final.bias"][:3] = float("nan")
    with pytest.raises(NonFiniteOutput):
        TryOn(RmgnPipeline(store, device), FakePreprocessor(None)).run(person, garment, options)
