# expect: passed
# style: one line for each step, with short names
import numpy as np


def softmax(scores):
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def attention_weights(queries, keys, mask=None):
    s = np.dot(queries, keys.T) / keys.shape[1] ** 0.5
    if mask is not None:
        s[~mask] = -np.inf
    return softmax(s)


def attend(queries, keys, values, mask=None):
    return attention_weights(queries, keys, mask) @ values


def causal_mask(length):
    return np.tril(np.ones((length, length), dtype=bool))


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    size = x.shape[1] // heads
    out = np.zeros(x.shape)
    for h in range(heads):
        cols = slice(h * size, (h + 1) * size)
        out[:, cols] = attend(q[:, cols], k[:, cols], v[:, cols], mask)
    return out @ w_o


def entropy(weights):
    logs = np.log(np.where(weights > 0, weights, 1.0))
    return -(weights * logs).sum(axis=1)


def multi_head_ops(length, width):
    products = 4 * length * width * width
    scores = length * length * width
    return products + 2 * scores
