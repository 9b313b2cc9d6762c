# expect: failed
# because: The last product is missing.
# in: multi_head
# must: w_o
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    parts = [slice(h * size, (h + 1) * size) for h in range(heads)]
    return np.hstack([attend(q[:, p], k[:, p], v[:, p], mask) for p in parts])
