# expect: failed
# because: It begins the states with a row of zeros and drops the last one.
# in: run_linear
# must: first|step 0|begin
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    states = np.zeros_like(inputs)
    for t in range(1, len(inputs)):
        states[t] = decays[t] * states[t - 1] + inputs[t]
    return states
