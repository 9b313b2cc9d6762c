# expect: passed
# style: arrays that are filled step by step
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
    d, b = decays.copy(), inputs.copy()
    d[distance:] = decays[distance:] * decays[:-distance]
    b[distance:] = decays[distance:] * inputs[:-distance] + inputs[distance:]
    return d, b


def scan(decays, inputs):
    distance = 1
    while distance < len(inputs):
        decays, inputs = scan_round(decays, inputs, distance)
        distance = 2 * distance
    return inputs


def waiting_steps(length, cores):
    def up(a):
        return (a + cores - 1) // cores
    scan_steps = 0
    d = 1
    while d < length:
        scan_steps += up(length - d)
        d *= 2
    return length, up(length * length), scan_steps


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = length + 1
    else:
        every = min(every, length)
        states = math.ceil(length / every) + every
    return states * width * layers * bits // 8


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
