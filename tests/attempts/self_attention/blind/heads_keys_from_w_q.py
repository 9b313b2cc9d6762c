# expect: failed
# because: The keys are made with w_q, which was copied from the line above.
# in: multi_head
# must: w_k
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q = np.split(x @ w_q, heads, axis=1)
    k = np.split(x @ w_q, heads, axis=1)
    v = np.split(x @ w_v, heads, axis=1)
    outs = [attend(q[i], k[i], v[i], mask) for i in range(heads)]
    return np.hstack(outs) @ w_o
