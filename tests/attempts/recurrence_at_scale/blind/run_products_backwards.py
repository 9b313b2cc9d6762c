# expect: failed
# because: Inputs are weighed by the products of the decays from the start, the other way round.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    # closed form: every input gets its product of decays
    weights = np.cumprod(decays, axis=0)[::-1]
    return np.cumsum(weights * inputs, axis=0)
