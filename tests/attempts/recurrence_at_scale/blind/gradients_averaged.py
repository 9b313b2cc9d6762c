# expect: failed
# because: Divided by the number of steps.
# in: input_gradients
# must: divid|mean|length|number of
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    n = len(errors)
    out, carry = np.empty_like(errors), 0.0
    for t in reversed(range(n)):
        carry = errors[t] / n + carry
        out[t] = carry
        carry = 0.0 if (window and t % window == 0) else carry * decays[t]
    return out
