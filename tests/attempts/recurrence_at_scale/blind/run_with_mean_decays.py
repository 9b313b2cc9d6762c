# expect: failed
# because: The mean of the decays of a unit is used at each step.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    a = decays.mean(axis=0)
    h = np.zeros_like(a)
    result = []
    for b in inputs:
        h = a * h + b
        result.append(h)
    return np.vstack(result)
