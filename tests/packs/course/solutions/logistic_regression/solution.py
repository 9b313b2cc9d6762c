import numpy as np


def sigmoid(z):
    """1 / (1 + exp(-z)) of each score, (n,), whatever its size."""
    e = np.exp(-np.abs(z))  # never above 1
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def loss(w, b, x, y, penalty):
    """The mean negative log-likelihood of the labels, and penalty / 2 times the squared weights."""
    z = x @ w + b  # (n,)
    return float(np.mean(np.logaddexp(0.0, z) - y * z) + penalty / 2 * np.sum(w**2))


def gradient(w, b, x, y, penalty):
    """The slopes of the loss in the weights, (d,), and in the bias."""
    off = np.asarray(sigmoid(x @ w + b)) - y  # (n,)
    return x.T @ off / len(y) + penalty * w, float(np.mean(off))


def fit(x, y, rate, steps, penalty):
    """Weights and bias after so many steps downhill, from 0."""
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(steps):
        slopes, slope = gradient(w, b, x, y, penalty)
        w = w - rate * np.asarray(slopes)
        b -= rate * slope
    return w, b


def predict(w, b, x):
    """The labels: 1 where the probability of it is at least one half, (n,)."""
    return (x @ w + b >= 0).astype(int)
