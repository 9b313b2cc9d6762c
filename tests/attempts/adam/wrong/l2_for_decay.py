# expect: failed
# because: The decay is added to the gradient.
# cause: decay_in_the_gradient
from types import SimpleNamespace

import numpy as np


def Adam(rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
    optimizer = SimpleNamespace()

    def reset():
        optimizer.steps = 0
        optimizer.moments = None

    def step(weights, gradient):
        shape = np.shape(weights)
        w, g = np.ravel(weights).tolist(), np.ravel(gradient).tolist()
        optimizer.steps += 1
        optimizer.moments = optimizer.moments or [(0.0, 0.0)] * len(w)
        optimizer.moments = [(beta1 * m + (1 - beta1) * x, beta2 * v + (1 - beta2) * x * x)
                             for (m, v), x in zip(optimizer.moments, [a + decay * b for a, b in zip(g, w)])]
        lacks = 1 - beta1**optimizer.steps, 1 - beta2**optimizer.steps
        new = [x - rate * (m / lacks[0] / ((v / lacks[1]) ** 0.5 + epsilon))
               for x, (m, v) in zip(w, optimizer.moments)]
        return np.reshape(new, shape).tolist()

    optimizer.step, optimizer.reset = step, reset
    reset()
    return optimizer
