# expect: failed
# because: The same array is appended at each step and changed in place.
# in: run_linear
# must: same array|copy|in place
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    states = []
    for t in range(len(inputs)):
        h *= decays[t]
        h += inputs[t]
        states.append(h)
    return np.array(states)
