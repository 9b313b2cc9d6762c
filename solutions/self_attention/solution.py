"""The reference for kata 7.1: weights, what they fetch, what they cost."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def softmax(scores: Array) -> Array:
    """Each row of scores (n, m) as weights: exp(score) over the row's sum.

    The row's maximum is subtracted first, so that nothing overflows.
    """
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))  # (n, m)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def attention_weights(
    queries: Array,
    keys: Array,
    mask: Mask | None = None,
) -> Array:
    """How much each query looks at each key: softmax(Q K^T / sqrt(width)).

    queries (n, width) and keys (m, width) give (n, m); where the mask (n, m)
    is False the weight is 0. Vaswani et al. (2017), equation 1.
    """
    scores = queries @ keys.T / np.sqrt(queries.shape[1])  # (n, m)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)


def attend(
    queries: Array,
    keys: Array,
    values: Array,
    mask: Mask | None = None,
) -> Array:
    """A weighted mean of the values (m, size) for each query, (n, size).

    Vaswani et al. (2017), equation 1.
    """
    return attention_weights(queries, keys, mask) @ values


def causal_mask(length: int) -> Mask:
    """Whether position i sees position j, (length, length): if j <= i."""
    return np.tri(length, dtype=bool)


def multi_head(
    x: Array,
    w_q: Array,
    w_k: Array,
    w_v: Array,
    w_o: Array,
    heads: int,
    mask: Mask | None = None,
) -> Array:
    """Self-attention of x (n, width) in several heads, (n, width).

    Each w is (width, width) and stands on the right; head h has the columns
    from h * width / heads on. Vaswani et al. (2017), section 3.2.2.
    """
    q, k, v = (np.split(x @ w, heads, axis=1) for w in (w_q, w_k, w_v))
    # each (n, width / heads)
    fetched = [attend(q[h], k[h], v[h], mask) for h in range(heads)]
    return np.asarray(np.concatenate(fetched, axis=1) @ w_o)


def entropy(weights: Array) -> Array:
    """How spread each row of weights (n, m) is, (n,): -sum w log w.

    In nats; 0 log 0 is 0. Shannon (1948).
    """
    logarithms = np.log(weights + (weights == 0))  # (n, m), 0 for no weight
    return np.asarray(-np.sum(weights * logarithms, axis=1))


def multi_head_ops(length: int, width: int) -> int:
    """Multiplications of multi_head, however many heads: 4 n d² + 2 n² d.

    Products with w, scores and means. Vaswani et al. (2017), table 1.
    """
    return 4 * length * width**2 + 2 * length**2 * width
