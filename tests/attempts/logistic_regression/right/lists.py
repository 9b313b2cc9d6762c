# expect: passed
# because: Lists and floats, one point after the other.
import math


def probability(score):
    if score < 0:
        e = math.exp(score)
        return e / (1 + e)
    return 1 / (1 + math.exp(-score))


def score(w, b, point):
    return sum(float(weight) * float(feature) for weight, feature in zip(w, point)) + float(b)


def sigmoid(z):
    return [probability(float(s)) for s in z]


def loss(w, b, x, y, penalty):
    total = 0.0
    for point, label in zip(x, y):
        wrong = -score(w, b, point) if label else score(w, b, point)
        total += wrong + math.log1p(math.exp(-wrong)) if wrong > 0 else math.log1p(math.exp(wrong))
    return total / len(y) + penalty * sum(weight * weight for weight in w) / 2


def gradient(w, b, x, y, penalty):
    off = [probability(score(w, b, point)) - int(label) for point, label in zip(x, y)]
    slopes = [sum(o * float(feature) for o, feature in zip(off, column)) / len(y) for column in zip(*x)]
    return [slope + penalty * float(weight) for slope, weight in zip(slopes, w)], sum(off) / len(y)


def fit(x, y, rate, steps, penalty):
    x = [[float(feature) for feature in point] for point in x]
    w, b = [0.0] * len(x[0]), 0.0
    for _ in range(steps):
        slopes, slope = gradient(w, b, x, y, penalty)
        w, b = [weight - rate * s for weight, s in zip(w, slopes)], b - rate * slope
    return [w, b]


def predict(w, b, x):
    return [1 if probability(score(w, b, point)) >= 0.5 else 0 for point in x]
