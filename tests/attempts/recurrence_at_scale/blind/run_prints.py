# expect: failed
# because: The states are printed and not returned.
# in: run_linear
# must: return|None
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for a, b in zip(decays, inputs):
        h = a * h + b
        out.append(h)
    print(np.array(out))
