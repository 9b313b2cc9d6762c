# expect: failed
# because: A row without anything to see is 0 over 0.
# cause: nothing_becomes_nan
# base: attention/right/batched.py


def _weights(q, k, mask):
    scores = np.einsum("...iw,...jw->...ij", q, k) * q.shape[-1] ** -0.5
    if mask is not None:
        with np.errstate(divide="ignore"):
            scores = scores + np.log(np.asarray(mask, dtype=float))
    shift = np.max(scores, axis=-1, keepdims=True, initial=-1e300)
    e = np.exp(scores - shift)
    return e / e.sum(axis=-1, keepdims=True)
