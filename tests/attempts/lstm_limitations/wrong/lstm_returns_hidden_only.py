# expect: failed
# because: Only the hidden state is returned, the new cell state is lost.
# in: lstm_step
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def lstm_step(h_prev, c_prev, x, w):
    forget = sigmoid(box(w.w_f, w.b_f, h_prev, x))
    write = sigmoid(box(w.w_i, w.b_i, h_prev, x))
    candidate = np.tanh(box(w.w_c, w.b_c, h_prev, x))
    show = sigmoid(box(w.w_o, w.b_o, h_prev, x))
    c_new = forget * c_prev + write * candidate
    return show * np.tanh(c_new)
