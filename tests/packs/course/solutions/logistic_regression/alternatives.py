import math

import numpy as np

from kata_runner import alternative


@alternative("sigmoid", "by the logarithm of 1 + exp(-z)")
def by_logarithms(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z)))


@alternative("sigmoid", "one score after the other, with the formula that its sign allows")
def one_by_one(z):
    return [
        1 / (1 + math.exp(-s)) if s >= 0 else math.exp(s) / (1 + math.exp(s)) for s in map(float, z)
    ]


@alternative(
    "loss", "without powers: log(1 + exp(z)) is the larger of z and 0, and log1p of what is small"
)
def by_log1p(w, b, x, y, penalty):
    total = 0.0
    for point, label in zip(x, y):
        score = float(np.dot(point, w)) + b
        total += max(score, 0.0) - score * label + math.log1p(math.exp(-abs(score)))
    return total / len(y) + penalty / 2 * sum(float(weight) ** 2 for weight in w)


@alternative("loss", "as the log of a sum over both labels, minus the score of the right one")
def softmax_of_two(w, b, x, y, penalty):
    scores = np.stack([np.zeros(len(x)), x @ w + b], axis=1)  # (n, 2)
    return (
        np.logaddexp.reduce(scores, axis=1) - scores[np.arange(len(x)), y]
    ).mean() + penalty * np.dot(w, w) / 2


@alternative("gradient", "with the bias as a weight of one more feature, which is always 1")
def one_more_feature(w, b, x, y, penalty):
    longer = np.hstack([x, np.ones((len(x), 1))])
    p = 0.5 + 0.5 * np.tanh(longer @ np.append(w, b) / 2)
    slopes = np.mean(longer * (p - y)[:, None], axis=0) + penalty * np.append(w, 0)
    return slopes[:-1], slopes[-1]


@alternative("gradient", "point by point, adding up in plain floats")
def point_by_point(w, b, x, y, penalty):
    slopes, slope = [penalty * float(weight) for weight in w], 0.0
    for point, label in zip(x.tolist(), y.tolist()):
        score = sum(weight * feature for weight, feature in zip(w, point)) + b
        off = ((1 + math.tanh(score / 2)) / 2 - label) / len(y)
        slopes = [old + off * feature for old, feature in zip(slopes, point)]
        slope += off
    return slopes, slope


@alternative(
    "fit", "keeps coefficients of the points in place of weights, and moves those (the dual)"
)
def by_coefficients(x, y, rate, steps, penalty):
    alpha, b, products = np.zeros(len(y)), 0.0, x @ x.T
    for _ in range(steps):
        off = (0.5 + 0.5 * np.tanh((products @ alpha + b) / 2) - y) / len(y)
        alpha = alpha * (1 - rate * penalty) - rate * off
        b -= rate * off.sum()
    return tuple(x.T @ alpha), b


@alternative("predict", "by the probability")
def by_probability(w, b, x):
    return [int(p >= 0.5) for p in 0.5 + 0.5 * np.tanh((x @ w + b) / 2)]


@alternative("predict", "by the sign of the score, as a truth value")
def by_sign(w, b, x):
    return ~np.signbit(x @ w + b)
