# expect: failed
# because: Only the first inputs are ever added.
# in: run_linear
# must: inputs|added
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    states = [inputs[0]]
    for factor in decays[1:]:
        states.append(states[-1] * factor)
    return np.vstack(states)
