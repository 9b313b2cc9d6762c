# expect: failed
# because: The weights are joined as x then h, what they multiply as h then x.
# in: rnn_step
# must: order
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    W = np.concatenate([w_x, w_h], axis=1)
    v = np.concatenate([h_prev, x])
    return np.tanh(W @ v + bias)
