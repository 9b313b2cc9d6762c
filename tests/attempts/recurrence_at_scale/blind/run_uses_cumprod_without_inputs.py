# expect: failed
# because: The decays are multiplied up and the inputs summed beside them.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    return np.cumprod(decays, axis=0) * np.cumsum(inputs, axis=0)
