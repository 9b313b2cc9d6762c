# kata: 6.2
# must: the square is left out
# must not: w_x and bias are used
# base: rnn_intuition/right/np_dot.py


def loss_gradients(xs, target, w_h, w_x, bias):
    h = [np.zeros_like(bias)]
    for x in xs:
        h.append(rnn_step(h[-1], x, w_h, w_x, bias))
    dh = target - h[-1]
    gWh, gWx, gb = np.zeros_like(w_h), np.zeros_like(w_x), np.zeros_like(bias)
    for t in range(len(xs), 0, -1):
        dz = (1 - h[t]) * dh
        gWh += dz.reshape(-1, 1) @ h[t - 1].reshape(1, -1)
        gWx += dz.reshape(-1, 1) @ xs[t - 1].reshape(1, -1)
        gb += dz
        dh = w_h.T @ dz
    return gWh, gWx, gb
