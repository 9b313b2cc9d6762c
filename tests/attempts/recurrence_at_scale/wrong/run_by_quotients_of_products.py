# expect: failed
# because: It divides by products of decays, which may be 0.
# in: run_linear
# must: divide
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    p = np.cumprod(decays, axis=0)
    return p * np.cumsum(inputs / p, axis=0)
