"""The ways of putting a garment on a person, by name, best first.

A new one is a class as `base.Pipeline` describes it, an entry here, its files in `weights/table.py`
and, where its steps are not VITON-HD's, their words in `steps_of` of `ui/wording/step_words.py`.
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
