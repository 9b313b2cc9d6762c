# expect: passed
# because: A class for a head, and closures in place of functions.
import numpy as np


class Head:
    def __init__(self, queries, keys, values):
        self.queries, self.keys, self.values = queries, keys, values

    def weights(self, mask):
        n, m = len(self.queries), len(self.keys)
        logits = self.queries.dot(self.keys.T) / np.sqrt(self.queries.shape[1])
        out = np.zeros((n, m))
        for row in range(n):
            places = np.flatnonzero(np.ones(m) if mask is None else mask[row])
            if places.size:
                chosen = np.exp(logits[row, places] - logits[row, places].max())
                out[row, places] = chosen / chosen.sum()
        return out

    def look(self, mask):
        return self.weights(mask).dot(self.values)


def make(name):
    def causal_mask(t):
        return np.tril(np.ones((t, t)))

    def attention_weights(queries, keys, mask=None):
        return Head(queries, keys, None).weights(mask)

    return {"causal_mask": causal_mask, "attention_weights": attention_weights}[name]


causal_mask = make("causal_mask")
attention_weights = make("attention_weights")
split_heads = lambda x, heads: np.moveaxis(np.reshape(x, (len(x), heads, -1)), 1, 0)
merge_heads = lambda x: np.moveaxis(np.asarray(x), 0, 1).reshape(np.shape(x)[1], -1)


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    projected = (split_heads(np.dot(x, w), heads) for w in (w_query, w_key, w_value))
    return np.dot(merge_heads([Head(*each).look(mask) for each in zip(*projected)]), w_out)
