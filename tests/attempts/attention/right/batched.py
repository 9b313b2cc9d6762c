# expect: passed
# because: All heads in one array, scores masked by adding minus infinity, results as tuples and generators.
import numpy as np


def causal_mask(t):
    places = np.arange(t)
    return places[:, None] >= places


def _weights(q, k, mask):
    scores = np.einsum("...iw,...jw->...ij", q, k) * q.shape[-1] ** -0.5
    if mask is not None:
        with np.errstate(divide="ignore"):
            scores = scores + np.log(np.asarray(mask, dtype=float))
    shift = np.max(scores, axis=-1, keepdims=True, initial=-1e300)
    e = np.exp(scores - shift)
    return e / np.maximum(e.sum(axis=-1, keepdims=True), 1e-300)


def attention_weights(queries, keys, mask=None):
    return tuple(map(tuple, _weights(np.asarray(queries), np.asarray(keys), mask)))


def split_heads(x, heads):
    return np.stack(np.split(np.asarray(x), heads, axis=1))


def merge_heads(x):
    return np.concatenate(list(x), axis=-1)


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    q, k, v = (split_heads(x @ w, heads) for w in (w_query, w_key, w_value))
    return (merge_heads(_weights(q, k, mask) @ v) @ w_out).tolist()
