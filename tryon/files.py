"""Files that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tryon.errors import TryOnError

# Why a result could not be written, and what to do about it.
NOT_WRITTEN = (
    "The output folder cannot be written.",
    "Check the path given with --out, its permissions and the free space.",
)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Gives where to write a file that then takes its place in one move; makes its folder.

    Where the writing fails, what was there before stays, and nothing else is left.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Writes a file of a result whole.

    Raises:
        TryOnError: It cannot be written.
    """
    try:
        with written_whole(path) as part:
            part.write_bytes(data)
    except OSError as error:
        raise TryOnError(*NOT_WRITTEN) from error
