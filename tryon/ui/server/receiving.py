"""Takes uploads in, in place of Gradio's own route, which leaves files behind and caps too little.

Gradio writes what it has not yet checked into the folder of uploads, and forgets it when a visitor
leaves in the middle. Here it lies in files without a name until all of it has come; the system
frees those whatever happens.
"""

import asyncio
import json
import logging
import re
import shutil
from collections import Counter
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from tryon.config import FILES_PER_UPLOAD
from tryon.ui.server.hosts import is_this_machine
from tryon.ui.server.uploads import Uploads

logger = logging.getLogger(__name__)

# What a form may weigh beyond its files; also the cap of each of its fields.
FORM_BYTES = 64 * 1024
_FIELDS = 8
# Larger files go to the disk while they come.
_IN_MEMORY_BYTES = 256 * 1024
# How many are taken in at once, in all and from one address; how long one may take, and how long
# it may pause.
_AT_ONCE = 16
_AT_ONCE_EACH = 4
_SECONDS = 300.0
_PAUSE_SECONDS = 20.0
_UPLOAD_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# The page asks for the progress of an upload as it sends it, sometimes a little before.
_START_SECONDS = 3.0
_LOOK_SECONDS = 0.1


class Receiving:
    """Answers the upload route and the route that tells how far an upload is.

    Args:
        uploads: Where files go once all has come.
        file_bytes: How large one file may be.
        all_bytes: How large all files of one upload may be together.
    """

    def __init__(self, uploads: Uploads, file_bytes: int, all_bytes: int) -> None:
        self._uploads = uploads
        self._file_bytes = file_bytes
        self._all_bytes = all_bytes
        self._coming: Counter[str | None] = Counter()
        self._progress: dict[str, dict[str, int]] = {}

    async def upload(self, request: Request) -> Response:
        """Takes in a form of files; answers with the list of their paths."""
        declared = request.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > self._all_bytes + FORM_BYTES:
            return PlainTextResponse("That is too large.", 413)
        if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            return PlainTextResponse("An upload is a form of files.", 400)
        address = request.client.host if request.client else None
        many = self._coming[address] >= _AT_ONCE_EACH and not is_this_machine(address)
        if many or self._coming.total() >= _AT_ONCE:
            return PlainTextResponse("Many uploads are coming in; try again.", 503)
        number = request.query_params.get("upload_id", "")
        counted: dict[str, int] = {}
        if _UPLOAD_ID.fullmatch(number) and number not in self._progress:
            self._progress[number] = counted
        self._coming[address] += 1
        try:
            return await asyncio.wait_for(self._taken(request, counted), _SECONDS)
        except _TooLargeError:
            return PlainTextResponse("That is too large.", 413)
        except MultiPartException as error:
            large = "exceeded maximum size" in error.message or "Too many" in error.message
            return PlainTextResponse("That is no upload of a few files.", 413 if large else 400)
        except ClientDisconnect:
            return PlainTextResponse("The visitor has left.", 400)
        except asyncio.TimeoutError:
            return PlainTextResponse("The upload took too long.", 408)
        except OSError:
            logger.exception("an upload could not be kept")
            return PlainTextResponse("The upload could not be kept.", 507)
        finally:
            self._coming -= Counter([address])
            if self._progress.get(number) is counted:
                del self._progress[number]

    async def progress(self, request: Request) -> Response:
        """Streams how many more bytes of which file have come, and at last that all have."""
        number = request.query_params.get("upload_id", "")
        for _ in range(round(_START_SECONDS / _LOOK_SECONDS)):
            if number in self._progress or not _UPLOAD_ID.fullmatch(number):
                break
            await asyncio.sleep(_LOOK_SECONDS)
        if number not in self._progress:
            return PlainTextResponse("There is no such upload.", 404)
        news = self._news(number, self._progress[number])
        return StreamingResponse(news, media_type="text/event-stream")

    async def _news(self, number: str, counted: dict[str, int]) -> AsyncGenerator[str, None]:
        told: dict[str, int] = {}
        coming = True
        while coming:
            coming = self._progress.get(number) is counted
            for name, count in counted.items():
                more = count - told.get(name, 0)
                if more:
                    told[name] = count
                    yield _event({"msg": "update", "orig_name": name, "chunk_size": more})
            if coming:
                await asyncio.sleep(_LOOK_SECONDS)
        yield _event({"msg": "done"})

    async def _taken(self, request: Request, counted: dict[str, int]) -> Response:
        parser = _Parser(request, self._file_bytes, self._all_bytes, counted)
        form = await parser.parse()
        try:
            files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
            if not files or len(files) != len(form.multi_items()):
                return PlainTextResponse("An upload is a form of files.", 400)
            paths = [await run_in_threadpool(self._kept, file.file) for file in files]
            return JSONResponse([str(path) for path in paths])
        finally:
            await form.close()

    def _kept(self, file: BinaryIO) -> Path:
        file.seek(0)
        path = self._uploads.new_file(file.read(16))
        file.seek(0)
        try:
            with path.open("xb") as kept:
                shutil.copyfileobj(file, kept)
        except BaseException:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise
        return path


class _TooLargeError(Exception):
    """More came than is allowed."""


class _Parser(MultiPartParser):
    """Starlette's, with caps on each file and on all together, counting what has come."""

    spool_max_size = _IN_MEMORY_BYTES

    def __init__(
        self, request: Request, file_bytes: int, all_bytes: int, counted: dict[str, int]
    ) -> None:
        super().__init__(
            request.headers,
            self._metered(request, all_bytes + FORM_BYTES),
            max_files=FILES_PER_UPLOAD,
            max_fields=_FIELDS,
            max_part_size=FORM_BYTES,
        )
        self._file_bytes = file_bytes
        self._counted = counted
        self._file_left = 0

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        self._file_left = self._file_bytes

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        super().on_part_data(data, start, end)
        file = self._current_part.file
        if file is not None:
            self._file_left -= end - start
            if self._file_left < 0:
                raise _TooLargeError
            name = file.filename or ""
            self._counted[name] = self._counted.get(name, 0) + end - start

    @staticmethod
    async def _metered(request: Request, left: int) -> AsyncGenerator[bytes, None]:
        stream = request.stream()
        while True:
            try:
                chunk = await asyncio.wait_for(anext(stream), _PAUSE_SECONDS)
            except StopAsyncIteration:
                return
            left -= len(chunk)
            if left < 0:
                raise _TooLargeError
            yield chunk


def _event(news: dict[str, object]) -> str:
    return f"data: {json.dumps(news)}\n\n"
