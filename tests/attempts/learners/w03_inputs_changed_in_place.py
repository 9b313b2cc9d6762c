# kata: 6.4
# must: run_linear changes inputs in place
# must not: kept
# base: recurrence_at_scale/right/preallocated_arrays.py


def run_linear(decays, inputs):
    h = inputs
    for t in range(1, len(h)):
        h[t] += decays[t] * h[t - 1]
    return h
