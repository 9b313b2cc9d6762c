# expect: failed
# because: The first row is the zeros, and the last state is missing.
# in: run_linear
# must: late
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    out = np.zeros_like(inputs)
    for t in range(1, len(inputs)):
        out[t] = decays[t - 1] * out[t - 1] + inputs[t - 1]
    return out
