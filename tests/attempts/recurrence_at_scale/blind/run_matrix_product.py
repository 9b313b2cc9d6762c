# expect: failed
# because: The decays are taken as a dot product.
# in: run_linear
# must: number|unit|*|@
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    states = []
    for a, b in zip(decays, inputs):
        h = np.dot(a, h) + b
        states.append(h)
    return np.array(states)
