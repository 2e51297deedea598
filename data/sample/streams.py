"""Independent random streams: one a part of the sample company, so that a new part changes nothing that is there."""

import zlib

import numpy as np


def stream(seed: int, part: str) -> np.random.Generator:
    """The generator of random numbers of ``part``.

    A child of the seed, as :meth:`numpy.random.SeedSequence.spawn` makes them, but keyed by name instead of by the order of spawning.
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(zlib.crc32(part.encode()),)))
