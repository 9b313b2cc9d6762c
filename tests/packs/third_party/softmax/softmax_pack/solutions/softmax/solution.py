import numpy as np


def softmax(scores):
    """Probabilities of the scores, shape (n,)."""
    e = np.exp(scores - np.max(scores))  # (n,)
    return e / e.sum()
