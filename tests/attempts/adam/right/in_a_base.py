# expect: passed
# because: The steps are counted in a base class, moments are arrays changed in place, with slots.
import numpy as np


class Optimizer:
    __slots__ = ("steps",)

    def __init__(self):
        self.reset()

    def reset(self):
        self.steps = 0

    def step(self, weights, gradient):
        self.steps += 1
        return np.subtract(weights, self.change(np.asarray(weights), np.asarray(gradient)))


class Adam(Optimizer):
    __slots__ = ("rate", "betas", "epsilon", "decay", "first", "second")

    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.rate, self.betas, self.epsilon, self.decay = rate, (beta1, beta2), epsilon, decay
        super().__init__()

    def reset(self):
        super().reset()
        self.first = self.second = None

    def change(self, weights, gradient):
        if self.first is None:
            self.first, self.second = np.zeros(weights.shape), np.zeros(weights.shape)
        for moment, beta, power in ((self.first, self.betas[0], 1), (self.second, self.betas[1], 2)):
            moment *= beta
            moment += (1 - beta) * gradient**power
        first, second = (moment / (1 - beta**self.steps) for moment, beta in zip((self.first, self.second), self.betas))
        return self.rate * (first / (np.sqrt(second) + self.epsilon) + self.decay * weights)
