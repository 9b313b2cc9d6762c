# expect: failed
# because: The mask is given to the first head only.
# in: multi_head
# must: first head, mask
# base: self_attention/right/loops_and_helpers.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    qs, ks, vs = (np.hsplit(x @ m, heads) for m in (w_q, w_k, w_v))
    outs = []
    while qs:
        outs.append(attend(qs.pop(0), ks.pop(0), vs.pop(0), mask))
        mask = None
    return np.concatenate(outs, axis=-1) @ w_o
