# expect: failed
# because: The inputs are multiplied by the decays, not the old state.
# in: run_linear
# must: old state|inputs are multiplied
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    length, hidden = inputs.shape
    h = np.zeros(hidden)
    states = np.zeros((length, hidden))
    for t in range(length):
        h = h + decays[t] * inputs[t]
        states[t] = h
    return states
