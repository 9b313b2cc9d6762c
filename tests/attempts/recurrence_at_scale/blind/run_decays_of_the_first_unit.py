# expect: failed
# because: All units have the decays of the first.
# in: run_linear
# must: unit|column
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    a = decays[:, 0]
    h = np.zeros(inputs.shape[1])
    out = []
    for t in range(len(a)):
        h = a[t] * h + inputs[t]
        out.append(h)
    return np.array(out)
