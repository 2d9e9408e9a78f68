"""The ways of putting a garment on a person, by name, best first."""

from tryon.pipelines.base import Pipeline
from tryon.pipelines.compact import CompactPipeline
from tryon.pipelines.viton_hd import VitonHdPipeline

PIPELINES: dict[str, type[Pipeline]] = {
    "viton-hd": VitonHdPipeline,
    "compact": CompactPipeline,
}
