"""Narrow networks in the place of RMGN's, for whoever loads the pipeline anew."""

import pytest

from tests.support.narrow_rmgn import NARROW
from tryon.models import published


@pytest.fixture
def narrow(monkeypatch):
    for key, make in NARROW.items():
        monkeypatch.setitem(published.NETWORKS, key, make)
