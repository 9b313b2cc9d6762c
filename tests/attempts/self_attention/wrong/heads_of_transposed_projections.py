# expect: failed
# because: The first three matrices are transposed, and the last is not.
# in: multi_head
# must: w_q, w_k and w_v are transposed
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = (w_q @ x.T).T, (w_k @ x.T).T, (w_v @ x.T).T
    size = x.shape[1] // heads
    out = []
    for h in range(heads):
        own = slice(h * size, (h + 1) * size)
        out.append(attend(q[:, own], k[:, own], v[:, own], mask))
    return np.concatenate(out, axis=1) @ w_o
