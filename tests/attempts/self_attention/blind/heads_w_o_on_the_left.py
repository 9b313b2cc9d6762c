# expect: failed
# because: w_o stands on the left.
# in: multi_head
# must: w_o|side|exchanged
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    d = x.shape[1] // heads
    Q, K, V = x @ w_q, x @ w_k, x @ w_v
    outs = []
    for h in range(heads):
        s = slice(h * d, (h + 1) * d)
        outs.append(attend(Q[:, s], K[:, s], V[:, s], mask))
    return w_o @ np.concatenate(outs, axis=1)
