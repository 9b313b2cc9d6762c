# expect: failed
# because: The first row stays zeros, and the first inputs are lost.
# in: run_linear
# must: first|step 0|zeros
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    n_steps, n_units = inputs.shape
    x = np.zeros((n_steps, n_units))
    for k in range(1, n_steps):
        for j in range(n_units):
            x[k, j] = decays[k, j] * x[k - 1, j] + inputs[k, j]
    return x
