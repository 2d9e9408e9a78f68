"""How long runs take on this machine, as measured here, by pipeline and working size."""

from collections import defaultdict, deque
from collections.abc import Iterable
from statistics import median

from tryon.types import Size, TryOnResult

# The middle of so many is told, so that one slow run changes nothing.
_RUNS = 5
# Of a photo that was looked at before these take no time.
_LOOKING = ("person", "garment")


class Speed:
    """Remembers how long the last runs took."""

    def __init__(self) -> None:
        self._seconds: dict[tuple[str, Size], deque[float]] = defaultdict(
            lambda: deque(maxlen=_RUNS)
        )

    def note(self, asked: str, result: TryOnResult) -> None:
        """Remembers a run.

        Args:
            asked: Registry name of the pipeline that was asked for, or "auto".
            result: What came of it.
        """
        times = result.timings_ms
        seconds = sum(ms for stage, ms in times.items() if stage not in _LOOKING) / 1000
        for name in {asked, result.pipeline}:
            self._seconds[name, result.size].append(seconds)

    def together(self, asked: Iterable[tuple[str, Size]]) -> float | None:
        """Returns how long several runs take; None where one of them was never made."""
        each = [self.seconds(pipeline, size) for pipeline, size in asked]
        return sum(filter(None, each)) if each and all(each) else None

    def seconds(self, pipeline: str, size: Size) -> float | None:
        """Returns how long a run takes once the photos were looked at; None where none was made.

        Args:
            pipeline: Registry name, or "auto".
            size: Working size (height, width).
        """
        last = self._seconds.get((pipeline, size))
        return median(last) if last else None
