"""A failed assertion of what tests share says as much as one of a test's own."""

import os

import pytest

# Processes beside each other (`-n 2`) share the cores: each computes with one thread. PyTorch reads
# it when it is first imported, which is after this.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

pytest.register_assert_rewrite("tests.support")


def pytest_addoption(parser):
    parser.addoption("--phone", action="store_true", help="browser tests at 390 x 844, by touch")
    parser.addoption("--dark", action="store_true", help="browser tests in the dark")
