# expect: failed
# because: Results are remembered by their input alone, so the same x gives the same answer for any state.
# in: rnn_step
# base: lstm_limitations/right/plain.py
_seen = {}


def rnn_step(h_prev, x, w_h, w_x, bias):
    key = tuple(x)
    if key not in _seen:
        _seen[key] = np.tanh(w_h @ h_prev + w_x @ x + bias)
    return _seen[key].copy()
