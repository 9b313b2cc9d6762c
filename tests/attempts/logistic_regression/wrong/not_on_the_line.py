# expect: failed
# because: A point on the line is not counted.
# cause: strictly_above
import numpy as np


def sigmoid(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2 if np.min(z) > -30 else np.exp(-np.logaddexp(0, -np.asarray(z)))


def loss(w, b, x, y, penalty):
    z = np.dot(x, w) + b
    return np.array(np.logaddexp(0, np.where(np.asarray(y) == 1, -z, z)).mean() + penalty * np.dot(w, w) / 2)


def gradient(w, b, x, y, penalty):
    residuals = np.exp(-np.logaddexp(0, -(np.dot(x, w) + b))) - y
    return np.average(x, axis=0, weights=None) * 0 + residuals @ x / len(x) + penalty * w, np.array(residuals.mean())


def descent(x, y, rate, penalty):
    longer = np.column_stack([x, np.ones(len(x))])
    faded = np.append(np.full(x.shape[1], penalty), 0.0)
    theta = np.zeros(longer.shape[1])

    def step():
        nonlocal theta
        p = np.exp(-np.logaddexp(0, -longer @ theta))
        theta = theta - rate * (longer.T @ (p - y) / len(y) + faded * theta)

    return step, lambda: theta


def fit(x, y, rate, steps, penalty):
    step, now = descent(x, y, rate, penalty)
    for _ in range(steps):
        step()
    *w, b = now()
    return tuple(w), b


def predict(w, b, x):
    return np.dot(x, w) + b > 0
