# expect: failed
# because: x is added.
# in: multi_head
# must: `x`|x is, added
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = np.dot(x, w_q), np.dot(x, w_k), np.dot(x, w_v)
    results = []
    for i in range(heads):
        start, stop = i * size, (i + 1) * size
        results.append(attend(q[:, start:stop], k[:, start:stop], v[:, start:stop], mask))
    return x + np.dot(np.hstack(results), w_o)
