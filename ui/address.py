"""All that the address bar can carry, whichever page is open: so going back and forth loses nothing."""

from answers import all_thresholds
from ui import filters, thresholds
from ui.link import Place, restore
from ui.session import LANGUAGE, WORKSPACE


def address() -> tuple[Place, ...]:
    """The places of the address, taken over from it first where this session has not done so."""
    places = (LANGUAGE, WORKSPACE, *filters.PLACES, *(place for cls in all_thresholds() for place in thresholds.places(cls)))
    restore(places)
    return places
