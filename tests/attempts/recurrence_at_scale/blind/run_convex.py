# expect: failed
# because: Inputs scaled by 1 - decay.
# in: run_linear
# must: 1 - decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for d, x in zip(decays, inputs):
        h = d * h + (1 - d) * x
        out.append(h)
    return np.array(out)
