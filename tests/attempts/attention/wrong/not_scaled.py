# expect: failed
# because: The root of the width is forgotten.
# cause: not_scaled
# base: attention/right/batched.py


def _weights(q, k, mask):
    scores = np.einsum("...iw,...jw->...ij", q, k)
    if mask is not None:
        with np.errstate(divide="ignore"):
            scores = scores + np.log(np.asarray(mask, dtype=float))
    shift = np.max(scores, axis=-1, keepdims=True, initial=-1e300)
    e = np.exp(scores - shift)
    return e / np.maximum(e.sum(axis=-1, keepdims=True), 1e-300)
