# expect: failed
# because: Starts from the first input instead of zeros.
# in: run_linear
# must: zeros
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = inputs[0]
    states = []
    for t in range(len(inputs)):
        h = decays[t] * h + inputs[t]
        states.append(h)
    return np.array(states)
