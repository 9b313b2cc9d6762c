# expect: failed
# because: Queries are divided by the root before attend does it.
# in: multi_head
# must: root, twice|already|again
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = np.dot(x, w_q), np.dot(x, w_k), np.dot(x, w_v)
    results = []
    for i in range(heads):
        start, stop = i * size, (i + 1) * size
        results.append(attend(q[:, start:stop] / np.sqrt(size), k[:, start:stop], v[:, start:stop], mask))
    return np.dot(np.hstack(results), w_o)
