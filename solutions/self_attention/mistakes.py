"""The mistakes people make in kata 7.1, Self-attention, each with the sentence that tells them.

What a single changed operator or name of the reference gives is not among them: such causes are
found without a catalogue.
"""
# ruff: noqa: D103  (what is to be said of a mistake stands in its decorator)

import numpy as np
from numpy.typing import NDArray

from kata_runner import mistake

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


# The right functions, for mistakes to put together wrongly.


def soft(scores: Array, axis: int = 1) -> Array:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def hide(scores: Array, mask: Mask | None) -> Array:
    return scores if mask is None else np.where(mask, scores, -np.inf)


def scale(queries: Array, keys: Array) -> Array:
    return np.asarray(queries @ keys.T / np.sqrt(queries.shape[1]))


def look(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(scale(queries, keys), mask))


def cut(x: Array, heads: int, *matrices: Array) -> list[tuple[Array, ...]]:
    """Queries, keys and values of each head."""
    return [*zip(*(np.split(x @ w, heads, axis=1) for w in matrices), strict=True)]


# softmax


@mistake(
    "softmax",
    "Nothing is subtracted before exp, so that large scores overflow: subtract each row's maximum.",
)
def softmax_without_shift(scores: Array) -> Array:
    powers = np.exp(scores)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake(
    "softmax",
    "The maximum of all scores is subtracted, so that a row far below it becomes 0 divided by 0: "
    "subtract each row's own maximum from it.",
)
def softmax_shifted_by_one_maximum(scores: Array) -> Array:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake(
    "softmax",
    "Each row's mean is subtracted, so that exp may still overflow: subtract the row's maximum.",
)
def softmax_shifted_by_the_mean(scores: Array) -> Array:
    powers = np.exp(scores - scores.mean(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake("softmax", "The columns add up to 1: each row must add up to 1, so sum along axis=1.")
def softmax_over_columns(scores: Array) -> Array:
    return soft(scores, axis=0)


@mistake("softmax", "All rows together add up to 1: each row must add up to 1 by itself.")
def softmax_over_everything(scores: Array) -> Array:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


@mistake(
    "softmax",
    "Scores are divided by their sum without exp, so that weights may be negative: take exp first.",
)
def softmax_without_exp(scores: Array) -> Array:
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


@mistake("softmax", "You return the logarithms of the weights: take exp of them.")
def softmax_as_logarithm(scores: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(soft(scores)))


@mistake("softmax", "The powers are of 2: the base is e, so use np.exp.")
def softmax_to_base_two(scores: Array) -> Array:
    return soft(scores * np.log(2))


@mistake(
    "softmax",
    "Each score goes through a sigmoid by itself: divide exp of each score by the sum of its row.",
)
def softmax_as_sigmoid(scores: Array) -> Array:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * scores))


@mistake(
    "softmax",
    "You divide by the Euclidean length of a row: divide by its sum, so that the row adds up to 1.",
)
def softmax_by_length(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / np.linalg.norm(powers, axis=1, keepdims=True))


@mistake("softmax", "exp of the scores is not divided: divide it by the sum of its row.")
def softmax_not_divided(scores: Array) -> Array:
    return np.asarray(np.exp(scores - scores.max(axis=1, keepdims=True)))


@mistake(
    "softmax",
    "The largest score of a row gets all the weight: give each score its share, by exp.",
)
def softmax_as_hardmax(scores: Array) -> Array:
    return np.asarray(np.eye(scores.shape[1])[scores.argmax(axis=1)])


@mistake(
    "softmax", "The scores are clipped, so that large ones count alike: subtract the row's maximum."
)
def softmax_clipped(scores: Array) -> Array:
    powers = np.exp(np.clip(scores, -500, 500))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake(
    "softmax",
    "Each sum must stand beside its row when you divide by it: sum with keepdims=True.",
)
def softmax_without_keepdims(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1))


@mistake(
    "softmax",
    "The maximum is subtracted in the numerator only: subtract it in the denominator, too.",
)
def softmax_shifted_above_only(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / np.exp(scores).sum(axis=1, keepdims=True))


@mistake("softmax", "Scores are divided by their sum before exp: take exp first, then divide.")
def softmax_divides_first(scores: Array) -> Array:
    return np.asarray(np.exp(scores / scores.sum(axis=1, keepdims=True)))


# attention_weights


@mistake(
    "softmax",
    "The scores are divided by their maximum: subtract it, which leaves the weights as they are.",
)
def softmax_divided_by_the_maximum(scores: Array) -> Array:
    return soft(scores / scores.max(axis=1, keepdims=True))


@mistake(
    "softmax",
    "nan is replaced after the overflow, and the weight is lost: subtract the maximum before exp, "
    "so that nothing overflows.",
)
def softmax_without_nan(scores: Array) -> Array:
    powers = np.exp(scores)
    return np.asarray(np.nan_to_num(powers / powers.sum(axis=1, keepdims=True)))


@mistake("softmax", "The maximum is subtracted after exp: subtract it from the scores, before exp.")
def softmax_shifted_after_exp(scores: Array) -> Array:
    powers = np.exp(scores)
    powers = powers - powers.max(axis=1, keepdims=True)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake("softmax", "The weights are rounded to 4 decimals: return them as they are.")
def softmax_rounded_to_four_decimals(scores: Array) -> Array:
    return np.asarray(np.round(soft(scores), 4))


@mistake("softmax", "The weights are rounded to 2 decimals: return them as they are.")
def softmax_rounded_to_two_decimals(scores: Array) -> Array:
    return np.asarray(np.round(soft(scores), 2))


# attention_weights


@mistake(
    "attention_weights",
    "The scores are not divided: divide them by the square root of the width.",
)
def weights_not_scaled(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T, mask))


@mistake(
    "attention_weights",
    "The scores are divided by the width itself: divide them by the square root of the width.",
)
def weights_scaled_by_width(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T / queries.shape[1], mask))


@mistake(
    "attention_weights",
    "The scores are divided by the root of the number of keys: divide them by the square root of "
    "the width, which is the number of columns.",
)
def weights_scaled_by_number(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T / np.sqrt(len(keys)), mask))


@mistake("attention_weights", "The scores are multiplied by the root of the width: divide by it.")
def weights_scaled_up(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T * np.sqrt(queries.shape[1]), mask))


@mistake(
    "attention_weights",
    "The weights are divided by the root of the width: divide the scores, before softmax.",
)
def weights_scaled_after_softmax(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return np.asarray(soft(hide(queries @ keys.T, mask)) / np.sqrt(queries.shape[1]))


@mistake(
    "attention_weights",
    "The weights of each key add up to 1: the weights of each query must add up to 1.",
)
def weights_over_queries(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(scale(queries, keys), mask), axis=0)


@mistake(
    "attention_weights",
    "Rows belong to keys here: make a row for each query, with queries @ keys.T.",
)
def weights_of_keys(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(scale(keys, queries) if mask is None else hide(scale(keys, queries), mask.T))


@mistake(
    "attention_weights",
    "The scores are cosines: divide by the root of the width only, so that a long key counts more.",
)
def weights_of_cosines(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    lengths = np.linalg.norm(queries, axis=1)[:, np.newaxis] * np.linalg.norm(keys, axis=1)
    return soft(hide(queries @ keys.T / lengths, mask))


@mistake(
    "attention_weights",
    "You return the scores themselves: take softmax of them, which makes weights.",
)
def weights_without_softmax(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return hide(scale(queries, keys), mask)


@mistake("attention_weights", "The mask is read the other way round: True marks what may be seen.")
def weights_with_turned_mask(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(scale(queries, keys), None if mask is None else ~mask))


@mistake(
    "attention_weights",
    "The mask is not used: make the hidden scores minus infinity, before softmax.",
)
def weights_without_mask(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    del mask
    return look(queries, keys)


@mistake(
    "attention_weights",
    "Hidden scores are set to 0, and exp of 0 is 1: set them to minus infinity, whose exp is 0.",
)
def weights_with_zeros_for_hidden(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    scores = scale(queries, keys)
    return soft(scores if mask is None else scores * mask)


@mistake(
    "attention_weights",
    "The mask is put on the weights, so that a row no longer adds up to 1: hide the scores, "
    "before softmax.",
)
def weights_masked_after_softmax(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    weights = look(queries, keys)
    return weights if mask is None else weights * mask


@mistake(
    "attention_weights",
    "The mask is added to the scores as 1 and 0: hidden scores must become minus infinity.",
)
def weights_with_added_mask(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    scores = scale(queries, keys)
    return soft(scores if mask is None else scores + mask)


@mistake(
    "attention_weights",
    "Weights are hidden after softmax and divided again, which is 0 by 0 where a hidden key had "
    "all the weight: hide the scores, before softmax.",
)
def weights_divided_again(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    weights = look(queries, keys) * (1.0 if mask is None else mask)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


@mistake("attention_weights", "The mask is read the other way round: True marks what may be seen.")
def weights_with_turned_mask_and_low_scores(
    queries: Array, keys: Array, mask: Mask | None = None
) -> Array:
    return soft(scale(queries, keys) - (0.0 if mask is None else 1e9 * mask))


@mistake("attention_weights", "An array is neither true nor false: ask `if mask is not None`.")
def weights_ask_if_mask(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(scale(queries, keys), mask if mask else None))


@mistake(
    "attention_weights",
    "The keys are not transposed: write queries @ keys.T, which has a row for each query and a "
    "column for each key.",
)
def weights_of_keys_as_they_are(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys / np.sqrt(queries.shape[1]), mask))


@mistake(
    "attention_weights",
    "The scores are divided by the root of the number of queries: divide them by the square root "
    "of the width, which is the number of columns.",
)
def weights_scaled_by_number_of_queries(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T / np.sqrt(len(queries)), mask))


@mistake("attention_weights", "The scores are distances: take scalar products, queries @ keys.T.")
def weights_of_distances(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    apart = np.linalg.norm(queries[:, np.newaxis] - keys, axis=2)
    return soft(hide(-apart / np.sqrt(queries.shape[1]), mask))


@mistake("attention_weights", "A hidden score is only a little low: make it minus infinity.")
def weights_of_low_scores(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    scores = scale(queries, keys)
    return soft(scores if mask is None else np.where(mask, scores, -10.0))


@mistake(
    "attention_weights",
    "Hidden scores are set to a number, and a score that is seen can be below it: make them minus "
    "infinity.",
)
def weights_of_scores_not_low_enough(
    queries: Array, keys: Array, mask: Mask | None = None
) -> Array:
    scores = scale(queries, keys)
    return soft(scores if mask is None else np.where(mask, scores, -1000.0))


@mistake(
    "attention_weights",
    "For a width of 1 the scores are divided by the root of 2: divide by the root of the width.",
)
def weights_scaled_by_root_of_two(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(hide(queries @ keys.T / np.sqrt(2), mask))


@mistake("attention_weights", "Hidden scores are only lowered by 10: make them minus infinity.")
def weights_lowered_by_ten(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    return soft(scale(queries, keys) - (0.0 if mask is None else 10.0 * (1.0 - mask)))


@mistake(
    "attention_weights",
    "exp overflows to infinity, and the weights are nan: hide first, then subtract the maximum.",
)
def weights_overflow(queries: Array, keys: Array, mask: Mask | None = None) -> Array:
    powers = np.exp(scale(queries, keys)) * (1.0 if mask is None else mask)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@mistake(
    "attention_weights",
    "exp overflows to infinity, and the weights are nan: subtract the maximum of what is seen.",
)
def weights_overflow_behind_a_mask(
    queries: Array, keys: Array, mask: Mask | None = None
) -> Array:
    powers = np.exp(hide(scale(queries, keys), mask))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


# attend


@mistake("attend", "All values count alike: weigh each value by how well its key fits the query.")
def attend_to_all_alike(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    seen = np.ones((len(queries), len(keys))) if mask is None else mask.astype(float)
    return np.asarray(seen / seen.sum(axis=1, keepdims=True) @ values)


@mistake(
    "attend",
    "You take the mean of the keys: compare the queries with the keys, and take the mean of the "
    "values.",
)
def attend_fetches_keys(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    del values
    return look(queries, keys, mask) @ keys


@mistake("attend", "The mask is not handed on: give it to attention_weights.")
def attend_without_mask(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    del mask
    return look(queries, keys) @ values


@mistake(
    "attend",
    "Only the value of the best key is fetched: take the mean of all values, by their weights.",
)
def attend_to_the_best(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    return np.asarray(values[hide(scale(queries, keys), mask).argmax(axis=1)])


@mistake("attend", "You return the weights: multiply them with the values.")
def attend_returns_weights(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    del values
    return look(queries, keys, mask)


@mistake(
    "attend",
    "The values are added up by their scores: take softmax of the scores first, which makes "
    "weights.",
)
def attend_by_scores(queries: Array, keys: Array, values: Array, mask: Mask | None = None) -> Array:
    scores = scale(queries, keys)
    return (scores if mask is None else scores * mask) @ values


@mistake("attend", "The query is added to what it fetches: that comes in a later kata, not here.")
def attend_adds_the_query(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    fetched = look(queries, keys, mask) @ values
    return fetched + queries[:, : fetched.shape[1]]


@mistake(
    "attend",
    "The result is divided by the number of keys: do not divide, because the weights add up to 1 "
    "already.",
)
def attend_takes_a_second_mean(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    return look(queries, keys, mask) @ values / len(keys)


@mistake(
    "attend",
    "softmax is taken a second time: take it once, because the weights add up to 1 already.",
)
def attend_after_a_second_softmax(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    return soft(look(queries, keys, mask)) @ values


@mistake("attend", "You return the weights beside the means: return the means alone.")
def attend_returns_both(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> tuple[Array, Array]:
    weights = look(queries, keys, mask)
    return weights @ values, weights


@mistake("attend", "Queries and keys are exchanged: the weights of each query must add up to 1.")
def attend_with_queries_as_keys(
    queries: Array, keys: Array, values: Array, mask: Mask | None = None
) -> Array:
    return soft(hide(scale(queries, keys), mask), axis=0) @ values


# causal_mask


@mistake(
    "causal_mask",
    "The past is hidden and the future is seen: let row i be True up to column i.",
)
def mask_shows_the_future(length: int) -> Mask:
    return np.triu(np.ones((length, length), dtype=bool))


@mistake("causal_mask", "A position does not see itself: make the diagonal True as well.")
def mask_hides_itself(length: int) -> Mask:
    return np.tri(length, k=-1, dtype=bool)


@mistake("causal_mask", "True stands where a position may not look: put True where it may look.")
def mask_says_what_is_hidden(length: int) -> Mask:
    return ~np.tri(length, dtype=bool)


@mistake(
    "causal_mask",
    "A position sees one place ahead: let row i be True up to column i, not i + 1.",
)
def mask_sees_one_ahead(length: int) -> Mask:
    return np.tri(length, k=1, dtype=bool)


@mistake("causal_mask", "A position sees only itself: let it see all positions before it, too.")
def mask_of_the_diagonal(length: int) -> Mask:
    return np.eye(length, dtype=bool)


@mistake("causal_mask", "You return numbers to add to scores: return True and False.")
def mask_to_be_added(length: int) -> Array:
    return np.where(np.tri(length, dtype=bool), 0.0, -np.inf)


@mistake(
    "causal_mask",
    "Every position sees all positions: let it see itself and those before it only.",
)
def mask_hides_nothing(length: int) -> Mask:
    return np.ones((length, length), dtype=bool)


@mistake(
    "causal_mask",
    "A position sees the one before it only: let it see itself and all before it.",
)
def mask_of_the_one_before(length: int) -> Mask:
    return np.eye(length, k=-1, dtype=bool)


# multi_head


@mistake("multi_head", "The last product is missing: multiply what the heads fetched by w_o.")
def heads_not_projected(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    del w_o
    return np.hstack([look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)])


@mistake("multi_head", "Everything is done by one head: cut the columns of q, k and v into heads.")
def heads_are_one(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    del heads
    return look(x @ w_q, x @ w_k, mask) @ (x @ w_v) @ w_o


@mistake(
    "multi_head",
    "The scores of a head are divided by the root of the whole width: divide them by the root of "
    "the head's own width, width / heads.",
)
def heads_scaled_by_whole_width(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    root = np.sqrt(heads)
    return (
        np.hstack([look(q / root, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]) @ w_o
    )


@mistake("multi_head", "The mask is not handed on to the heads: give it to each of them.")
def heads_without_mask(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    del mask
    return np.hstack([look(q, k) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]) @ w_o


@mistake(
    "multi_head",
    "The columns are dealt out to the heads in turn: give each head columns that are neighbours.",
)
def heads_dealt_out(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    output = np.zeros(x.shape)
    for h in range(heads):
        output[:, h::heads] = look(q[:, h::heads], k[:, h::heads], mask) @ v[:, h::heads]
    return output @ w_o


@mistake(
    "multi_head",
    "The columns that the heads fetched are mixed in turn: put the heads side by side.",
)
def heads_interleaved_at_the_end(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.stack(fetched, axis=-1).reshape(x.shape) @ w_o


@mistake(
    "multi_head",
    "reshape(heads, n, -1) mixes positions: reshape to (n, heads, -1), then exchange two axes.",
)
def heads_of_mixed_positions(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = ((x @ w).reshape(heads, len(x), -1) for w in (w_q, w_k, w_v))
    fetched = [look(*parts, mask) @ v[h] for h, parts in enumerate(zip(q, k, strict=True))]
    return np.hstack(fetched) @ w_o


@mistake(
    "multi_head",
    "reshape(heads, n, -1) mixes positions: reshape to (n, heads, -1) and exchange two axes, and "
    "exchange them back at the end.",
)
def heads_of_mixed_positions_put_back(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = ((x @ w).reshape(heads, len(x), -1) for w in (w_q, w_k, w_v))
    fetched = [look(*parts, mask) @ v[h] for h, parts in enumerate(zip(q, k, strict=True))]
    return np.asarray(fetched).reshape(x.shape) @ w_o


@mistake(
    "multi_head",
    "The heads' axis is not exchanged back before the last reshape, so that positions are mixed: "
    "exchange it first.",
)
def heads_merged_without_exchange(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.stack(fetched).reshape(x.shape) @ w_o


@mistake(
    "multi_head",
    "The heads cut x, and each has a corner of the matrices: multiply all of x first, then cut.",
)
def heads_cut_before_projection(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    size = x.shape[1] // heads
    fetched = []
    for begin in range(0, x.shape[1], size):
        part = slice(begin, begin + size)
        q, k, v = (x[:, part] @ w[part, part] for w in (w_q, w_k, w_v))
        fetched.append(look(q, k, mask) @ v)
    return np.hstack(fetched) @ w_o


@mistake(
    "multi_head",
    "The columns are dealt out to the heads in turn: give each head columns that are neighbours.",
)
def heads_dealt_out_and_joined(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    deal = [slice(h, None, heads) for h in range(heads)]
    return np.hstack([look(q[:, one], k[:, one], mask) @ v[:, one] for one in deal]) @ w_o


@mistake(
    "multi_head",
    "Each head is multiplied by a corner of w_o: put the heads side by side, then use all of w_o.",
)
def heads_each_with_a_corner_of_w_o(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    size = x.shape[1] // heads
    corners = [w_o[h * size : (h + 1) * size, h * size : (h + 1) * size] for h in range(heads)]
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.hstack([one @ corner for one, corner in zip(fetched, corners, strict=True)])


@mistake("multi_head", "The heads are added up: put them side by side.")
def heads_added_up(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.asarray(np.sum(fetched, axis=0) @ w_o[: x.shape[1] // heads])


@mistake(
    "multi_head",
    "The heads stand side by side in the opposite order: put the first one first.",
)
def heads_in_opposite_order(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.hstack(fetched[::-1]) @ w_o


@mistake("multi_head", "The mean of the heads is taken: put them side by side.")
def heads_averaged(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.hstack(heads * [np.mean(fetched, axis=0)]) @ w_o


@mistake(
    "multi_head",
    "All four matrices are transposed: x stands on the left, so write x @ w_q, and so with the "
    "others.",
)
def heads_with_transposed_matrices(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q.T, w_k.T, w_v.T)
    return np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o.T


@mistake(
    "multi_head",
    "w_q, w_k and w_v are transposed: x stands on the left, so write x @ w_q, x @ w_k and x @ w_v.",
)
def heads_with_transposed_projections(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q.T, w_k.T, w_v.T)
    return np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake(
    "multi_head",
    "Queries and keys are exchanged: the queries are x @ w_q, and the keys are x @ w_k.",
)
def heads_with_queries_and_keys_exchanged(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_k, w_q, w_v)
    return np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake("multi_head", "Only the first head is given the mask: give it to each of them.")
def heads_with_a_mask_for_the_first(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q, w_k, w_v)
    fetched = [look(q, k, None if h else mask) @ v for h, (q, k, v) in enumerate(parts)]
    return np.hstack(fetched) @ w_o


@mistake("multi_head", "The values are x itself: multiply by w_v first.")
def heads_fetch_x(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q, w_k, np.eye(len(w_v)))
    return np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake("multi_head", "x is added to the output: that comes in a later kata, not here.")
def heads_with_residual(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q, w_k, w_v)
    return x + np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake(
    "multi_head",
    "Every head has the same columns, those of the first: let head h begin at h * width / heads.",
)
def heads_all_alike(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v = cut(x, heads, w_q, w_k, w_v)[0]
    return np.hstack(heads * [look(q, k, mask) @ v]) @ w_o


@mistake(
    "multi_head",
    "Head h begins at column h * heads: let it begin at column h * width / heads.",
)
def heads_begin_at_multiples_of_heads(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    q, k, v, size = x @ w_q, x @ w_k, x @ w_v, x.shape[1] // heads
    output = np.zeros(x.shape)
    with np.errstate(invalid="ignore"):  # a head may have no columns at all
        for begin in range(0, heads * heads, heads):
            own = slice(begin, begin + size)
            output[:, own] = look(q[:, own], k[:, own], mask) @ v[:, own]
    return output @ w_o


@mistake("multi_head", "The heads stand below each other: put them side by side, along axis=1.")
def heads_below_each_other(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.concatenate(fetched) @ w_o


@mistake(
    "multi_head",
    "w_o is transposed: the heads stand on the left, side by side, and w_o on the right.",
)
def heads_with_transposed_w_o(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    fetched = [look(q, k, mask) @ v for q, k, v in cut(x, heads, w_q, w_k, w_v)]
    return np.hstack(fetched) @ w_o.T


@mistake(
    "multi_head",
    "The number of heads is taken for the width of one head: that width is width / heads.",
)
def heads_as_wide_as_many(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, x.shape[1] // heads, w_q, w_k, w_v)
    return np.hstack([look(q, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake(
    "multi_head",
    "The scores are divided by the root of the width twice: divide once, as attention_weights "
    "does.",
)
def heads_scaled_twice(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts, root = cut(x, heads, w_q, w_k, w_v), np.sqrt(x.shape[1] // heads)
    return np.hstack([look(q / root, k, mask) @ v for q, k, v in parts]) @ w_o


@mistake("multi_head", "The values are not cut: let each head fetch its own columns of them only.")
def heads_with_whole_values(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts, v = cut(x, heads, w_q, w_k, w_v), x @ w_v
    return np.concatenate([look(q, k, mask) @ v for q, k, _ in parts], axis=1) @ w_o


@mistake(
    "multi_head",
    "Every head looks with the first head's queries and keys: give each head its own.",
)
def heads_look_alike(
    x: Array, w_q: Array, w_k: Array, w_v: Array, w_o: Array, heads: int, mask: Mask | None = None
) -> Array:
    parts = cut(x, heads, w_q, w_k, w_v)
    weights = look(parts[0][0], parts[0][1], mask)
    return np.hstack([weights @ v for _, _, v in parts]) @ w_o


# entropy


@mistake("entropy", "The logarithm is to base 2, which gives bits: use the natural one, np.log.")
def entropy_in_bits(weights: Array) -> Array:
    return np.asarray(natural(weights) / np.log(2))


@mistake(
    "entropy",
    "The minus sign is missing: logarithms of weights are negative, and an entropy is not.",
)
def entropy_negative(weights: Array) -> Array:
    return -natural(weights)


@mistake(
    "entropy",
    "0 times log 0 is nan for a computer: leave the zeros out, because they add nothing.",
)
def entropy_nan_for_zeros(weights: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(-np.sum(weights * np.log(weights), axis=1))


@mistake("entropy", "You sum over all rows: sum over each row by itself, with axis=1.")
def entropy_of_everything(weights: Array) -> float:
    return float(natural(weights).sum())


@mistake("entropy", "You sum down the columns: sum over each row, with axis=1.")
def entropy_of_columns(weights: Array) -> Array:
    return natural(weights.T)


@mistake("entropy", "The entropy is divided by its largest value: do not divide it.")
def entropy_as_share(weights: Array) -> Array:
    return np.asarray(natural(weights) / max(np.log(weights.shape[1]), 1e-12))


@mistake(
    "entropy",
    "You return exp of the entropy, the number of keys looked at: return the entropy itself.",
)
def entropy_as_number(weights: Array) -> Array:
    return np.exp(natural(weights))


@mistake("entropy", "You take the mean of the logarithms: multiply each by its weight, and sum up.")
def entropy_not_weighted(weights: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(-np.mean(np.log(weights), axis=1))


@mistake(
    "entropy",
    "The logarithms are not multiplied by the weights: multiply each by its own weight.",
)
def entropy_of_logarithms(weights: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(-np.sum(np.log(weights), axis=1))


@mistake("entropy", "You take the mean of w log w over the row: take its sum.")
def entropy_as_mean(weights: Array) -> Array:
    return np.asarray(natural(weights) / weights.shape[1])


def natural(weights: Array) -> Array:
    logarithms = np.log(np.where(weights > 0, weights, 1.0))
    return np.asarray(-np.sum(weights * logarithms, axis=1))


@mistake("entropy", "The logarithm is to base 10: use the natural one, np.log.")
def entropy_to_base_ten(weights: Array) -> Array:
    return np.asarray(natural(weights) / np.log(10))


@mistake("entropy", "A row with a zero in it counts as nothing: leave out the zeros, not the row.")
def entropy_without_rows_with_zeros(weights: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(np.nan_to_num(-np.sum(weights * np.log(weights), axis=1)))


@mistake(
    "entropy",
    "0.001 is added inside the logarithm, which changes the result: add nothing to the weights, and "
    "leave out those that are 0.",
)
def entropy_with_a_thousandth_in_the_logarithm(weights: Array) -> Array:
    return np.asarray(-np.sum(weights * np.log(weights + 1e-3), axis=1))


@mistake(
    "entropy",
    "0.0001 is added inside the logarithm, which changes the result: add nothing to the weights, "
    "and leave out those that are 0.",
)
def entropy_with_a_ten_thousandth_in_the_logarithm(weights: Array) -> Array:
    return np.asarray(-np.sum(weights * np.log(weights + 1e-4), axis=1))


# multi_head_ops


@mistake(
    "multi_head_ops",
    "Only three products with matrices are counted: count the fourth, with w_o, too.",
)
def ops_without_w_o(length: int, width: int) -> int:
    return 3 * length * width**2 + 2 * length**2 * width


@mistake(
    "multi_head_ops",
    "The means are not counted: add them, which take as many multiplications as the scores.",
)
def ops_without_means(length: int, width: int) -> int:
    return 4 * length * width**2 + length**2 * width


@mistake("multi_head_ops", "Only the pairs are counted: add the four products with matrices.")
def ops_of_pairs(length: int, width: int) -> int:
    return 2 * length**2 * width


@mistake(
    "multi_head_ops",
    "Length and width are exchanged: a product with a matrix takes length * width**2, and the "
    "scores take length**2 * width.",
)
def ops_with_sizes_exchanged(length: int, width: int) -> int:
    return 4 * length**2 * width + 2 * length * width**2


@mistake("multi_head_ops", "Additions are counted too: count multiplications only.")
def ops_with_additions(length: int, width: int) -> int:
    return 2 * (4 * length * width**2 + 2 * length**2 * width)


@mistake(
    "multi_head_ops",
    "One product with a matrix is counted: count all four, with w_q, w_k, w_v and w_o.",
)
def ops_of_one_product(length: int, width: int) -> int:
    return length * width**2 + 2 * length**2 * width


@mistake("multi_head_ops", "Only the products with matrices are counted: add all scores and all means.")
def ops_of_products(length: int, width: int) -> int:
    return 4 * length * width**2
