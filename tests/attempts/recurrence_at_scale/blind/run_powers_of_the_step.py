# expect: failed
# because: The decays of step t are taken to the power t.
# in: run_linear
# must: decay|power
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros_like(inputs[0])
    out = []
    for t, (a, b) in enumerate(zip(decays, inputs)):
        h = (a**t) * h + b
        out.append(h)
    return np.array(out)
