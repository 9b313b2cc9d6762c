# expect: failed
# because: tanh is taken of two parts by themselves.
# in: rnn_step
# must: tanh, add
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    hidden_part = np.tanh(w_h @ h_prev)
    input_part = np.tanh(w_x @ x + bias)
    return hidden_part + input_part
