# expect: failed
# because: The decay of the step before is used.
# in: run_linear
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for t in range(len(inputs)):
        h = decays[t - 1] * h + inputs[t]
        out.append(h)
    return np.array(out)
