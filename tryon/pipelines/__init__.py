"""The ways of putting a garment on a person, by name, best first."""

from tryon.pipelines.compact import CompactPipeline

PIPELINES: dict[str, type[CompactPipeline]] = {"compact": CompactPipeline}
