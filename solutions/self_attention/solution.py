"""The reference for kata 7.1, Self-attention: weights, what they fetch, and what they cost."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def softmax(scores: Array) -> Array:
    """Each row of scores (n, m) as weights that add up to 1: exp(score) over the row's sum.

    The row's maximum is subtracted first, so that nothing overflows; -inf becomes 0.
    """
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))  # (n, m)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def attention_weights(
    queries: Array, keys: Array, mask: Mask | None = None
) -> Array:
    """How much each query looks at each key, (n, m): softmax(Q K^T / sqrt(width)).

    queries are (n, width), keys (m, width); where mask (n, m) is False the weight is 0.
    Vaswani et al. (2017), equation 1.
    """
    scores = queries @ keys.T / np.sqrt(queries.shape[1])  # (n, m)
    return softmax(
        scores if mask is None else np.where(mask, scores, -np.inf)
    )


def attend(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    """A weighted mean of the values (m, size) for each query, (n, size). Vaswani et al. (2017)."""
    return attention_weights(queries, keys, mask) @ values


def causal_mask(length: int) -> Mask:
    """Whether position i may look at position j, (length, length): at itself and before it."""
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

    Each w is (width, width) and stands on the right; head h has the columns from
    h * width / heads on. Vaswani et al. (2017), section 3.2.2.
    """
    q, k, v = (np.split(x @ w, heads, axis=1) for w in (w_q, w_k, w_v))
    fetched = [
        attend(q[h], k[h], v[h], mask) for h in range(heads)
    ]  # each (n, width / heads)
    return np.asarray(np.concatenate(fetched, axis=1) @ w_o)  # (n, width)


def entropy(weights: Array) -> Array:
    """How spread each row of weights (n, m) is, (n,): -sum w log w, in nats, 0 log 0 being 0.

    Shannon (1948).
    """
    logarithms = np.log(
        weights + (weights == 0)
    )  # (n, m), log 1 where there is no weight
    return np.asarray(-np.sum(weights * logarithms, axis=1))


def multi_head_ops(length: int, width: int) -> int:
    """Multiplications of multi_head in its four products with w, its scores and its means.

    4 n d² + 2 n² d, however many heads. Vaswani et al. (2017), table 1.
    """
    return 4 * length * width**2 + 2 * length**2 * width
