# expect: failed
# because: The half of the loss is forgotten.
# in: loss_gradients
# must: twice|half
# base: rnn_intuition/right/loops_and_helpers.py


def loss_gradients(xs, target, w_h, w_x, bias):
    # forward
    states = [np.zeros(w_h.shape[0])]
    for t in range(len(xs)):
        states.append(rnn_step(states[t], xs[t], w_h, w_x, bias))
    # backward
    grad_w_h = np.zeros(w_h.shape)
    grad_w_x = np.zeros(w_x.shape)
    grad_bias = np.zeros(bias.shape)
    delta = 2 * (states[-1] - target)
    for t in range(len(xs), 0, -1):
        dtanh = (1 - states[t] * states[t]) * delta
        grad_w_h += np.outer(dtanh, states[t - 1])
        grad_w_x += np.outer(dtanh, xs[t - 1])
        grad_bias += dtanh
        delta = np.dot(w_h.T, dtanh)
    return grad_w_h, grad_w_x, grad_bias
