# expect: failed
# because: The state is clipped to -1 and 1 at each step.
# in: run_linear
# must: clip|tanh|squash|leave
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros_like(inputs[0])
    out = []
    for a, b in zip(decays, inputs):
        h = np.clip(a * h + b, -1.0, 1.0)
        out.append(h)
    return np.array(out)
