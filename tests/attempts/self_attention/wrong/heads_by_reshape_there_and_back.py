# expect: failed
# because: reshape takes rows and not columns apart, and puts them together so.
# in: multi_head
# must: positions
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    n, width = x.shape
    size = width // heads
    Q = (x @ w_q).reshape(heads, n, size)
    K = (x @ w_k).reshape(heads, n, size)
    V = (x @ w_v).reshape(heads, n, size)
    ctx = np.array([attend(Q[h], K[h], V[h], mask) for h in range(heads)])
    return ctx.reshape(n, width) @ w_o
