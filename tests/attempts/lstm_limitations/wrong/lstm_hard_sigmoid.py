# expect: failed
# because: The gates use the piecewise linear hard sigmoid instead of the sigmoid.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def sigmoid(z):
    return np.clip(0.2 * z + 0.5, 0.0, 1.0)
