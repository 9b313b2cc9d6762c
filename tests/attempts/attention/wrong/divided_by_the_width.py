# expect: failed
# because: The width itself stands below.
# cause: scaled_by_the_width
# base: attention/right/lists.py


def attention_weights(queries, keys, mask=None):
    root = len(queries[0])
    weights = []
    for i, query in enumerate(queries):
        seen = [True] * len(keys) if mask is None else mask[i]
        weights.append(softmax([dot(query, key) / root for key in keys], seen))
    return weights
