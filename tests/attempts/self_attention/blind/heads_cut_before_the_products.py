# expect: failed
# because: x is cut and not the products.
# in: multi_head
# must: before|first
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    d = x.shape[1] // heads
    outs = []
    for h in range(heads):
        s = slice(h * d, (h + 1) * d)
        q = x[:, s] @ w_q[s, s]
        k = x[:, s] @ w_k[s, s]
        v = x[:, s] @ w_v[s, s]
        outs.append(attend(q, k, v, mask))
    return np.concatenate(outs, axis=1) @ w_o
