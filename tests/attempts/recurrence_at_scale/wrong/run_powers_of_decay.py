# expect: failed
# because: The decay is raised to the number of the step and multiplies the input.
# in: run_linear
# must: old state
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    out = np.zeros_like(inputs)
    total = np.zeros(inputs.shape[1])
    for t in range(len(inputs)):
        total = total + decays[t] ** t * inputs[t]
        out[t] = total
    return out
