# expect: failed
# because: The gradient is cut at one place only, `window` steps from the beginning.
# in: input_gradients
# must: window
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    carry = np.zeros_like(errors[0])
    grads = []
    for t in reversed(range(len(errors))):
        total = errors[t] + carry
        grads.insert(0, total)
        carry = total * decays[t]
        if window is not None and t == window:
            carry = np.zeros_like(carry)
    return np.stack(grads)
