# expect: failed
# because: A scalar product stands where each number is multiplied by its own decay.
# in: run_linear
# must: number by number
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for a, b in zip(decays, inputs):
        h = a @ h + b
        out.append(h)
    return np.array(out)
