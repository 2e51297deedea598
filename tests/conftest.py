"""Fixtures that every floor uses."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", settings(), deadline=None)  # a busy machine is no fault of what is tried
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[1] / "../shared/data"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data sets beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the real data sets in ../shared/data")
    return SHARED.resolve()
