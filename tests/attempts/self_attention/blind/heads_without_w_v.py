# expect: failed
# because: The values are x itself.
# in: multi_head
# must: w_v
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = np.dot(x, w_q), np.dot(x, w_k), x
    results = []
    for i in range(heads):
        start, stop = i * size, (i + 1) * size
        results.append(attend(q[:, start:stop], k[:, start:stop], v[:, start:stop], mask))
    return np.dot(np.hstack(results), w_o)
