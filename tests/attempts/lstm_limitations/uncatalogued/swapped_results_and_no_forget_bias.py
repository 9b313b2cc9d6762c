# expect: failed
# cause: results_swapped
# hidden: no_forget_bias
# because: The results are in the wrong order, and the forget gate has no bias.
# base: lstm_limitations/right/textbook.py


def lstm_step(h_prev, c_prev, x, w):
    hx = np.concatenate((h_prev, x))
    ft = sigmoid(np.dot(w.w_f, hx))
    it = sigmoid(np.dot(w.w_i, hx) + w.b_i)
    c_hat = np.tanh(np.dot(w.w_c, hx) + w.b_c)
    ct = ft * c_prev + it * c_hat
    ot = sigmoid(np.dot(w.w_o, hx) + w.b_o)
    ht = ot * np.tanh(ct)
    return ct, ht
