# expect: failed
# because: The columns are the mean states of the tokens.
# in: fit_readout
# must: mean
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    weights = np.zeros((states.shape[1], vocabulary))
    for k in range(vocabulary):
        chosen = states[tokens == k]
        if len(chosen):
            weights[:, k] = chosen.mean(axis=0)
    return weights
