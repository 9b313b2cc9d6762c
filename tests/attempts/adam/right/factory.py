# expect: passed
# because: Adam is a function that gives an object of a private class, whose moments are generators' results.
import numpy as np


class _Average:
    def __init__(self, beta):
        self.beta, self.value, self.lack = beta, 0.0, 1.0

    def add(self, x):
        self.value = self.beta * self.value + (1 - self.beta) * x
        self.lack *= self.beta
        return self.value / (1 - self.lack)


class _Adam:
    def __init__(self, rate, betas, epsilon, decay):
        self._rate, self._betas, self._epsilon, self._decay = rate, betas, epsilon, decay
        self.reset()

    def reset(self):
        self.steps = 0
        self._first, self._second = map(_Average, self._betas)

    def step(self, weights, gradient):
        self.steps += 1
        first, second = (average.add(x) for average, x in ((self._first, gradient), (self._second, gradient**2)))
        return weights - self._rate * (first / (np.sqrt(second) + self._epsilon) + self._decay * weights)


def Adam(rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
    return _Adam(rate, (beta1, beta2), epsilon, decay)
