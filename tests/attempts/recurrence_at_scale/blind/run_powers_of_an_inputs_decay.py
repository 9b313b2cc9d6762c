# expect: failed
# because: An input is multiplied by a power of its own step's decays.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    n = len(inputs)
    out = np.zeros(inputs.shape)
    for t in range(n):
        for s in range(t + 1):
            out[t] += decays[s] ** (t - s) * inputs[s]
    return out
