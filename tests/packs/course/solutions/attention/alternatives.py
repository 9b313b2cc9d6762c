import math

import numpy as np

from kata_runner import alternative


@alternative("causal_mask", "compares each position's number with every other's, without a library")
def compared_numbers(t):
    return [[j <= i for j in range(t)] for i in range(t)]


@alternative("causal_mask", "ones below the diagonal, as numbers")
def ones_and_zeros(t):
    return np.cumsum(np.eye(t), axis=0)


@alternative("attention_weights", "takes the logarithm of each row's sum, and exp only at the end")
def by_logarithms(queries, keys, mask=None):
    scores = np.asarray(queries) @ np.asarray(keys).T / math.sqrt(len(queries[0]))
    if mask is None:
        mask = np.ones(scores.shape, dtype=bool)
    weights = np.zeros(scores.shape)
    for row, (line, seen) in enumerate(zip(scores, mask)):
        if seen.any():
            weights[row, seen] = np.exp(line[seen] - np.logaddexp.reduce(line[seen]))
    return weights


@alternative(
    "attention_weights", "a weight is 1 over the sum of exp of differences to all other scores"
)
def by_differences(queries, keys, mask=None):
    weights = []
    for i, query in enumerate(queries):
        scores = [float(query @ key) / len(query) ** 0.5 for key in keys]
        seen = [j for j in range(len(keys)) if mask is None or mask[i][j]]
        weights.append([0.0] * len(keys))
        for j in seen:
            differences = [scores[other] - scores[j] for other in seen]
            weights[-1][j] = 0.0 if max(differences) > 700 else 1 / sum(map(math.exp, differences))
    return weights


@alternative("split_heads", "cuts slices out of each row")
def slices(x, heads):
    w = len(x[0]) // heads
    return [[row[head * w : (head + 1) * w] for row in x] for head in range(heads)]


@alternative("split_heads", "goes through the transposed array, w rows at a time")
def transposed(x, heads):
    x = np.asarray(x)
    return x.T.reshape(heads, -1, len(x)).transpose(0, 2, 1)


@alternative("merge_heads", "writes each head to its columns of an empty array")
def written_to_columns(x):
    heads, t, w = np.shape(x)
    merged = np.empty((t, heads * w))
    for number, head in enumerate(x):
        merged[:, number * w : (number + 1) * w] = head
    return merged


@alternative("multi_head_attention", "all heads at once, as one sum over named axes")
def einstein(x, w_query, w_key, w_value, w_out, heads, mask=None):
    d = len(w_query)
    cut = [np.reshape(w, (d, heads, -1)) for w in (w_query, w_key, w_value)]
    q, k, v = (np.einsum("td,dhw->htw", x, w) for w in cut)
    scores = np.einsum("hiw,hjw->hij", q, k) / np.sqrt(d // heads)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = e / e.sum(axis=2, keepdims=True)
    return np.einsum("hij,hjw,hwd->id", weights, v, np.reshape(w_out, (heads, -1, d)))


@alternative(
    "multi_head_attention",
    "adds up what each head gives through its own rows of w_out, and merges nothing",
)
def sum_over_heads(x, w_query, w_key, w_value, w_out, heads, mask=None):
    w = len(w_out) // heads
    total = np.zeros(x.shape)
    for head in range(heads):
        part = slice(head * w, (head + 1) * w)
        scores = (x @ w_query[:, part]) @ (x @ w_key[:, part]).T / w**0.5
        e = np.exp(scores - scores.max()) * (1 if mask is None else mask)
        total += e @ (x @ w_value[:, part]) / e.sum(axis=1, keepdims=True) @ w_out[part]
    return total
