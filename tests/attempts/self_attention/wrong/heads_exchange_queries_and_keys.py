# expect: failed
# because: w_q makes keys, and w_k makes queries.
# in: multi_head
# must: queries and keys are exchanged
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    k, q, v = x @ w_q, x @ w_k, x @ w_v
    size = x.shape[1] // heads
    out = []
    for h in range(heads):
        own = slice(h * size, (h + 1) * size)
        out.append(attend(q[:, own], k[:, own], v[:, own], mask))
    return np.concatenate(out, axis=1) @ w_o
