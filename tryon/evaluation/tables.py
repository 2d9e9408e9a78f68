"""What the papers printed in their first tables, and what of it a run may be held against."""

from dataclasses import dataclass, field

from tryon.evaluation.scoring import Metric
from tryon.types import Size

# Source: VITON-HD (Choi et al., CVPR 2021), Table 1, as printed; KID is not in it.
TABLE_1: dict[Size, dict[str, dict[Metric, float]]] = {
    (256, 192): {
        "VITON-HD": {"ssim": 0.844, "lpips": 0.062, "fid": 27.83},
        "ACGPN": {"ssim": 0.842, "lpips": 0.064, "fid": 26.45},
        "CP-VTON": {"ssim": 0.739, "lpips": 0.159, "fid": 56.23},
    },
    (512, 384): {
        "VITON-HD": {"ssim": 0.870, "lpips": 0.052, "fid": 14.05},
        "ACGPN": {"ssim": 0.863, "lpips": 0.067, "fid": 15.22},
        "CP-VTON": {"ssim": 0.791, "lpips": 0.141, "fid": 31.96},
    },
    (1024, 768): {
        "VITON-HD": {"ssim": 0.895, "lpips": 0.053, "fid": 11.74},
        "VITON-HD*": {"ssim": 0.893, "lpips": 0.054, "fid": 12.47},
        "ACGPN": {"ssim": 0.856, "lpips": 0.102, "fid": 43.39},
        "CP-VTON": {"ssim": 0.786, "lpips": 0.158, "fid": 43.28},
    },
}
TABLE_1_SOURCE = "VITON-HD (Choi et al., CVPR 2021), Table 1: 2,032 test pairs"
# Source: RMGN (Lin et al., IJCAI 2022), Table 1, as printed: FID on VITON only.
RMGN_TABLE_1: dict[Size, dict[str, dict[Metric, float]]] = {
    (256, 192): {
        "RMGN": {"fid": 9.90},
        "PF-AFN": {"fid": 10.16},
        "ACGPN": {"fid": 16.73},
        "CP-VTON+": {"fid": 21.04},
        "CP-VTON": {"fid": 24.45},
    },
    (512, 384): {
        "RMGN": {"fid": 9.93},
        "PF-AFN": {"fid": 11.57},
        "ACGPN": {"fid": 47.76},
        "CP-VTON+": {"fid": 51.03},
        "CP-VTON": {"fid": 59.06},
    },
}
# The same, on a part of MPV that is not published: "11,032/2,390 training/testing pairs".
RMGN_TABLE_1_MPV: dict[Size, dict[str, dict[Metric, float]]] = {
    (256, 192): {"RMGN": {"fid": 9.36}, "PF-AFN": {"fid": 10.01}, "WUTON": {"fid": 10.89}},
}
RMGN_TABLE_1_SOURCE = "RMGN (Lin et al., IJCAI 2022), Table 1: VITON, 2,032 test pairs"
RMGN_TABLE_1_MPV_SOURCE = (
    "RMGN (Lin et al., IJCAI 2022), Table 1: MPV-Sub, 2,390 test pairs that are not published"
)


@dataclass(frozen=True)
class PaperTable:
    """The columns of a paper that were measured as a run was.

    Attributes:
        source: Where they are printed; empty where there are none.
        values: By method and metric.
        why_not: One sentence saying why there are none; empty where there are some.
    """

    source: str = ""
    values: dict[str, dict[Metric, float]] = field(default_factory=dict)
    why_not: str = ""


def comparable(
    pipeline: str, size: Size, data: str, *, paired: bool, given_layout: bool
) -> PaperTable:
    """Finds the columns that were measured in the same way.

    Args:
        pipeline: Registry name: RMGN's table for rmgn, VITON-HD's for the others.
        size: Working size (height, width).
        data: The data set, by its layout: "VITON-HD", "VITON" or "MPV".
        paired: Whether each person got the own garment.
        given_layout: Whether the person's own parse map took the place of the predicted layout.
    """
    tables = _RMGN if pipeline == "rmgn" else _VITON_HD
    if data not in tables:
        return PaperTable(why_not=f"The paper of this pipeline has no figures on {data}.")
    table, source = tables[data]
    if size not in table:
        return PaperTable(why_not=f"The paper has no figures on {data} at {size[0]}x{size[1]}.")
    if pipeline == "rmgn" and paired:
        return PaperTable(why_not="RMGN's paper has no paired figures.")
    if paired and not given_layout:
        return PaperTable(
            why_not="The paper's paired figures were made with the test set's own segmentation "
            "maps (Sec. 4.3); this run predicts the layout, which is harder: see --layout given."
        )
    return PaperTable(source, table[size])


_VITON_HD = {"VITON-HD": (TABLE_1, TABLE_1_SOURCE)}
_RMGN = {
    "VITON": (RMGN_TABLE_1, RMGN_TABLE_1_SOURCE),
    "MPV": (RMGN_TABLE_1_MPV, RMGN_TABLE_1_MPV_SOURCE),
}
