"""Samples drawn ahead of training: what frozen networks answer is computed once and read often.

A pool is a folder of chunks, each a folder of plain .npy files, memory-mapped. One process may
draw into it while another trains from it; a chunk appears whole or not at all.
"""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def write_chunk(folder: Path, number: int, arrays: Arrays) -> None:
    """Writes a chunk.

    Args:
        folder: The pool; made if need be.
        number: Of the chunk; one already there is replaced.
        arrays: (N, ...) each, by name.
    """
    chunk = chunk_path(folder, number)
    unfinished = folder / f".{chunk.name}.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name, values in arrays.items():
        np.save(unfinished / f"{name}.npy", values)
    shutil.rmtree(chunk, ignore_errors=True)
    unfinished.rename(chunk)


def chunk_path(folder: Path, number: int) -> Path:
    """Returns where a chunk lies."""
    return folder / f"c{number:05d}"


class Pool:
    """The samples of every chunk that was there when it was opened."""

    def __init__(self, folder: Path) -> None:
        self._chunks = [
            {path.stem: np.load(path, mmap_mode="r") for path in sorted(chunk.glob("*.npy"))}
            for chunk in sorted(folder.glob("c*"))
        ]
        if not self._chunks:
            raise FileNotFoundError(f"no chunks in {folder}")
        sizes = [len(next(iter(chunk.values()))) for chunk in self._chunks]
        self._starts = np.cumsum([0, *sizes])

    def __len__(self) -> int:
        """Returns the number of samples."""
        return int(self._starts[-1])

    def chunk(self, index: int) -> Arrays:
        """Returns a chunk as it lies on the disk, read-only."""
        return self._chunks[index]

    def read(self, indices: NDArray[np.intp]) -> Arrays:
        """Returns samples (N, ...) by name, copied."""
        owners = np.searchsorted(self._starts, indices, side="right") - 1
        rows = indices - self._starts[owners]
        return {
            name: np.stack(
                [self._chunks[owner][name][row] for owner, row in zip(owners, rows, strict=True)]
            )
            for name in self._chunks[0]
        }
