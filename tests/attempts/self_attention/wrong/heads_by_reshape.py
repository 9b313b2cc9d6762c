# expect: failed
# because: reshape takes rows and not columns apart.
# in: multi_head
# must: positions
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    n, d = x.shape
    q = (x @ w_q).reshape(heads, n, d // heads)
    k = (x @ w_k).reshape(heads, n, d // heads)
    v = (x @ w_v).reshape(heads, n, d // heads)
    outs = [attend(q[h], k[h], v[h], mask) for h in range(heads)]
    return np.concatenate(outs, axis=-1) @ w_o
