# expect: failed
# because: The rows are cut into heads.
# cause: rows_cut
# base: attention/right/batched.py


def split_heads(x, heads):
    return np.reshape(x, (heads, len(x), -1))
