import numpy as np

from kata_runner import mistake


def softmax(scores, axis=1):
    """Softmax that does not overflow; zeros where there is nothing."""
    top = scores.max(axis=axis, keepdims=True)
    e = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = e.sum(axis=axis, keepdims=True)
    return e / np.where(total > 0, total, 1.0)


def masked(scores, mask):
    """Scores with minus infinity where the mask says no."""
    return scores if mask is None else np.where(mask, scores, -np.inf)


@mistake(
    "causal_mask",
    "Each position sees what comes after it: the future is to be hidden, not the past.",
)
def future_shown(t):
    return np.triu(np.ones((t, t), dtype=bool))


@mistake("causal_mask", "A position does not see itself: the diagonal belongs to what may be seen.")
def not_itself(t):
    return np.tri(t, k=-1, dtype=bool)


@mistake("causal_mask", "The mask is True where a position may not look: it says what may be seen.")
def what_is_hidden(t):
    return ~np.tri(t, dtype=bool)


@mistake("attention_weights", "The scores are not divided by the square root of the width.")
def not_scaled(queries, keys, mask=None):
    return softmax(masked(queries @ keys.T, mask))


@mistake("attention_weights", "The scores are divided by the width itself: by its square root.")
def scaled_by_the_width(queries, keys, mask=None):
    return softmax(masked(queries @ keys.T / queries.shape[1], mask))


@mistake(
    "attention_weights",
    "Softmax goes over the columns: each query's weights, a row, are to add up to 1.",
)
def over_columns(queries, keys, mask=None):
    return softmax(masked(queries @ keys.T / np.sqrt(queries.shape[1]), mask), axis=0)


@mistake(
    "attention_weights",
    "Weights are set to 0 after softmax, so a row no longer adds up to 1: mask the scores.",
)
def masked_after_softmax(queries, keys, mask=None):
    weights = softmax(queries @ keys.T / np.sqrt(queries.shape[1]))
    return weights if mask is None else weights * mask


@mistake(
    "attention_weights",
    "Masked scores are set to 0, and exp of 0 is 1: to minus infinity, whose exp is 0.",
)
def masked_by_zero(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    return softmax(scores if mask is None else scores * mask)


@mistake("attention_weights", "The mask is read the other way round: True is what may be seen.")
def mask_turned(queries, keys, mask=None):
    return softmax(
        masked(queries @ keys.T / np.sqrt(queries.shape[1]), None if mask is None else ~mask)
    )


@mistake(
    "attention_weights",
    "A row in which nothing may be seen becomes nan, 0 divided by 0: it has zeros.",
)
def nothing_becomes_nan(queries, keys, mask=None):
    scores = masked(queries @ keys.T / np.sqrt(queries.shape[1]), mask)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "attention_weights",
    "Where nothing may be seen the weights are shared out evenly: there they are 0.",
)
def nothing_becomes_even(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    return softmax(scores if mask is None else np.where(mask, scores, -1e9))


@mistake(
    "attention_weights",
    "Nothing is subtracted before exp, so large scores overflow: subtract each row's maximum.",
)
def no_shift(queries, keys, mask=None):
    e = np.exp(masked(queries @ keys.T / np.sqrt(queries.shape[1]), mask))
    total = e.sum(axis=1, keepdims=True)
    return e / np.where(total > 0, total, 1.0)


@mistake(
    "split_heads",
    "The rows are cut, and not the columns: reshape to (t, heads, w), then exchange the first "
    "two axes.",
)
def rows_cut(x, heads):
    return np.asarray(x).reshape(heads, len(x), -1)


@mistake(
    "split_heads",
    "Every heads-th column goes to one head: columns that are neighbours stay together.",
)
def columns_dealt_out(x, heads):
    return np.stack([np.asarray(x)[:, head::heads] for head in range(heads)])


@mistake("split_heads", "The positions come first: the axes are to be (heads, t, w).")
def axes_not_exchanged(x, heads):
    return np.asarray(x).reshape(len(x), heads, -1)


@mistake(
    "merge_heads",
    "The axes are not exchanged before reshape, so positions are mixed: first back to (t, "
    "heads, w).",
)
def merged_without_exchange(x):
    x = np.asarray(x)
    return x.reshape(x.shape[1], -1)


@mistake("merge_heads", "The heads stand below each other: they belong side by side.")
def below_each_other(x):
    return np.concatenate(list(x), axis=0)


@mistake("multi_head_attention", "The last product, with w_out, is missing.")
def no_last_product(x, w_query, w_key, w_value, w_out, heads, mask=None):
    return merge(
        [weigh(q, k, mask) @ v for q, k, v in projected(x, w_query, w_key, w_value, heads)]
    )


@mistake(
    "multi_head_attention",
    "Everything is seen by one head: cut queries, keys and values into heads first.",
)
def one_head(x, w_query, w_key, w_value, w_out, heads, mask=None):
    return weigh(x @ w_query, x @ w_key, mask) @ (x @ w_value) @ w_out


@mistake("multi_head_attention", "The mask is not handed on to the heads.")
def mask_forgotten(x, w_query, w_key, w_value, w_out, heads, mask=None):
    return (
        merge([weigh(q, k, None) @ v for q, k, v in projected(x, w_query, w_key, w_value, heads)])
        @ w_out
    )


@mistake(
    "multi_head_attention", "The matrices are multiplied from the left, or transposed: it is x @ w."
)
def transposed_matrices(x, w_query, w_key, w_value, w_out, heads, mask=None):
    parts = projected(x, w_query.T, w_key.T, w_value.T, heads)
    return merge([weigh(q, k, mask) @ v for q, k, v in parts]) @ w_out.T


def projected(x, w_query, w_key, w_value, heads):
    """Queries, keys and values of each head."""
    return zip(*(np.split(x @ w, heads, axis=1) for w in (w_query, w_key, w_value)))


def weigh(q, k, mask):
    """The right weights."""
    return softmax(masked(q @ k.T / np.sqrt(q.shape[1]), mask))


def merge(heads):
    """The heads side by side."""
    return np.concatenate(heads, axis=1)
