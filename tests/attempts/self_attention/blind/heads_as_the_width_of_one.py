# expect: failed
# because: heads is taken for the width of a head.
# in: multi_head
# must: number of heads|width
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    results = []
    for start in range(0, x.shape[1], heads):
        part = slice(start, start + heads)
        results.append(attend(q[:, part], k[:, part], v[:, part], mask))
    return np.hstack(results) @ w_o
