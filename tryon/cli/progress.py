"""Download progress in the terminal."""

import sys
from typing import Any

from tqdm import tqdm


class DownloadBar:
    """Draws one bar for each weight file that is being fetched; give it to a `WeightStore`."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[Any]] = {}

    def __call__(self, key: str, done: int, total: int | None) -> None:
        """Moves the bar of one file.

        Args:
            key: Which weights.
            done: Bytes so far.
            total: Bytes in all; None where the source does not say.
        """
        if key not in self._bars:
            self._bars[key] = tqdm(
                desc=f"fetching {key}", unit="B", unit_scale=True, file=sys.stderr, leave=False
            )
        bar = self._bars[key]
        bar.total = total
        bar.n = done
        bar.refresh()
        if total is not None and done >= total:
            self._bars.pop(key).close()
