"""Fixtures that every floor uses."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", settings(), deadline=None)  # a busy machine is no fault of what is tried
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[1] / "../shared/data"


LONG = ("browser", "long")  # markers


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data sets beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("needs the real data sets in ../shared/data")
    return SHARED.resolve()


@pytest.hookimpl(trylast=True)  # the folders mark theirs before
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, or one worker ends with it while the others stand idle: journeys, then other tests marked so."""
    items.sort(key=lambda item: next((place for place, name in enumerate(LONG) if item.get_closest_marker(name)), len(LONG)))
