# expect: failed
# because: The weights are returned as (vocabulary, hidden).
# in: fit_readout
# must: transpose|rows|column
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    return np.linalg.lstsq(states, targets, rcond=None)[0].T
