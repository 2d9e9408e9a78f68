"""A failed assertion of what tests share says as much as one of a test's own."""

import pytest

pytest.register_assert_rewrite("tests.support")


def pytest_addoption(parser):
    parser.addoption("--phone", action="store_true", help="browser tests at 390 x 844, by touch")
    parser.addoption("--dark", action="store_true", help="browser tests in the dark")
