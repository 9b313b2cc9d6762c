# expect: failed
# because: The weighted sums are added into the caller's biases, so every call starts from other biases.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    sums = []
    for weights, bias in ((w.w_f, w.b_f), (w.w_i, w.b_i), (w.w_c, w.b_c), (w.w_o, w.b_o)):
        total = bias
        total += weights @ z
        sums.append(total)
    f, i, o = sigmoid(sums[0]), sigmoid(sums[1]), sigmoid(sums[3])
    c = f * c_prev + i * np.tanh(sums[2])
    return o * np.tanh(c), c
