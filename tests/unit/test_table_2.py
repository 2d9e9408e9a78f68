"""Warps fitted to a photo, and Table 2 of every warp as a command."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest
import torch

from tests.support.fakes import FakePipeline, FakePreprocessor, photo
from tests.support.layout import HEIGHT, WIDTH, write_person
from tryon import api
from tryon.cli.main import main
from tryon.evaluation import table_2
from tryon.evaluation.fitted import FITTED_AT, Worn, fit_flow, fit_tps
from tryon.models.tps import warp
from tryon.types import GarmentInput, Intermediates, ParseMap, PersonInput, TryOnResult
from tryon.weights import store as weights

STEPS = 40


def waves(size: tuple[int, int]) -> torch.Tensor:
    """A grid that 5 x 5 control points cannot follow: four waves across the picture."""
    y, x = torch.meshgrid(*(torch.linspace(-1, 1, side) for side in size), indexing="ij")
    bent = [x + 0.06 * torch.sin(y * 12), y + 0.05 * torch.sin(x * 12)]
    return torch.stack(bent, 2)[None]


@pytest.fixture(scope="module")
def target() -> Worn:
    height, width = FITTED_AT
    colours = np.random.default_rng(0).integers(0, 255, (16, 12, 3), np.uint8)
    blurred = cv2.resize(colours, (width, height), interpolation=cv2.INTER_CUBIC)
    cloth = torch.from_numpy(blurred).permute(2, 0, 1)[None].float() / 127.5 - 1
    mask = torch.zeros(1, 1, height, width)
    mask[..., 40:220, 40:150] = 1
    cloth = cloth * mask + (1 - mask)
    clothing = (warp(mask, waves(FITTED_AT)) > 0.5).float()
    worn = warp(cloth, waves(FITTED_AT)) * clothing + (1 - clothing)
    return Worn(cloth, mask, worn, clothing)


def apart(target: Worn, grid: torch.Tensor) -> float:
    """Returns by how many pixels the grid is wrong where the garment is worn."""
    wrong = (grid - waves(FITTED_AT)).abs() * target.clothing.permute(0, 2, 3, 1)
    return float(wrong.sum() / target.clothing.sum() / 2 * FITTED_AT[1] / 2)


def test_more_points_and_a_flow_come_closer(target: Worn) -> None:
    coarse, fine = (fit_tps(target, points, FITTED_AT, STEPS) for points in (5, 20))
    flow = fit_flow(target, FITTED_AT, STEPS)
    assert coarse.shape == fine.shape == flow.shape == (1, *FITTED_AT, 2)
    assert apart(target, fine) < 0.5 * apart(target, coarse)
    assert apart(target, flow) < 0.5 * apart(target, coarse)


def test_a_grid_is_read_out_at_any_size(target: Worn) -> None:
    small, large = (fit_flow(target, size, 2) for size in (FITTED_AT, (512, 384)))
    assert large.shape == (1, 512, 384, 2)
    halved = torch.nn.functional.avg_pool2d(large.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)
    assert (halved - small)[:, 2:-2, 2:-2].abs().max() < 0.01


class WarpingPipeline(FakePipeline):
    """Warps by shifting the garment, and paints the photo itself."""

    sizes = ((512, 384),)

    def __call__(self, person, garment, options, progress):
        result = super().__call__(
            replace(
                person,
                image=cv2.resize(person.image, (48, 64)),
                parse_map=ParseMap(np.full((64, 48), 5, np.uint8)),
            ),
            replace(garment, image=cv2.resize(garment.image, (48, 64))),
            options,
            progress,
        )
        assert np.array_equal(options.layout, person.parse_map.labels)
        cloth = cv2.resize(garment.image, (384, 512))
        mask = cv2.resize(garment.cloth_mask.astype(np.uint8) * 255, (384, 512))
        mask[:150] = 0
        made = replace(result.intermediates, warped_cloth=cloth, warped_cloth_mask=mask)
        canvas = cv2.resize(person.image, (384, 512), interpolation=cv2.INTER_AREA)
        return replace(result, canvas=canvas, intermediates=made, size=(512, 384))


def test_the_command_writes_table_and_panels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(api, "PIPELINES", {"compact": WarpingPipeline})
    monkeypatch.setattr(api, "Preprocessor", FakePreprocessor)
    monkeypatch.setattr(weights.WeightStore, "is_present", lambda *_: True)
    monkeypatch.setattr(weights.WeightStore, "path", lambda *_: tmp_path)
    for fitter in (fit_tps, fit_flow):
        monkeypatch.setattr(table_2, fitter.__name__, partial(fitter, steps=3))
    for seed, name in enumerate(("a", "b")):
        write_person(tmp_path / "data" / "test", name, seed, published=True)
    (tmp_path / "data/test/image-parse/b.png").write_bytes(b"broken")
    (tmp_path / "pairs.txt").write_text("a.jpg b.jpg\nb.jpg a.jpg\n")
    words = ["warps", "--dataset", f"{tmp_path}/data", "--pairs", f"{tmp_path}/pairs.txt"]
    assert main([*words, "--out", f"{tmp_path}/out"]) == 0
    said = capsys.readouterr()
    assert "left out: b.jpg" in said.err and "1 of 2 pairs" in said.out
    found = json.loads((tmp_path / "out/warps.json").read_text())
    fitted = ["TPS 5x5, fitted", "TPS 10x10, fitted", "TPS 20x20, fitted", "flow, fitted"]
    assert [row["name"] for row in found["warps"]] == [*fitted, "compact"]
    own = found["warps"][-1]
    # The mask covers rows 100 to 400 of 512 of the clothing, which the shift leaves from 150 on.
    assert own["misaligned"] == pytest.approx(50 / 300, abs=0.01)
    assert own["macs"] > 1e8 and own["mask_ssim"] > 0.97 > own["warp_ssim"]
    assert all(row["mask_ssim"] is None and row["macs"] is None for row in found["warps"][:-1])
    text = (tmp_path / "out/table2.md").read_text()
    assert "| VITON-HD, the paper's | 0.782 | 4.47G | 0.852 |  |" in text
    assert "how far such a warp can go" in text
    figure = np.array(PIL.Image.open(tmp_path / "out/fig13/a_a.png"))
    assert figure.shape[1] > 7 * WIDTH and figure.shape[0] > HEIGHT
    orange = np.abs(figure.astype(int) - (255, 127, 14)).max(2) < 3
    assert orange.any()


def test_a_pipeline_with_a_flow_has_two_warps_and_one_picture(
    monkeypatch: pytest.MonkeyPatch, person: PersonInput, garment: GarmentInput
) -> None:
    for fitter in (fit_tps, fit_flow):
        monkeypatch.setattr(table_2, fitter.__name__, partial(fitter, steps=1))
    size = (64, 48)
    picture = photo(1, *size)
    left_open = np.zeros(size, np.uint8)
    left_open[:32] = 255
    steps = Intermediates(
        warped_cloth=picture,
        warped_cloth_mask=np.zeros(size, np.uint8),
        flow_cloth=picture,
        flow_misalignment_mask=left_open,
    )
    result = TryOnResult(picture, picture, steps, None, {}, (), "compact", size, 0, "cpu")
    tps, flow = table_2.fits(person, garment, [result], size)[-2:]
    assert (tps.name, flow.name) == ("compact, TPS", "compact, flow")
    assert tps.misaligned == 1 and 0 < flow.misaligned < 1
    assert tps.mask_ssim is None and flow.mask_ssim is not None
    nobody = replace(person, parse_map=None)
    assert table_2.fits(nobody, garment, [result], size) == []
