# expect: failed
# because: Only the last state.
# in: run_linear
# must: last state
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    for d, x in zip(decays, inputs):
        h = d * h + x
    return h
