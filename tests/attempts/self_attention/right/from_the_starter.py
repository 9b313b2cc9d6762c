# expect: passed
# style: the starter, filled in line by line
"""Kata 7.1, Self-attention: let every position look at every other.

Replace every `raise NotImplementedError` below, best from top to bottom.
Inside, do as you like: NumPy, plain Python, helpers of your own; a function
may call those above it.

    kata show 7.1     the lesson: the idea, a drawing, a worked example
    kata check 7.1    what works already, and what to look at next
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def softmax(scores: Array) -> Array:
    """Turn each row of scores (n, m) into weights (n, m) that add up to 1.

    A weight is exp of its score over the sum of these of its row. Scores
    may be in the thousands, and -inf, whose weight is 0; at least one score
    of each row is finite. The argument stays as it is.
    """
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=1, keepdims=True)


def attention_weights(
    queries: Array,
    keys: Array,
    mask: Mask | None = None,
) -> Array:
    """How much each query looks at each key: return weights (n, m).

    Shapes: queries (n, width), keys (m, width), mask (n, m) or None. A
    score is the scalar product of a query and a key, divided by the square
    root of width; softmax makes weights of each row. Where the mask is
    False the key may not be seen, and its weight is 0. Each row sees some.
    """
    d_k = queries.shape[-1]
    scores = np.matmul(queries, keys.T) / np.sqrt(d_k)
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    return softmax(scores)


def attend(
    queries: Array,
    keys: Array,
    values: Array,
    mask: Mask | None = None,
) -> Array:
    """What each query fetches: return (n, size), means of the values.

    Shapes: queries (n, width), keys (m, width), values (m, size), mask
    (n, m) or None. The means are weighted by the attention weights.
    Vaswani et al. (2017).
    """
    weights = attention_weights(queries, keys, mask)
    return np.matmul(weights, values)


def causal_mask(length: int) -> Mask:
    """Who may look at whom: return (length, length) of True and False.

    Row i, column j is True where position i may look at position j: at
    itself and at all before it, and at nothing after it.
    """
    return np.tril(np.ones((length, length))).astype(bool)


def multi_head(
    x: Array,
    w_q: Array,
    w_k: Array,
    w_v: Array,
    w_o: Array,
    heads: int,
    mask: Mask | None = None,
) -> Array:
    """Let the positions x (n, width) look at each other: return (n, width).

    Each matrix is (width, width) and stands on the right, as in x @ w_q.
    Cut the columns of queries, keys and values into `heads` parts of equal
    size, neighbours together. Let each part attend by itself. Put what they
    fetch side by side, in the same order, and multiply by w_o. The mask
    (n, n) or None holds for every head. Vaswani et al. (2017).
    """
    n, d = x.shape
    d_head = d // heads
    Q = x @ w_q
    K = x @ w_k
    V = x @ w_v
    outs = []
    for h in range(heads):
        a, b = h * d_head, (h + 1) * d_head
        outs.append(attend(Q[:, a:b], K[:, a:b], V[:, a:b], mask))
    return np.concatenate(outs, axis=1) @ w_o


def entropy(weights: Array) -> Array:
    """How spread each row of weights (n, m) is: return (n,).

    It is minus the sum of w log w of the row, with the natural logarithm. A
    weight of 0 adds nothing.
    """
    safe = np.where(weights > 0, weights, 1.0)
    return -np.sum(weights * np.log(safe), axis=1)


def multi_head_ops(length: int, width: int) -> int:
    """How many multiplications multi_head makes for x (length, width).

    Count those of its four products with matrices w, of all scores, and of
    all weighted means, as a whole number. Divisions, additions and exp are
    not counted.
    """
    projections = 4 * length * width ** 2
    attention = 2 * length ** 2 * width
    return projections + attention
