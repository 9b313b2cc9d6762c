# expect: failed
# because: The scores of a head are divided by the root of the whole width.
# in: multi_head
# must: root, width
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    n, d = x.shape
    size = d // heads
    out = np.zeros((n, d))
    for h in range(heads):
        c = slice(h * size, (h + 1) * size)
        q, k, v = x @ w_q[:, c], x @ w_k[:, c], x @ w_v[:, c]
        scores = q @ k.T / np.sqrt(d)
        if mask is not None:
            scores = np.where(mask, scores, -np.inf)
        out[:, c] = softmax(scores) @ v
    return out @ w_o
