# expect: failed
# because: The columns of a head are not neighbours.
# in: multi_head
# must: neighbour
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    Q, K, V = x @ w_q, x @ w_k, x @ w_v
    outs = []
    for h in range(heads):
        outs.append(attend(Q[:, h::heads], K[:, h::heads], V[:, h::heads], mask))
    return np.concatenate(outs, axis=1) @ w_o
