# expect: failed
# because: A head begins at its number times the number of heads.
# in: multi_head
# must: begin, width / heads
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    n, width = x.shape
    out = np.zeros((n, width))
    size = width // heads
    for h in range(heads):
        a = h * heads
        b = a + size
        out[:, a:b] = attend(q[:, a:b], k[:, a:b], v[:, a:b], mask)
    return out @ w_o
