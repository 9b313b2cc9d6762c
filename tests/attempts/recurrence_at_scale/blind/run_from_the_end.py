# expect: failed
# because: The steps are gone through from the last to the first.
# in: run_linear
# must: backwards|end|opposite|order
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    result = np.zeros_like(inputs)
    h = np.zeros(inputs.shape[1])
    for t in reversed(range(inputs.shape[0])):
        h = decays[t] * h + inputs[t]
        result[t] = h
    return result
