# expect: failed
# because: accumulate begins with the number 0, which is no state.
# in: run_linear
# must: shape|inhomogeneous|first
# base: recurrence_at_scale/right/loops_and_helpers.py


from itertools import accumulate


def run_linear(decays, inputs):
    states = accumulate(range(len(inputs)), lambda h, t: decays[t] * h + inputs[t])
    return np.array(list(states))
