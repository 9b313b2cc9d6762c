# expect: failed
# because: All optimizers keep their moments in one dictionary of the class.
# cause: Shared
# keeps: state between experiments
from dataclasses import dataclass

import numpy as np


@dataclass
class Adam:
    rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    decay: float = 0.0
    state = {}

    @property
    def steps(self):
        return self.state.get("t", 0)

    def step(self, weights, gradient):
        g = np.array(gradient, dtype=float)
        old = self.state or {"t": 0, "m": np.zeros_like(g), "v": np.zeros_like(g)}
        new = {"t": old["t"] + 1}
        new["m"] = old["m"] + (1 - self.beta1) * (g - old["m"])
        new["v"] = old["v"] + (1 - self.beta2) * (g**2 - old["v"])
        self.state.update(new)
        m_hat = new["m"] / (1 - self.beta1 ** new["t"])
        v_hat = new["v"] / (1 - self.beta2 ** new["t"])
        updated = np.array(weights, dtype=float)
        updated *= 1 - self.rate * self.decay
        updated -= self.rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return list(updated)

    def reset(self):
        self.state.clear()
