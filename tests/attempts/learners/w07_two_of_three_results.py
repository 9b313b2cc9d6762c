# kata: 6.4
# must: return three
# must not: one too few
import math
import numpy as np


def run_linear(decays, inputs):
    out = np.empty(inputs.shape)
    state = np.zeros(inputs.shape[1])
    for t in range(len(inputs)):
        state = decays[t] * state + inputs[t]
        out[t] = state
    return out


def scan_round(decays, inputs, distance):
    new = inputs.copy()
    new[distance:] += decays[distance:] * inputs[:-distance]
    return new


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance = 2 * distance
    return inputs


def waiting_steps(length, cores):
    recurrence = length
    attention = -(-length * length // cores)
    # scan = ?
    return recurrence, attention


def bptt_bytes(length, width, layers, bits, every=None):
    pass


def input_gradients(decays, errors, window=None):
    n = len(errors)
    grad = np.array(errors, dtype=float)
    for t in range(n - 2, -1, -1):
        if window is not None and (t + 1) % window == 0:
            continue
        grad[t] = errors[t] + decays[t + 1] * grad[t + 1]
    return grad


def fit_readout(states, tokens, vocabulary):
    y = np.zeros((len(tokens), vocabulary))
    y[np.arange(len(tokens)), tokens] = 1
    return np.linalg.lstsq(states, y, rcond=None)[0]
