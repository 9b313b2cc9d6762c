# kata: 6.4
import numpy as np


def fit_readout(states, tokens, vocabulary):
    return np.linalg.solve(states, np.eye(vocabulary)[tokens])
