# expect: failed
# because: A bias is fitted and left out.
# in: fit_readout
# must: bias|constant|column of ones|intercept|offset|ones
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def fit_readout(states, tokens, vocabulary):
    rows = np.eye(vocabulary)[tokens]
    ones = np.ones((len(states), 1))
    weights = np.linalg.lstsq(np.hstack([states, ones]), rows, rcond=None)[0]
    return weights[:-1]
