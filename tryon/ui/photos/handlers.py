"""What happens when a visitor crops or turns a photo, or chooses one of several in it."""

import io
import json
import math
import time
from pathlib import Path

import gradio as gr
import numpy as np
from PIL import Image as PILImage

from tryon.errors import TryOnError
from tryon.pictures.picture_files import MIN_SIDE
from tryon.pictures.reading import DecodedImage, read_image
from tryon.types import Subject
from tryon.ui import markup
from tryon.ui.common import sent
from tryon.ui.outputs import Answer, PhotoOutputs
from tryon.ui.runs.failures import readable
from tryon.ui.server.uploads import FileData, Upload, Uploads, file_data
from tryon.ui.server.worker import Worker

# JPEG quality at which no difference can be seen.
_QUALITY = 95
_MOST = 99


class PhotoHandlers:
    """Answers the tools for photos with what changes of `PhotoOutputs`, unpostprocessed.

    What comes of a photo is an upload of its own.

    Args:
        worker: Does the work.
        uploads: Where photos lie.
    """

    def __init__(self, worker: Worker, uploads: Uploads) -> None:
        self._worker = worker
        self._uploads = uploads

    async def trimmed(self, person: Upload, garment: Upload, event: gr.EventData) -> Answer:
        """Turns and crops a photo, counted from the whole one, however often that is done."""
        data = sent(event)
        subject = _subject(data)
        before = person if subject == "person" else garment
        try:
            source = self._uploads.path({"path": data.get("source")})
            if source is None:
                raise TryOnError("There is no photo to crop.", "Choose one first.")
            turns, box = _turns(data.get("turns")), _box(data.get("box"))
            path = source
            if turns or box != (0.0, 0.0, 1.0, 1.0):
                path = await self._worker.attend(
                    lambda cancelled: self._trimmed(
                        read_image(source, "result", cancelled), turns, box
                    )
                )
        except Exception as error:
            return _sorry(error)
        photo = file_data(path, before.get("orig_name") if before else None)
        told = json.dumps({"path": path, "source": source, "turns": turns, "box": box})
        return _placed(photo, subject, told)

    async def picked(self, person: Upload, garment: Upload, event: gr.EventData) -> Answer:
        """Chooses one of several people in the person photo, or of several garments."""
        data = sent(event)
        index, subject = data.get("index"), _subject(data)
        before = person if subject == "person" else garment
        try:
            path = self._uploads.path(before)
            if path is None or before is None:
                raise TryOnError("There is no photo to choose from.", "Choose one first.")
            if not isinstance(index, int) or not 1 <= index <= _MOST:
                raise TryOnError(f"There is no such {subject} in the photo.", "Tap one in it.")
            chosen = await self._worker.run(lambda: self._uploads.with_chosen(path, subject, index))
        except Exception as error:
            return _sorry(error)
        told = json.dumps({"path": str(chosen), "same": path})
        photo = file_data(str(chosen), before.get("orig_name"))
        return _placed(photo, subject, told)

    def _trimmed(
        self, photo: DecodedImage, turns: int, box: tuple[float, float, float, float]
    ) -> str:
        rgb, alpha = photo.rgb, photo.alpha
        # What was transparent stays so: it tells a garment from its background.
        pixels = rgb if alpha is None else np.dstack([rgb, alpha.astype(np.uint8) * 255])
        pixels = np.rot90(pixels, -turns)
        height, width = pixels.shape[:2]
        left, right = round(box[0] * width), round(box[2] * width)
        top, bottom = round(box[1] * height), round(box[3] * height)
        if min(right - left, bottom - top) < MIN_SIDE:
            raise TryOnError(
                f"What is left of the photo is under {MIN_SIDE} pixels a side.",
                "Leave more of it.",
            )
        part = PILImage.fromarray(np.ascontiguousarray(pixels[top:bottom, left:right]))
        buffer = io.BytesIO()
        if alpha is None:
            part.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        else:
            part.save(buffer, "PNG", compress_level=3)
        path: Path = self._uploads.new_file(buffer.getvalue()[:16])
        path.write_bytes(buffer.getvalue())
        return str(path)


def _subject(data: dict[str, object]) -> Subject:
    return "person" if data.get("subject") == "person" else "garment"


def _placed(photo: FileData, subject: Subject, told: str) -> Answer:
    """Puts a photo into its frame; the other one stays as it is."""
    return PhotoOutputs.updates(**{subject: photo}, status="", wire=told)


def _sorry(error: Exception) -> Answer:
    sorry = readable(error)
    # Told anew each time, so that whoever waits for the photo hears that none comes.
    nothing = json.dumps({"refused": time.monotonic_ns()})
    status = markup.refusal(sorry.message, sorry.hint)
    return PhotoOutputs.updates(status=status, wire=nothing)


def _turns(value: object) -> int:
    """Returns quarter turns, clockwise, 0 to 3."""
    if not isinstance(value, int):
        raise _nothing_sent()
    return value % 4


def _box(value: object) -> tuple[float, float, float, float]:
    """Returns left, top, right and bottom of what is left, as shares of the turned photo."""
    if not isinstance(value, list) or len(value) != 4:
        raise _nothing_sent()
    if not all(isinstance(share, int | float) and math.isfinite(share) for share in value):
        raise _nothing_sent()
    left, top, right, bottom = (min(max(float(share), 0.0), 1.0) for share in value)
    return left, top, right, bottom


def _nothing_sent() -> TryOnError:
    return TryOnError("The photo could not be cropped.", "Load the page again, and try once more.")
