# expect: failed
# because: Queries and keys are those of the first head, values of each.
# in: multi_head
# must: first
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    d = x.shape[1] // heads
    Q, K, V = x @ w_q, x @ w_k, x @ w_v
    outs = []
    for h in range(heads):
        outs.append(attend(Q[:, :d], K[:, :d], V[:, h * d : (h + 1) * d], mask))
    return np.concatenate(outs, axis=1) @ w_o
