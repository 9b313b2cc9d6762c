# expect: failed
# because: Each step uses the previous input in place of the state.
# in: run_linear
# must: state|carried|input
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    states = inputs.copy()
    for t in range(1, len(inputs)):
        states[t] = decays[t] * inputs[t - 1] + inputs[t]
    return states
