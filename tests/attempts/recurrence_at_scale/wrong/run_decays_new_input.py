# expect: failed
# because: The decay multiplies the sum of state and input.
# in: run_linear
# must: only the old state
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    length, hidden = inputs.shape
    states = np.zeros((length, hidden))
    state = np.zeros(hidden)
    for i in range(length):
        state = decays[i] * (state + inputs[i])
        states[i] = state
    return states
