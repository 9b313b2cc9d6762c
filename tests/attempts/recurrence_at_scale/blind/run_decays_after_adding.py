# expect: failed
# because: The decays multiply the new inputs too.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    state = 0.0 * inputs[0]
    out = np.empty_like(inputs)
    for i, (d, u) in enumerate(zip(decays, inputs)):
        state = d * (state + u)
        out[i] = state
    return out
