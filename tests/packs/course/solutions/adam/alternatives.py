import math

import numpy as np

from kata_runner import alternative


@alternative(
    "Adam.step",
    "puts both corrections into the rate, and epsilon with them (the paper's faster form)",
)
def corrections_in_the_rate(self, weights, gradient):
    self.steps += 1
    self._mean = self._mean + (1 - self.beta1) * (gradient - self._mean)
    self._square = self._square + (1 - self.beta2) * (gradient * gradient - self._square)
    lack = math.sqrt(1 - self.beta2**self.steps)
    rate = self.rate * lack / (1 - self.beta1**self.steps)
    return (1 - self.rate * self.decay) * weights - rate * self._mean / (
        np.sqrt(self._square) + self.epsilon * lack
    )


@alternative("Adam", "keeps all gradients, and makes both averages of them anew in each step")
class AllGradients:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.settings = rate, beta1, beta2, epsilon, decay
        self.gradients = []

    @property
    def steps(self):
        return len(self.gradients)

    def step(self, weights, gradient):
        rate, beta1, beta2, epsilon, decay = self.settings
        self.gradients.append(np.array(gradient))
        past = np.arange(self.steps)[::-1]
        mean = np.average(self.gradients, axis=0, weights=beta1**past)
        square = np.average(np.square(self.gradients), axis=0, weights=beta2**past)
        return weights - rate * mean / (np.sqrt(square) + epsilon) - rate * decay * weights

    def reset(self):
        self.gradients.clear()


@alternative("Adam", "keeps how much the averages lack, as products, and no powers")
class RunningProducts:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.rate, self.betas, self.epsilon, self.decay = (
            rate,
            np.array([beta1, beta2]),
            epsilon,
            decay,
        )
        self.reset()

    def reset(self):
        self.steps, self.lacks, self.averages = 0, np.ones(2), None

    def step(self, weights, gradient):
        both = np.stack([gradient, gradient**2])
        betas = self.betas.reshape(2, *np.ones(np.ndim(gradient), dtype=int))
        self.averages = (0 if self.averages is None else betas * self.averages) + (1 - betas) * both
        self.steps, self.lacks = self.steps + 1, self.lacks * self.betas
        mean, square = (average / (1 - lack) for average, lack in zip(self.averages, self.lacks))
        return weights - self.rate * (self.decay * weights + mean / (square**0.5 + self.epsilon))


@alternative("Adam", "a coroutine for each life, to which gradients are sent")
class Coroutine:
    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.rate, self.beta1, self.beta2, self.epsilon, self.decay = (
            rate,
            beta1,
            beta2,
            epsilon,
            decay,
        )
        self.reset()

    def reset(self):
        self.steps = 0
        self.life = self.lives()
        next(self.life)

    def lives(self):
        mean = square = direction = 0.0
        while True:
            gradient = yield direction
            self.steps += 1
            mean = mean * self.beta1 + gradient * (1 - self.beta1)
            square = square * self.beta2 + gradient**2 * (1 - self.beta2)
            first = mean / (1 - self.beta1**self.steps)
            direction = first / (np.sqrt(square / (1 - self.beta2**self.steps)) + self.epsilon)

    def step(self, weights, gradient):
        return weights - self.rate * (self.life.send(gradient) + self.decay * weights)
