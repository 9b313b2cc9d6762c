# expect: failed
# because: The heads are joined along axis 0.
# in: multi_head
# must: side by side
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    parts = [slice(h * size, (h + 1) * size) for h in range(heads)]
    outs = [attend(q[:, p], k[:, p], v[:, p], mask) for p in parts]
    return np.concatenate(outs) @ w_o
