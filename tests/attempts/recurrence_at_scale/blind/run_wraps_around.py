# expect: failed
# because: Index -1 at step 0 is the last row, in which the last inputs stand.
# in: run_linear
# must: zeros|-1|last
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.array(inputs, dtype=float)
    for t in range(h.shape[0]):
        h[t] = decays[t] * h[t - 1] + inputs[t]
    return h
