# kata: 7.1
import numpy as np


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    if mask:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
