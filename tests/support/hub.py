"""A stand-in for the Hugging Face Hub that runs in this process."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class FakeHub:
    """What the server answers; every request is recorded."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.status = 200
        self.send_at_most: int | None = None
        self.seconds_between_chunks = 0.0
        self.requests: list[tuple[str, str]] = []
        self.authorisation: str | None = None


def ask_hub_at(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    constants = "huggingface_hub.constants."
    endpoint = f"http://127.0.0.1:{port}"
    monkeypatch.setattr(constants + "ENDPOINT", endpoint)
    template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants + "HUGGINGFACE_CO_URL_TEMPLATE", template)


@contextmanager
def open_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    state = FakeHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, with_body: bool) -> None:
            state.requests.append((self.command, self.path))
            state.authorisation = self.headers["Authorization"]
            name = self.path.rsplit("/", 1)[-1]
            body = state.files.get(name)
            if self.path.startswith("/api/models/"):
                files = [{"rfilename": file} for file in state.files]
                body = json.dumps({"id": "owner/name", "siblings": files}).encode()
            status = state.status if state.status != 200 or body is not None else 404
            self.send_response(status)
            if status == 404 and state.files:
                self.send_header("X-Error-Code", "EntryNotFound")
            if status == 200 and body is not None:
                self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("Content-Length", str(len(body)))
            else:
                body = b""
                self.send_header("Content-Length", "0")
            self.end_headers()
            if not with_body:
                return
            sent = body[: state.send_at_most]
            for start in range(0, len(sent), 512):
                self.wfile.write(sent[start : start + 512])
                time.sleep(state.seconds_between_chunks)

        def do_HEAD(self) -> None:
            self.answer(with_body=False)

        def do_GET(self) -> None:
            self.answer(with_body=True)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    ask_hub_at(monkeypatch, server.server_port)
    yield state
    server.shutdown()
    server.server_close()
