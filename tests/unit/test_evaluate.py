"""`python -m tryon evaluate` on a tiny data set, with a fake pipeline and fake networks."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest

from tests.support.command_line import check_mistake
from tests.support.fakes import FakePipeline, OtherFakePipeline
from tests.support.layout import write_person, write_rmgn_pair
from tests.support.machine import set_up
from tryon import api
from tryon.cli import evaluate
from tryon.cli.main import main
from tryon.errors import WeightsMissing
from tryon.stages import Progress
from tryon.types import Image, ParseMap, RunOptions, TryOnResult, WeightRecord
from tryon.weights import store as weights

NAMES = ("00000_00", "00001_00", "00002_00")


class SmallPipeline(FakePipeline):
    """Gives a small canvas and as many misaligned pixels as the garment is dark."""

    sizes = ((256, 192),)
    runs: list[str] = []  # noqa: RUF012  # one list on purpose: the command makes the pipeline

    def __call__(
        self, person: object, garment: object, options: RunOptions, progress: Progress
    ) -> TryOnResult:
        small = replace(person, image=_small(person.image))
        small = replace(small, parse_map=replace(small.parse_map, labels=_small_labels(small)))
        self.runs.append("run")
        return super().__call__(
            small, replace(garment, image=_small(garment.image)), options, progress
        )


class BodilessPipeline(SmallPipeline):
    """One that the photo alone is enough for, and that has no misalignment mask then."""

    name = "rmgn"
    weights = ("rmgn_warp",)
    needs_body = False

    def __call__(
        self, person: object, garment: object, options: RunOptions, progress: Progress
    ) -> TryOnResult:
        known = person.parse_map is not None
        labels = person.parse_map or ParseMap(np.zeros((64, 48), np.uint8))
        result = super().__call__(replace(person, parse_map=labels), garment, options, progress)
        if known:
            return result
        bare = replace(result.intermediates, misalignment_mask=None)
        return replace(result, intermediates=bare, misalignment_ratio=None)


def _small(image: Image) -> Image:
    return cv2.resize(image, (192, 256), interpolation=cv2.INTER_AREA)


def _small_labels(person: object) -> Image:
    return cv2.resize(person.parse_map.labels, (192, 256), interpolation=cv2.INTER_NEAREST)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Three persons, one with companions, the default pipeline's weights, and no network."""
    SmallPipeline.runs.clear()
    set_up(monkeypatch, tmp_path, OtherFakePipeline, BodilessPipeline, SmallPipeline)
    monkeypatch.setattr(
        weights.WeightStore, "record", lambda _, key: WeightRecord(key, "0" * 64, "Apache-2.0")
    )
    for seed, name in enumerate(NAMES):
        write_person(tmp_path / "data" / "test", name, seed, published=seed == 1)


def run(folder: Path, *more: str, lines: tuple[str, ...] = ()) -> int:
    others = [*NAMES[1:], NAMES[0]]
    usual = [f"{a}.jpg {b}.jpg" for a, b in zip(NAMES, others, strict=True)]
    (folder / "pairs.txt").write_text("\n".join(lines or usual))
    words = ["evaluate", "--dataset", f"{folder}/data", "--pairs", f"{folder}/pairs.txt"]
    return main([*words, "--out", f"{folder}/out", *more])


def said(folder: Path) -> dict[str, object]:
    return json.loads((folder / "out" / "metrics.json").read_text())


def fake_lpips(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object) -> Callable[[Image, Image], float]:
        return lambda first, second: float(np.abs(first.astype(float) - second).mean() / 255)

    monkeypatch.setattr(evaluate, "load_perceptual_distance", load)


def test_paired_measures_and_skips_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--paired") == 0
    found = said(tmp_path)
    assert (found["setting"], found["pairs_done"], found["size"]) == ("paired", 3, [256, 192])
    assert [row["garment"] for row in found["pairs"]] == [f"{name}.jpg" for name in NAMES]
    ssim, lpips = found["metrics"]["ssim"], found["metrics"]["lpips"]
    assert ssim["value"] == pytest.approx(np.mean([row["ssim"] for row in found["pairs"]]))
    assert 0 < ssim["value"] < 1
    assert (ssim["count"], ssim["skipped"], ssim["better"]) == (3, "", "higher")
    assert lpips["value"] is None
    assert "not on this machine" in lpips["skipped"]
    assert found["persons_from"] == {"own": 2, "published": 1}
    # The paper's layout was given: what predicts it is not put beside.
    assert found["paper"]["values"] == {}
    text = (tmp_path / "out" / "metrics.md").read_text()
    assert "| LPIPS | lower | skipped | 0 |\n" in text
    assert lpips["skipped"] in text
    assert "segmentation maps" in text
    assert run(tmp_path, "--paired", "--layout", "given") == 0
    assert said(tmp_path)["paper"]["values"]["VITON-HD"]["ssim"] == 0.844
    text = (tmp_path / "out" / "metrics.md").read_text()
    assert "| LPIPS | lower | skipped | 0 | 0.062 |" in text
    assert PIL.Image.open(tmp_path / "out" / "metrics.png").size == (900, 400)
    assert "LPIPS: skipped: " in capsys.readouterr().out


def test_lpips_fills_in_without_running_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--paired") == 0
    fake_lpips(monkeypatch)
    assert run(tmp_path, "--paired") == 0
    assert "3 of 3 pairs were done before" in capsys.readouterr().err
    assert len(SmallPipeline.runs) == 3
    lpips = said(tmp_path)["metrics"]["lpips"]
    assert lpips["count"] == 3
    assert lpips["value"] > 0
    groups = said(tmp_path)["misalignment_groups"]
    assert [(group["name"], group["count"]) for group in groups] == [
        ("small", 1),
        ("medium", 1),
        ("large", 1),
    ]


def test_unpaired_compares_the_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 0
    skipped = said(tmp_path)["metrics"]
    assert set(skipped) == {"fid", "kid"}
    assert all(score["value"] is None and score["skipped"] for score in skipped.values())
    monkeypatch.setattr(
        evaluate, "load_inception", lambda *_: lambda picture: picture.mean((0, 1))[:3]
    )
    assert run(tmp_path) == 0
    assert len(SmallPipeline.runs) == 3
    found = said(tmp_path)
    assert found["metrics"]["fid"]["value"] > 0
    assert found["metrics"]["kid"]["count"] == 3
    assert all(row["ssim"] is None for row in found["pairs"])
    assert "far too high" in (tmp_path / "out" / "metrics.md").read_text()
    capsys.readouterr()
    assert run(tmp_path, lines=("00000_00.jpg 00000_00.jpg",)) == 0
    assert "add --paired" in capsys.readouterr().err
    assert "at least two" in said(tmp_path)["metrics"]["fid"]["skipped"]


def test_bad_pairs_are_recorded_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "data/test/openpose-json/00001_00_keypoints.json"
    whole = broken.read_text()
    broken.write_text("{}")
    lines = ("00000_00.jpg 00001_00.jpg", "lonely", "00001_00.jpg x.jpg", "gone.jpg x.jpg")
    assert run(tmp_path, "--paired", lines=lines) == 0
    errors = [row["error"] for row in said(tmp_path)["pairs"]]
    assert errors[0] == ""
    assert "is no pair" in errors[1]
    assert "joints" in errors[2]
    assert "no such file" in errors[3]
    assert all(row["hint"] for row in said(tmp_path)["pairs"] if row["error"])
    assert "failed: 00001_00.jpg 00001_00.jpg: " in capsys.readouterr().err
    broken.write_text(whole)
    assert run(tmp_path, "--paired", lines=lines) == 0
    assert [row["error"] == "" for row in said(tmp_path)["pairs"]] == [True, False, True, False]
    assert len(SmallPipeline.runs) == 2


def test_other_weights_or_a_lost_picture_are_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(tmp_path) == 0
    (tmp_path / "out/canvas/00000_00_00001_00.png").unlink()
    assert run(tmp_path) == 0
    assert len(SmallPipeline.runs) == 4
    monkeypatch.setattr(
        weights.WeightStore, "record", lambda _, key: WeightRecord(key, "1" * 64, "Apache-2.0")
    )
    assert run(tmp_path) == 0
    assert len(SmallPipeline.runs) == 7


def test_an_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = SmallPipeline.__call__

    def stopped(self: SmallPipeline, *inputs: object) -> TryOnResult:
        if len(self.runs) == 1:
            self.runs.append("stopped")
            raise KeyboardInterrupt
        return original(self, *inputs)

    monkeypatch.setattr(SmallPipeline, "__call__", stopped)
    assert run(tmp_path) == 130
    assert len(said(tmp_path)["pairs"]) == 1
    assert run(tmp_path) == 0
    assert SmallPipeline.runs == ["run", "stopped", "run", "run"]


class AblatedPipeline(SmallPipeline):
    """Paints a second picture, darker; draws the layout it was given into its first."""

    name = "viton-hd"
    weights = ("viton_hd_seg",)
    ablations = ("instance-norm",)

    def __call__(
        self, person: object, garment: object, options: RunOptions, progress: Progress
    ) -> TryOnResult:
        result = super().__call__(person, garment, replace(options, ablation=None), progress)
        canvas = result.canvas
        if options.layout is not None:
            assert np.array_equal(options.layout, person.parse_map.labels)
            canvas = np.full_like(canvas, 200)
        without = canvas // 2 if options.ablation else None
        made = replace(result.intermediates, instance_norm_canvas=without, warped_cloth=canvas)
        return replace(result, canvas=canvas, intermediates=made)


def test_the_layout_can_be_given_and_the_ablation_is_scored_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api.PIPELINES, "viton-hd", AblatedPipeline)
    (tmp_path / "weights" / "seg_final.pth").touch()
    fake_lpips(monkeypatch)
    words = ("--pipeline", "viton-hd", "--paired", "--layout", "given")
    assert run(tmp_path, *words) == 0
    assert len(AblatedPipeline.runs) == 3
    assert said(tmp_path)["layout"] == "given" and said(tmp_path)["ablation"] is None
    picture = np.array(PIL.Image.open(tmp_path / "out/canvas/00000_00_00000_00.png"))
    assert (picture == 200).all()
    # Another manner is another picture: all are made again, then nothing.
    assert run(tmp_path, *words, "--ablation", "instance-norm") == 0
    assert run(tmp_path, *words, "--ablation", "instance-norm") == 0
    assert len(AblatedPipeline.runs) == 6
    found = said(tmp_path)
    rows = found["pairs"]
    for metric in ("ssim", "lpips"):
        without = found["ablation"]["metrics"][metric]
        assert without["value"] == pytest.approx(
            np.mean([row[f"ablation_{metric}"] for row in rows])
        )
        assert without["value"] != found["metrics"][metric]["value"]
    assert found["warp"]["count"] == 3
    groups = found["misalignment_groups"]
    assert sum(group["ablation_ssim"] for group in groups) / 3 == pytest.approx(
        found["ablation"]["metrics"]["ssim"]["value"]
    )
    text = (tmp_path / "out" / "metrics.md").read_text()
    # 256x192, at which the published weights do not run, is marked.
    assert "| this run † |" in text and "weights for each size" in text
    assert "the same weights without region-separate standardisation" in text
    assert "not the paper's VITON-HD*" in text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--layout", "given"), "already worn"),
        (("--ablation", "instance-norm"), "no ablation"),
        (("--pipeline", "all"), "One pipeline"),
        (("--pipeline", "nonsense"), "no pipeline called"),
        (("--dataset", "/nonexistent"), "not there"),
    ],
)
def test_mistakes_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], words: str
) -> None:
    check_mistake(run(tmp_path, *more), words, tmp_path / "out", capsys)


def test_no_success_at_all_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, lines=("gone.jpg gone.jpg",)) == 2
    assert "error: No pair could be run." in capsys.readouterr().err


def test_the_rmgn_data_set_with_the_pipeline_that_needs_no_body(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        evaluate,
        "load_inception",
        lambda *_: lambda picture: picture.reshape(-1)[: 2048 * 3 : 3].astype(float),
    )
    (tmp_path / "weights" / "RMGN_warp_epoch_030.pth").touch()
    for number, name in enumerate(("a", "b", "c")):
        write_rmgn_pair(tmp_path / "rmgn", f"{name}.jpg", f"{name}_1.jpg", 2 * number, name != "b")
    nobody = PIL.Image.new("RGB", (384, 512))
    nobody.save(tmp_path / "rmgn" / "women_top_reference_person_test" / "c.jpg")
    (tmp_path / "pairs.txt").write_text("a.jpg b_1.jpg\nb.jpg c_1.jpg\nc.jpg a_1.jpg\n")
    words = ["evaluate", "--dataset", f"{tmp_path}/rmgn", "--pairs", f"{tmp_path}/pairs.txt"]
    assert main([*words, "--out", f"{tmp_path}/out", "--pipeline", "rmgn"]) == 0
    found = said(tmp_path)
    assert (found["pairs_done"], found["pairs_failed"]) == (3, 0)
    assert [row["garment_from"] for row in found["pairs"]] == ["own", "published", "published"]
    assert [row["misalignment_ratio"] is None for row in found["pairs"]] == [False, False, True]
    assert found["paper"]["values"]["RMGN"]["fid"] == 9.9
    assert found["misalignment_groups"] == []
    assert found["metrics"]["fid"]["value"] > 0
    text = (tmp_path / "out" / "metrics.md").read_text()
    assert "RMGN (Lin et al., IJCAI 2022), Table 1" in text
    assert main([*words, "--out", f"{tmp_path}/other", "--pipeline", "compact"]) == 0
    other = json.loads((tmp_path / "other" / "metrics.json").read_text())
    assert (other["pairs_done"], other["pairs_failed"]) == (2, 1)


def test_a_missing_package_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from tryon.evaluation import networks

    monkeypatch.setattr(networks, "find_spec", lambda _: None)
    with pytest.raises(WeightsMissing, match="lpips is not installed"):
        networks.load_perceptual_distance(None, None)
