# expect: failed
# because: The new inputs are multiplied by the decays too.
# in: run_linear
# must: input, multipl|times|decay, before|after|first|then|too|also|as well
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def run_linear(decays, inputs):
    state = np.zeros(inputs.shape[1])
    states = []
    for a, b in zip(decays, inputs):
        state = a * (state + b)
        states.append(state)
    return np.array(states)
