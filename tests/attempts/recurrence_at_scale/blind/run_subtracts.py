# expect: failed
# because: The inputs are subtracted.
# in: run_linear
# must: add|subtract|-
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    states = []
    for a, b in zip(decays, inputs):
        h = a * h - b
        states.append(h)
    return np.array(states)
