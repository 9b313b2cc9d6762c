# expect: failed
# because: Step t uses the decays of step t - 1.
# in: run_linear
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = list(inputs[0])
    states = [h]
    for t in range(1, len(inputs)):
        h = [decays[t - 1][i] * h[i] + inputs[t][i] for i in range(len(h))]
        states.append(h)
    return np.array(states)
