"""Results as files: PNGs, a report, one folder or one zip."""

import contextlib
import io
import json
import platform
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL.PngImagePlugin import PngInfo

from tryon.engines.comparison import Comparison, Outcome
from tryon.errors import TryOnError, with_command
from tryon.files import NOT_WRITTEN
from tryon.labels import LIP_PALETTE
from tryon.outputs.side_by_side import draw_panels, panels_of
from tryon.types import LABEL_FIELDS, Intermediates, TryOnResult
from tryon.version import __version__

REPORT_NAME = "report.json"
RESULT_NAME = "result.png"
SIDE_BY_SIDE_NAME = "side_by_side.png"
_VERSIONS_OF = ("torch", "numpy", "ai-edge-litert", "opencv-python-headless", "pillow")
_OWN_FILES = {
    REPORT_NAME,
    *(f"{name}.png" for name in ("result", "canvas", *(f.name for f in fields(Intermediates)))),
}


def versions() -> dict[str, str]:
    """Returns the versions of all that decides what a result looks like."""
    found = {"tryon": __version__, "python": platform.python_version()}
    for name in _VERSIONS_OF:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def report(result: TryOnResult) -> dict[str, object]:
    """Returns everything about a result but its pixels, ready for JSON."""
    return {
        "pipeline": result.pipeline,
        "size": list(result.size),
        "image_size": list(result.image.shape[:2]),
        "seed": result.seed,
        "device": result.device,
        "misalignment_ratio": result.misalignment_ratio,
        "timings_ms": {name: round(ms, 1) for name, ms in result.timings_ms.items()},
        "warnings": [asdict(notice) for notice in result.notices],
        "weights": [asdict(record) for record in result.weights],
        "intermediates": list(result.intermediates.present()),
        "versions": versions(),
    }


def encode_png(picture: NDArray[np.uint8], labels: bool = False) -> bytes:
    """Encodes an image or mask as PNG; a colour picture says that it is sRGB, and nothing else.

    Args:
        picture: uint8, (H, W, 3) RGB or (H, W).
        labels: It is a LIP-20 label map: stored as palette PNG, so that the pixel values are the
            labels and a viewer shows the published colours.
    """
    image = PIL.Image.fromarray(picture)
    if labels:
        image = PIL.Image.frombytes("P", image.size, picture.tobytes())
        image.putpalette(LIP_PALETTE.tobytes())
    buffer, about = io.BytesIO(), PngInfo()
    if image.mode == "RGB":
        about.add(b"sRGB", b"\1")  # rendering intent: relative colorimetric
    # Level 1 takes a fifth of the time of the default and a tenth more room.
    image.save(buffer, "PNG", compress_level=1, pnginfo=about)
    return buffer.getvalue()


def _files(result: TryOnResult) -> Iterator[tuple[str, bytes]]:
    yield RESULT_NAME, encode_png(result.image)
    yield "canvas.png", encode_png(result.canvas)
    for name, picture in result.intermediates.present().items():
        yield f"{name}.png", encode_png(picture, labels=name in LABEL_FIELDS)
    yield REPORT_NAME, _json(report(result))


def _compared_files(comparison: Comparison) -> Iterator[tuple[str, bytes]]:
    """A folder for each pipeline, and beside them the picture of all and one report."""
    for pipeline, result in comparison.results.items():
        for name, data in _files(result):
            yield f"{pipeline}/{name}", data
    yield SIDE_BY_SIDE_NAME, encode_png(draw_panels(panels_of(comparison)))
    yield REPORT_NAME, _json({"pipelines": [_row(outcome) for outcome in comparison.outcomes]})


def _row(outcome: Outcome) -> dict[str, object]:
    """Returns what the common report says of one pipeline: its own report, or why there is none."""
    if outcome.result is not None:
        return {"folder": outcome.pipeline, **report(outcome.result), "error": "", "hint": ""}
    refusal = outcome.refusal or TryOnError("")
    hint = with_command(refusal.hint, refusal.command)
    return {"pipeline": outcome.pipeline, "error": refusal.message, "hint": hint}


def _json(document: dict[str, object]) -> bytes:
    return (json.dumps(document, indent=2) + "\n").encode()


def write_result(result: TryOnResult, folder: Path) -> None:
    """Writes `result.png`, `canvas.png`, one PNG an intermediate and `report.json`.

    The folder appears complete or not at all. In a folder that is already there, the files of an
    earlier result are replaced and everything else is left alone.

    Raises:
        TryOnError: The folder cannot be written.
    """
    _write(_files(result), folder, _OWN_FILES)


def write_comparison(comparison: Comparison, folder: Path) -> None:
    """Writes what several pipelines made: a folder for each, `side_by_side.png`, `report.json`.

    Appears and replaces as `write_result` does.

    Raises:
        TryOnError: The folder cannot be written.
    """
    own = {f"{each.pipeline}/{name}" for each in comparison.outcomes for name in _OWN_FILES}
    _write(_compared_files(comparison), folder, own | {SIDE_BY_SIDE_NAME, REPORT_NAME})


def _write(files: Iterable[tuple[str, bytes]], folder: Path, own: Iterable[str]) -> None:
    part: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        part.chmod(0o755)  # mkdtemp's own folders are private
        names = []
        for name, data in files:
            (part / name).parent.mkdir(exist_ok=True)
            (part / name).write_bytes(data)
            names.append(name)
        if not folder.exists():
            part.replace(folder)
            return
        for stale in own:
            (folder / stale).unlink(missing_ok=True)
        # A report comes after what it is about: where it is, the rest is complete.
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (part / name).replace(folder / name)
    except OSError as error:
        raise TryOnError(*NOT_WRITTEN) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def zip_result(result: TryOnResult) -> bytes:
    """Returns the files of `write_result` as one zip archive."""
    return _zip(_files(result))


def zip_comparison(comparison: Comparison) -> bytes:
    """Returns the files of `write_comparison` as one zip archive."""
    return _zip(_compared_files(comparison))


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # PNGs are compressed
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()
