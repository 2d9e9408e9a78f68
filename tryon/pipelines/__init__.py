"""The ways of putting a garment on a person, by name, best first.

A new one is a class as `base.Pipeline` describes it, an entry here, its files in `weights/table.py`
and its remark in `ui/runs/pipeline_menu.py`.
"""

from tryon.pipelines.base import Pipeline
from tryon.pipelines.compact.learned import LearnedCompactPipeline
from tryon.pipelines.rmgn import RmgnPipeline
from tryon.pipelines.viton_hd import VitonHdPipeline

PIPELINES: dict[str, type[Pipeline]] = {
    "viton-hd": VitonHdPipeline,
    "rmgn": RmgnPipeline,
    "compact": LearnedCompactPipeline,
}
