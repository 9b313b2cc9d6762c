# expect: failed
# because: The same array is appended each time.
# in: run_linear
# must: same array
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for d, x in zip(decays, inputs):
        h *= d
        h += x
        out.append(h)
    return np.array(out)
