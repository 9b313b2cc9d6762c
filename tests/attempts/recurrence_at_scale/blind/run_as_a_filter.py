# expect: failed
# because: A filter with one and the same decay for all steps.
# in: run_linear
# must: first step|step t
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    n, hidden = inputs.shape
    out = np.empty((n, hidden))
    for unit in range(hidden):
        # y[t] = x[t] + a y[t-1], as scipy.signal.lfilter([1], [1, -a], x)
        a = decays[0, unit]
        kernel = a ** np.arange(n)
        out[:, unit] = np.convolve(inputs[:, unit], kernel)[:n]
    return out
