# kata: 6.3
# must: exchanged|wrong boxes|swapped|other way
# base: lstm_limitations/right/learners_names.py


def lstm_step(h_prev, c_prev, x, w):
    joined = np.concatenate((h_prev, x))
    forget = sig(np.dot(w.w_f, joined) + w.b_f)
    update = sig(np.dot(w.w_i, joined) + w.b_i)
    cand = np.tanh(np.dot(w.w_c, joined) + w.b_c)
    out = sig(np.dot(w.w_o, joined) + w.b_o)
    c = update * c_prev + forget * cand
    h = out * np.tanh(c)
    return h, c
