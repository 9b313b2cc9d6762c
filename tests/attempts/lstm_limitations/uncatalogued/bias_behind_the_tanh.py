# expect: failed
# cause: rnn_bias_outside
# because: The bias of the plain network is added to the result of the tanh.
# base: lstm_limitations/right/logistic_loop.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = w_h @ h_prev
    total = total + w_x @ x
    return bias + np.tanh(total)
