"""Fixtures that every floor uses."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1] / "../shared/data"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data sets beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the real data sets in ../shared/data")
    return SHARED.resolve()
