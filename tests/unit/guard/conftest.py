"""A guard before an app."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.support.guarded import HOST, UPLOAD_BYTES, echo
from tryon.ui.server.file_store import FileStore
from tryon.ui.server.guard import Doors, Guard
from tryon.ui.server.hosts import Hosts
from tryon.ui.server.receiving import Receiving
from tryon.ui.server.uploads import Uploads


@pytest.fixture
def uploads(tmp_path):
    return Uploads(tmp_path / "uploads")


@pytest.fixture
def file_store(tmp_path):
    return FileStore(tmp_path / "results")


@pytest.fixture
def guarded(uploads, file_store):
    """Puts a guard before an app, with settings of its own."""
    inner = Starlette(routes=[Route("/{rest:path}", echo, methods=["GET", "POST"])])

    def guard(app=inner, hosts=None, waiting=(), framers=(), address="testclient"):
        doors = Doors(
            hosts or Hosts(["try.on"]),
            uploads,
            Receiving(uploads, UPLOAD_BYTES, UPLOAD_BYTES),
            file_store,
            lambda: waiting,
            4,
            framers,
        )
        return TestClient(Guard(app, doors), base_url=HOST, client=(address, 50000))

    return guard


@pytest.fixture
def client(guarded):
    return guarded()
