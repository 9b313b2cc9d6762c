# expect: failed
# because: The logarithm of a closed gate makes zero steps behind a gate of 0 nan instead of 1.0.
# in: signal_retained
# base: lstm_limitations/right/plain.py


def signal_retained(forget_gate, steps):
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.exp(steps * np.log(forget_gate)))
