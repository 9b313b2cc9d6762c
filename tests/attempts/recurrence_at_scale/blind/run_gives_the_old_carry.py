# expect: failed
# because: The step hands out the state before it, as in a scan of JAX.
# in: run_linear
# must: late|before
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    def step(h, xs):
        a, b = xs
        new = a * h + b
        return new, h

    carry, ys = np.zeros(inputs.shape[-1]), []
    for xs in zip(decays, inputs):
        carry, y = step(carry, xs)
        ys.append(y)
    return np.stack(ys)
