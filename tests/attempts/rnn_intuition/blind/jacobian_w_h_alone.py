# expect: failed
# because: The slope is left out.
# in: step_jacobian
# must: slope|1 - h
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return np.array(w_h)
