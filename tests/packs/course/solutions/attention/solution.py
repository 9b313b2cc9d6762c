import numpy as np


def causal_mask(t):
    """Whether position i may look at position j: at itself and at what came before, (t, t)."""
    return np.tri(t, dtype=bool)


def attention_weights(queries, keys, mask=None):
    """Softmax of the scaled scores of (n, w) queries and (m, w) keys, (n, m); 0 where the mask says
    no.
    """
    scores = queries @ keys.T / np.sqrt(queries.shape[1])  # (n, m)
    weights = np.zeros(scores.shape)
    for row, line in enumerate(scores):
        seen = (
            np.full(len(keys), True) if mask is None else np.asarray(mask[row], dtype=bool)
        )  # (m,)
        if seen.any():
            e = np.exp(line[seen] - line[seen].max())
            weights[row, seen] = e / e.sum()
    return weights


def split_heads(x, heads):
    """The columns of (t, d) shared out to the heads, (heads, t, d / heads)."""
    return np.reshape(x, (len(x), heads, -1)).swapaxes(0, 1)


def merge_heads(x):
    """What split_heads cut apart, (heads, t, w), side by side again, (t, heads * w)."""
    return np.hstack(x)


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    """Attention of the positions x, (t, d), to each other, in several heads: (t, d). Vaswani et al.
    (2017).
    """
    queries, keys, values = (
        np.asarray(split_heads(x @ w, heads)) for w in (w_query, w_key, w_value)
    )  # (heads, t, w)
    seen = [attention_weights(q, k, mask) @ v for q, k, v in zip(queries, keys, values)]
    return merge_heads(seen) @ w_out
