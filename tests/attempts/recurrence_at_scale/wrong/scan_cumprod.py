# expect: failed
# because: Everything is divided by the product of all decays.
# in: scan
# must: divide
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    total = np.cumprod(decays, axis=0)
    return total * np.cumsum(inputs / total, axis=0)
