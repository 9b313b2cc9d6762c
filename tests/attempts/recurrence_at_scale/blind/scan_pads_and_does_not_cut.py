# expect: failed
# because: It is padded to a power of two, and not cut afterwards.
# in: scan
# must: rows|shape|length
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    n, hidden = inputs.shape
    size = 1 << (n - 1).bit_length()
    a = np.ones((size, hidden))
    b = np.zeros((size, hidden))
    a[:n], b[:n] = decays, inputs
    d = 1
    while d < size:
        a, b = scan_round(a, b, d)
        d <<= 1
    return b
