# expect: failed
# because: The input is decayed too.
# in: run_linear
# must: multiplied
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for d, x in zip(decays, inputs):
        h = d * (h + x)
        out.append(h)
    return np.array(out)
