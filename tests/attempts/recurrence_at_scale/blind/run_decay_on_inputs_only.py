# expect: failed
# because: The inputs decay, the state does not.
# in: run_linear
# must: decay|multiplied|old state
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for a, b in zip(decays, inputs):
        h = h + a * b
        out.append(h)
    return np.array(out)
