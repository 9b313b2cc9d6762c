# expect: failed
# because: The decays go through a sigmoid.
# in: run_linear
# must: sigmoid|decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for a, b in zip(decays, inputs):
        h = h / (1 + np.exp(-a)) + b
        out.append(h)
    return np.array(out)
