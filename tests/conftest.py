"""A failed assertion of what tests share says as much as one of a test's own."""

import pytest

pytest.register_assert_rewrite("tests.support")
