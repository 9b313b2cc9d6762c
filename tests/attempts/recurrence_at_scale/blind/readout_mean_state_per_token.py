# expect: failed
# because: The weights are mean states.
# in: fit_readout
# must: mean|average|least squares|lstsq|sum of squares, state|token|weights
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def fit_readout(states, tokens, vocabulary):
    weights = np.zeros((states.shape[1], vocabulary))
    for token in range(vocabulary):
        chosen = states[tokens == token]
        if len(chosen):
            weights[:, token] = chosen.mean(axis=0)
    return weights
