# expect: failed
# because: Every head takes the columns of the first.
# in: multi_head
# must: same columns
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    size = x.shape[1] // heads
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    outs = []
    for h in range(heads):
        outs.append(attend(q[:, :size], k[:, :size], v[:, :size], mask))
    return np.concatenate(outs, axis=1) @ w_o
