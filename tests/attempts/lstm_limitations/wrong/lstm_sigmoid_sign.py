# expect: failed
# because: The sigmoid has the sign of its exponent wrong, so every gate opens when it should close.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def sigmoid(z):
    z = np.clip(z, -700, 700)
    return 1 / (1 + np.exp(z))
