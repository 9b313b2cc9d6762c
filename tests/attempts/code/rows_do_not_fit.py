# kata: 6.4
import numpy as np


def fit_readout(states, tokens, vocabulary):
    rows = np.eye(vocabulary)[tokens].T
    return np.linalg.lstsq(states, rows, rcond=None)[0]
