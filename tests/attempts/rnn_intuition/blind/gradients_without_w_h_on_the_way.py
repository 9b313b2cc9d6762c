# expect: failed
# because: What goes back is not multiplied with w_h.
# in: loss_gradients
# must: w_h
# base: rnn_intuition/right/from_the_starter.py


def loss_gradients(xs, target, w_h, w_x, bias):
    # forward
    states = [np.zeros(w_h.shape[0])]
    for t in range(len(xs)):
        states.append(rnn_step(states[t], xs[t], w_h, w_x, bias))
    # backward
    grad_w_h = np.zeros(w_h.shape)
    grad_w_x = np.zeros(w_x.shape)
    grad_bias = np.zeros(bias.shape)
    delta = states[-1] - target
    for t in range(len(xs), 0, -1):
        dtanh = (1 - states[t] * states[t]) * delta
        grad_w_h += np.outer(dtanh, states[t - 1])
        grad_w_x += np.outer(dtanh, xs[t - 1])
        grad_bias += dtanh
        delta = dtanh
    return grad_w_h, grad_w_x, grad_bias
