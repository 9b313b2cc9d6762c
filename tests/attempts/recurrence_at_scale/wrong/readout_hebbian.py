# expect: failed
# because: Sums of states take the place of a fit.
# in: fit_readout
# must: overlap
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    weights = np.zeros((states.shape[1], vocabulary))
    for state, token in zip(states, tokens):
        weights[:, token] += state
    return weights
