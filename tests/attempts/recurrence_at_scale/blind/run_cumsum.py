# expect: failed
# because: The inputs are summed and nothing decays.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    return np.cumsum(inputs, axis=0)
