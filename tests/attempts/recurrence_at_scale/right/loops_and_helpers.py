# expect: passed
# style: a helper that joins two steps, ceil from math, and a while loop for the scan
import math

import numpy as np


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    out = []
    for a, b in zip(decays, inputs):
        h = a * h + b
        out.append(h)
    return np.array(out)


def join(first, second):
    a1, b1 = first
    a2, b2 = second
    return a1 * a2, a2 * b1 + b2


def scan_round(decays, inputs, distance):
    a, b = np.array(decays), np.array(inputs)
    for t in range(distance, len(inputs)):
        i = t - distance
        a[t], b[t] = join((decays[i], inputs[i]), (decays[t], inputs[t]))
    return a, b


def scan(decays, inputs):
    d = 1
    while d < len(inputs):
        decays, inputs = scan_round(decays, inputs, d)
        d = d * 2
    return inputs


def waiting_steps(length, cores):
    attention = math.ceil(length * length / cores)
    total = 0
    d = 1
    while d < length:
        total += math.ceil((length - d) / cores)
        d *= 2
    return length, attention, total


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None or every > length:
        every = length
    states = math.ceil(length / every) + every
    return states * width * layers * (bits // 8)


def input_gradients(decays, errors, window=None):
    grads = np.zeros_like(errors)
    g = np.zeros(errors.shape[1])
    for t in reversed(range(len(errors))):
        g = g + errors[t]
        grads[t] = g
        if window is not None and t % window == 0:
            g = np.zeros(errors.shape[1])
        else:
            g = decays[t] * g
    return grads


def fit_readout(states, tokens, vocabulary):
    y = np.zeros((len(tokens), vocabulary))
    y[np.arange(len(tokens)), tokens] = 1
    return np.linalg.lstsq(states, y, rcond=None)[0]
