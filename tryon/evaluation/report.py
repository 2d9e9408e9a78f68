"""What an evaluation says of itself: the summary in metrics.json and the tables in metrics.md."""

from collections import Counter
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Literal

from tryon.evaluation.fitting import Row
from tryon.evaluation.groups import Group
from tryon.evaluation.scoring import Metric, Score
from tryon.evaluation.tables import PaperTable, comparable
from tryon.evaluation.warps import TABLE_2, warp_macs
from tryon.outputs.results import versions
from tryon.types import Size, WeightRecord

Setting = Literal["paired", "unpaired"]

# What `--ablation instance-norm` shows.
ABLATION = "the same weights without region-separate standardisation"

_BETTER: dict[Metric, str] = {"ssim": "higher", "lpips": "lower", "fid": "lower", "kid": "lower"}
# The paper's three decimals; FID is of another magnitude, KID of a smaller one.
_DECIMALS: dict[Metric, int] = {"ssim": 3, "lpips": 3, "fid": 2, "kid": 5}
# FID fits a covariance of this many features.
_FEATURES = 2048


@dataclass(frozen=True)
class Evaluation:
    """Everything that an evaluation found.

    Attributes:
        setting: "paired": each person's own garment; "unpaired": that of the pairs file.
        pipeline: Registry name.
        size: Working size (height, width).
        seed: What the random numbers were seeded with.
        weights: The pipeline's.
        scores: Over all pairs.
        groups: By degree of misalignment; empty where they cannot be formed.
        rows: One for each pair, in the order of the pairs file.
        data: The data set, by its layout.
        given_layout: Whether the layout was given instead of predicted.
        ablation_scores: Those of the pictures with a part left out; empty without.
    """

    setting: Setting
    pipeline: str
    size: Size
    seed: int
    weights: tuple[WeightRecord, ...]
    scores: list[Score]
    groups: tuple[Group, ...]
    rows: list[Row]
    data: str = "VITON-HD"
    given_layout: bool = False
    ablation_scores: tuple[Score, ...] = ()

    @property
    def paper(self) -> PaperTable:
        """What a paper printed of the same, or why there is nothing to put beside."""
        return comparable(
            self.pipeline,
            self.size,
            self.data,
            paired=self.setting == "paired",
            given_layout=self.given_layout,
        )

    @property
    def other_weights(self) -> bool:
        """Whether the published weights ran at a size that they were not trained for."""
        return self.pipeline == "viton-hd" and self.size != (1024, 768)

    @property
    def done(self) -> list[Row]:
        """The rows of the pairs that succeeded."""
        return [row for row in self.rows if not row.error]


def summary(evaluation: Evaluation) -> dict[str, object]:
    """Returns everything but the rows, ready for JSON."""
    done = evaluation.done
    return {
        "setting": evaluation.setting,
        "pipeline": evaluation.pipeline,
        "size": list(evaluation.size),
        "seed": evaluation.seed,
        "pairs_done": len(done),
        "pairs_failed": len(evaluation.rows) - len(done),
        "metrics": {score.metric: _score(score) for score in evaluation.scores},
        "layout": "given" if evaluation.given_layout else "predicted",
        "ablation": {
            "what": ABLATION,
            "metrics": {score.metric: _score(score) for score in evaluation.ablation_scores},
        }
        if evaluation.ablation_scores
        else None,
        "warp": _warp(evaluation),
        "misalignment_groups": [asdict(group) for group in evaluation.groups],
        "persons_from": Counter(row.person_from for row in done),
        "garments_from": Counter(row.garment_from for row in done),
        "data": evaluation.data,
        "paper": asdict(evaluation.paper),
        "weights": [asdict(record) for record in evaluation.weights],
        "versions": versions(),
    }


def _warp(evaluation: Evaluation) -> dict[str, object] | None:
    measured = _warp_means(evaluation.done)
    if measured is None:
        return None
    warp_ssim, mask_ssim, count = measured
    macs = warp_macs(evaluation.pipeline)
    return {"warp_ssim": warp_ssim, "mask_ssim": mask_ssim, "count": count, "macs": macs}


def markdown(evaluation: Evaluation) -> str:
    """Returns the same for reading: the scores beside the paper's, the groups, every pair."""
    height, width = evaluation.size
    done = len(evaluation.done)
    parts = [
        f"# {evaluation.pipeline} at {height}x{width}, {evaluation.setting} setting",
        f"{done} of {len(evaluation.rows)} pairs. {_origins(evaluation)}",
        _score_table(evaluation),
        "\n".join(f"- {sentence}" for sentence in _remarks(evaluation)),
        *_warps(evaluation),
        "## By degree of misalignment",
        _group_table(evaluation),
        "## Pairs",
        _pair_table(evaluation.rows),
    ]
    return "\n\n".join(parts) + "\n"


def _score(score: Score) -> dict[str, object]:
    known = asdict(score)
    return {key: known[key] for key in ("value", "count", "skipped")} | {
        "better": _BETTER[score.metric]
    }


def _origins(evaluation: Evaluation) -> str:
    persons = Counter(row.person_from for row in evaluation.done)
    garments = Counter(row.garment_from for row in evaluation.done)
    return (
        f"Pose and parse map published for {persons['published']} persons and our own for "
        f"{persons['own']}; mask published for {garments['published']} garments and our own for "
        f"{garments['own']}."
    )


def _score_table(evaluation: Evaluation) -> str:
    paper = evaluation.paper.values

    def without(score: Score) -> list[Score]:
        return [other for other in evaluation.ablation_scores if other.metric == score.metric]

    rows = [
        [
            score.metric.upper(),
            _BETTER[score.metric],
            _number(score.value, score.metric, "skipped"),
            *(_number(other.value, score.metric, "skipped") for other in without(score)),
            str(score.count),
            *(_number(values.get(score.metric), score.metric) for values in paper.values()),
        ]
        for score in evaluation.scores
    ]
    ablation = [ABLATION] if evaluation.ablation_scores else []
    own = "this run †" if evaluation.other_weights else "this run"
    return markdown_table(["metric", "better", own, *ablation, "pictures", *paper], rows)


def _remarks(evaluation: Evaluation) -> list[str]:
    remarks = [
        f"{score.metric.upper()} skipped: {score.skipped}"
        for score in evaluation.scores
        if score.skipped
    ]
    paper = evaluation.paper
    remarks.append(
        f"The other columns: {paper.source}. This run: {len(evaluation.done)} pairs."
        if paper.values
        else paper.why_not
    )
    if evaluation.other_weights:
        remarks.append(
            "† The published weights are those for 1024x768, run here at another size. The paper's "
            "columns belong to weights for each size, which are not public."
        )
    if evaluation.ablation_scores:
        remarks.append(
            f"The column {ABLATION!r}: same weights, layout, warp and noise. It is not the "
            "paper's VITON-HD*, which was trained without that standardisation."
        )
    if any(score.metric == "fid" and 0 < score.count < _FEATURES for score in evaluation.scores):
        remarks.append(
            f"FID over fewer than {_FEATURES} pictures comes out far too high: compare it only "
            "with a run over the same pairs. KID has no such bias, but scatters."
        )
    return remarks


def _warps(evaluation: Evaluation) -> list[str]:
    """Returns the section after Table 2; nothing where no warp was measured."""
    measured = _warp_means(evaluation.done)
    if measured is None:
        return []
    warp_ssim, mask_ssim, count = measured
    macs = warp_macs(evaluation.pipeline)
    cost = "" if macs is None else f"{macs / 1e9:.2f}G"
    rows = [["this run", f"{warp_ssim:.3f}", cost, f"{mask_ssim:.3f}"]]
    rows += [[name, *values] for name, values in TABLE_2.items()]
    return [
        "## The warp",
        markdown_table(["", "Warp-SSIM", "MACs at 256x192", "Mask-SSIM"], rows),
        f"Means over {count} pairs, over the clothing of each photo. The other rows: VITON-HD, "
        "Table 2 (* ClothFlow's own figures), whose data set and size are not ours.",
    ]


def _warp_means(rows: list[Row]) -> tuple[float, float, int] | None:
    """Returns the means of Warp-SSIM and Mask-SSIM and of how many rows; None of none."""
    fits = [
        (row.warp_ssim, row.mask_ssim)
        for row in rows
        if row.warp_ssim is not None and row.mask_ssim is not None
    ]
    if not fits:
        return None
    return fmean(fit[0] for fit in fits), fmean(fit[1] for fit in fits), len(fits)


def _group_table(evaluation: Evaluation) -> str:
    if not evaluation.groups:
        return (
            "Not formed: it takes at least three pairs and a pipeline that predicts a layout to "
            "miss."
        )
    rows = [
        [
            group.name,
            str(group.count),
            f"{group.least_pixels} to {group.most_pixels}",
            f"{group.misalignment_ratio:.3f}",
            _number(group.ssim, "ssim"),
            _number(group.lpips, "lpips"),
            *(
                [_number(group.ablation_ssim, "ssim"), _number(group.ablation_lpips, "lpips")]
                if evaluation.ablation_scores
                else []
            ),
        ]
        for group in evaluation.groups
    ]
    head = ["group", "pairs", "misaligned pixels", "of the clothing", "SSIM", "LPIPS"]
    if evaluation.ablation_scores:
        head += [f"SSIM, {ABLATION}", f"LPIPS, {ABLATION}"]
    return (
        f"{markdown_table(head, rows)}\n\nThirds of the pairs, by the number of misaligned pixels."
    )


def _pair_table(rows: list[Row]) -> str:
    cells = [
        [
            row.person,
            row.garment,
            _number(row.ssim, "ssim"),
            _number(row.lpips, "lpips"),
            "" if row.misalignment_ratio is None else f"{row.misalignment_ratio:.3f}",
            f"{row.seconds:.1f}",
            row.error,
        ]
        for row in rows
    ]
    return markdown_table(
        ["person", "garment", "SSIM", "LPIPS", "misaligned", "seconds", "error"], cells
    )


def _number(value: float | None, metric: Metric, missing: str = "") -> str:
    return missing if value is None else f"{value:.{_DECIMALS[metric]}f}"


def markdown_table(head: list[str], rows: list[list[str]]) -> str:
    """Returns cells as a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
