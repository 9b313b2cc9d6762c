import numpy as np


class Adam:
    """Adam of Kingma and Ba (2015), with the decay of Loshchilov and Hutter (2019).

    `steps` is how many steps were made since it was new.
    """

    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        """An optimizer that has made no step."""
        self.rate, self.beta1, self.beta2 = rate, beta1, beta2
        self.epsilon, self.decay = epsilon, decay
        self.reset()

    def step(self, weights, gradient):
        """The weights after one more step, an array of their shape."""
        self.steps += 1
        self._mean = self.beta1 * self._mean + (1 - self.beta1) * gradient
        self._square = self.beta2 * self._square + (1 - self.beta2) * gradient**2
        mean = self._mean / (1 - self.beta1**self.steps)
        square = self._square / (1 - self.beta2**self.steps)
        return weights - self.rate * (
            mean / (np.sqrt(square) + self.epsilon) + self.decay * weights
        )

    def reset(self):
        """Forget all but the settings."""
        self.steps = 0
        self._mean = 0.0
        self._square = 0.0
