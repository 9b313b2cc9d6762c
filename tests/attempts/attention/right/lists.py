# expect: passed
# because: Nothing but lists and floats, every sum written out.
import math


def causal_mask(t):
    return [[1 if j <= i else 0 for j in range(t)] for i in range(t)]


def dot(a, b):
    return math.fsum(float(x) * float(y) for x, y in zip(a, b))


def times(a, b):
    return [[dot(row, column) for column in zip(*b)] for row in a]


def softmax(scores, seen):
    top = max((s for s, may in zip(scores, seen) if may), default=0.0)
    e = [math.exp(s - top) if may else 0.0 for s, may in zip(scores, seen)]
    total = sum(e) or 1.0
    return [x / total for x in e]


def attention_weights(queries, keys, mask=None):
    root = math.sqrt(len(queries[0]))
    weights = []
    for i, query in enumerate(queries):
        seen = [True] * len(keys) if mask is None else mask[i]
        weights.append(softmax([dot(query, key) / root for key in keys], seen))
    return weights


def split_heads(x, heads):
    w = len(x[0]) // heads
    return [[list(row[h * w : h * w + w]) for row in x] for h in range(heads)]


def merge_heads(x):
    return [[value for head in x for value in head[i]] for i in range(len(x[0]))]


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    cut = [split_heads(times(x, w), heads) for w in (w_query, w_key, w_value)]
    return times(merge_heads([times(attention_weights(q, k, mask), v) for q, k, v in zip(*cut)]), w_out)
