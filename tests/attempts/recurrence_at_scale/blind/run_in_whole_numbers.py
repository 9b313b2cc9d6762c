# expect: failed
# because: The states are whole numbers.
# in: run_linear
# must: whole|int
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    states = np.zeros(inputs.shape, dtype=int)
    for t in range(len(inputs)):
        states[t] = decays[t] * states[t - 1] + inputs[t] if t else inputs[t]
    return states
