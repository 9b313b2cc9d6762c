# expect: passed
# style: loops over queries, heads and rows, with helpers of its own
import math

import numpy as np


def _row(scores):
    e = np.exp(np.asarray(scores) - max(scores))
    return e / e.sum()


def softmax(scores):
    return np.array([_row(row) for row in scores])


def attention_weights(queries, keys, mask=None):
    d = queries.shape[-1]
    out = np.zeros((len(queries), len(keys)))
    for i, q in enumerate(queries):
        s = np.array([np.dot(q, k) for k in keys]) / math.sqrt(d)
        if mask is not None:
            s[~np.asarray(mask[i], dtype=bool)] = -np.inf
        out[i] = _row(s)
    return out


def attend(queries, keys, values, mask=None):
    w = attention_weights(queries, keys, mask)
    return np.array([sum(a * v for a, v in zip(row, values)) for row in w])


def causal_mask(length):
    mask = np.zeros((length, length), dtype=bool)
    for i in range(length):
        mask[i, : i + 1] = True
    return mask


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    n, d = x.shape
    size = d // heads
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    out = np.zeros((n, d))
    for h in range(heads):
        cols = slice(h * size, (h + 1) * size)
        out[:, cols] = attend(q[:, cols], k[:, cols], v[:, cols], mask)
    return out @ w_o


def entropy(weights):
    return np.array([-sum(w * math.log(w) for w in row if w > 0) for row in weights])


def multi_head_ops(length, width):
    projections = 4 * length * width * width
    scores = length * length * width
    means = length * length * width
    return projections + scores + means
