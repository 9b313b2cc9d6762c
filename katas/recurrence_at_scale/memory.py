"""The networks that `kata run 6.4` asks for what they have read, to try
your functions with.

    from memory import LENGTH, TOKENS, VOCABULARY, network, noise

TOKENS are 1200 tokens at random, each one of 8. network(hidden) gives the
decays and inputs of a network that reads them, for run_linear or scan;
noise(hidden) is to be added to the states.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

VOCABULARY = 8
LENGTH = 1200
TOKENS = np.random.RandomState(0).randint(VOCABULARY, size=LENGTH)


def network(hidden: int) -> tuple[Array, Array]:
    """Decays from 0 to 0.95 and inputs, both (1200, hidden)."""
    rng = np.random.RandomState(hidden)
    decays = 1 - np.geomspace(1, 0.05, hidden)
    codes = rng.normal(size=(VOCABULARY, hidden))
    inputs = codes[TOKENS] * np.sqrt(1 - decays**2)
    return np.tile(decays, (LENGTH, 1)), inputs


def noise(hidden: int) -> Array:
    """A tenth of the spread of each number of each state."""
    rng = np.random.RandomState(hidden + 1)
    return rng.normal(scale=0.1, size=(LENGTH, hidden))
