# expect: failed
# because: The inputs are weighed by one minus the decay, as in a moving average.
# in: run_linear
# must: 1 - decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros_like(inputs[0])
    hs = []
    for a, x in zip(decays, inputs):
        h = a * h + (1.0 - a) * x
        hs.append(h)
    return np.stack(hs)
