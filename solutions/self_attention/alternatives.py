"""Other right ways to write attention and what measures it, each accepted on every seed."""

# ruff: noqa: D103  # how each of them differs stands in the sentence over it

import math

import numpy as np
from numpy.typing import NDArray

from kata_runner import alternative

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def soft(scores: Array) -> Array:
    """Softmax over the last axis, for the alternatives of what comes after it."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


@alternative("softmax", "exp of the score less the logarithm of the row's sum")
def through_logarithms(scores: Array) -> Array:
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


@alternative("softmax", "row by row and number by number, without NumPy")
def row_by_row(scores: Array) -> list[list[float]]:
    weights = []
    for row in scores.tolist():
        powers = [math.exp(score - max(row)) for score in row]
        weights.append([power / math.fsum(powers) for power in powers])
    return weights


@alternative("attention_weights", "hidden scores become so low that exp of them is 0")
def very_low_scores(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    scores = np.einsum("iw,jw->ij", queries, keys) * queries.shape[1] ** -0.5
    if mask is not None:
        scores = scores + (1 - np.asarray(mask)) * -1e9
    return soft(scores)


@alternative("attention_weights", "one query at a time, over the keys that it sees")
def one_query_at_a_time(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    weights = np.zeros((len(queries), len(keys)))
    for i, query in enumerate(queries):
        seen = np.arange(len(keys)) if mask is None else np.flatnonzero(mask[i])
        weights[i, seen] = soft(keys[seen] @ query / math.sqrt(len(query)))
    return weights


@alternative("attend", "powers are summed with the values first, and divided at the end")
def divided_at_the_end(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    scores = queries @ keys.T / np.sqrt(keys.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers @ values / powers.sum(axis=1)[:, np.newaxis])


@alternative("attend", "key after key, with a running maximum, as Flash Attention does it")
def key_after_key(queries: Array, keys: Array, values: Array, mask: Mask | None = None) -> Array:
    top = np.full((len(queries), 1), -np.inf)
    total, output = np.zeros((len(queries), 1)), np.zeros((len(queries), values.shape[1]))
    for j, (key, value) in enumerate(zip(keys, values, strict=True)):
        score = (queries @ key / np.sqrt(len(key)))[:, np.newaxis]
        seen = np.ones(score.shape, bool) if mask is None else np.asarray(mask)[:, j : j + 1]
        highest = np.maximum(top, np.where(seen, score, -np.inf))
        safe = np.where(np.isfinite(highest), highest, 0.0)
        shrink, power = np.exp(top - safe), np.where(seen, np.exp(np.minimum(score - safe, 0)), 0)
        total, output = total * shrink + power, output * shrink + power * value
        top = highest
    return output / total


@alternative("causal_mask", "the number of each position is compared with that of every other")
def compared_numbers(length: int) -> Mask:
    place = np.arange(length)
    return np.asarray(place[:, np.newaxis] >= place)


@alternative("causal_mask", "lists of truth values")
def lists_of_truth(length: int) -> list[list[bool]]:
    return [[True] * (i + 1) + [False] * (length - i - 1) for i in range(length)]


@alternative("multi_head", "all heads at once, as arrays of three axes")
def three_axes(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = (np.reshape(x @ w, (len(x), heads, -1)).swapaxes(0, 1) for w in (w_q, w_k, w_v))
    scores = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[2])  # (heads, n, n)
    weights = soft(scores if mask is None else np.where(mask, scores, -np.inf))
    return (weights @ v).swapaxes(0, 1).reshape(x.shape) @ w_o


@alternative("multi_head", "each head goes through its own rows of w_o, and all are added up")
def sum_over_heads(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    size, output = x.shape[1] // heads, np.zeros(x.shape)
    for begin in range(0, x.shape[1], size):
        part = slice(begin, begin + size)
        scores = (x @ w_q[:, part]) @ (x @ w_k[:, part]).T / math.sqrt(size)
        weights = soft(scores if mask is None else np.where(mask, scores, -np.inf))
        output += weights @ x @ w_v[:, part] @ w_o[part]
    return output


@alternative("entropy", "the mean of log 1/w by the weights, number by number")
def mean_surprise(weights: Array) -> list[float]:
    return [math.fsum(w * math.log(1 / w) for w in row if w > 0) for row in weights.tolist()]


@alternative("entropy", "logarithms to base 2, turned into natural ones")
def from_bits(weights: Array) -> Array:
    bits = np.zeros(len(weights))
    for i, row in enumerate(weights):
        seen = row[row > 0]
        bits[i] = -seen @ np.log2(seen)
    return bits * math.log(2)


@alternative("multi_head_ops", "product by product")
def product_by_product(length: int, width: int) -> int:
    projections = sum(length * width * width for _ in ("q", "k", "v", "o"))
    pairs = length * length
    return projections + pairs * width + pairs * width
