import numpy as np

from kata_runner import mistake


def averages(self, gradient):
    """Both averages after one more gradient, as they are."""
    self.steps += 1
    self._mean = self.beta1 * self._mean + (1 - self.beta1) * gradient
    self._square = self.beta2 * self._square + (1 - self.beta2) * gradient**2
    return self._mean, self._square


def corrected(self, gradient):
    """Both averages after one more gradient, without what they lack."""
    mean, square = averages(self, gradient)
    return mean / (1 - self.beta1**self.steps), square / (1 - self.beta2**self.steps)


def after(self, weights, mean, root):
    """The weights after a step."""
    return weights - self.rate * (mean / root + self.decay * weights)


@mistake(
    "Adam.__init__", "beta1 and beta2 are exchanged: beta1 is of the gradient, beta2 of its square."
)
def betas_exchanged(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
    self.rate, self.beta1, self.beta2, self.epsilon, self.decay = rate, beta2, beta1, epsilon, decay
    self.reset()


@mistake("Adam.step", "The averages are not divided by what they lack at first, 1 - beta ** t.")
def not_corrected(self, weights, gradient):
    mean, square = averages(self, gradient)
    return after(self, weights, mean, np.sqrt(square) + self.epsilon)


@mistake(
    "Adam.step",
    "Only the average of the gradient is divided by what it lacks: that of the square lacks more.",
)
def square_not_corrected(self, weights, gradient):
    mean, square = averages(self, gradient)
    return after(self, weights, mean / (1 - self.beta1**self.steps), np.sqrt(square) + self.epsilon)


@mistake(
    "Adam.step", "The steps are counted from 0, so the first one divides 0 by 0: t begins with 1."
)
def counted_from_zero(self, weights, gradient):
    mean, square = averages(self, gradient)
    with np.errstate(all="ignore"):
        t = self.steps - 1
        mean, square = np.divide(mean, 1 - self.beta1**t), np.divide(square, 1 - self.beta2**t)
        return after(self, weights, mean, np.sqrt(square) + self.epsilon)


@mistake(
    "Adam.step",
    "The averages are divided as at the first step, whatever step it is: take beta to the "
    "power of t.",
)
def power_forgotten(self, weights, gradient):
    mean, square = averages(self, gradient)
    return after(
        self, weights, mean / (1 - self.beta1), np.sqrt(square / (1 - self.beta2)) + self.epsilon
    )


@mistake("Adam.step", "What was divided is remembered: keep the averages as they were.")
def corrected_is_kept(self, weights, gradient):
    self._mean, self._square = corrected(self, gradient)
    return after(self, weights, self._mean, np.sqrt(self._square) + self.epsilon)


@mistake("Adam.step", "epsilon stands in the root: it is added to the root.")
def epsilon_in_the_root(self, weights, gradient):
    mean, square = corrected(self, gradient)
    return after(self, weights, mean, np.sqrt(square + self.epsilon))


@mistake(
    "Adam.step", "The root is missing: the step is divided by the average of the square itself."
)
def no_root(self, weights, gradient):
    mean, square = corrected(self, gradient)
    return after(self, weights, mean, square + self.epsilon)


@mistake("Adam.step", "The gradient itself is divided by the root: its average is to be.")
def without_momentum(self, weights, gradient):
    _, square = corrected(self, gradient)
    return after(self, weights, gradient, np.sqrt(square) + self.epsilon)


@mistake("Adam.step", "The averages add up gradients whole: each new one counts 1 - beta.")
def sums_for_averages(self, weights, gradient):
    self.steps += 1
    self._mean = self.beta1 * self._mean + gradient
    self._square = self.beta2 * self._square + gradient**2
    mean, square = (
        self._mean / (1 - self.beta1**self.steps),
        self._square / (1 - self.beta2**self.steps),
    )
    return after(self, weights, mean, np.sqrt(square) + self.epsilon)


@mistake("Adam.step", "The steps go uphill: the weights lose what you add.")
def climbs(self, weights, gradient):
    mean, square = corrected(self, gradient)
    return weights + self.rate * (mean / (np.sqrt(square) + self.epsilon) - self.decay * weights)


@mistake(
    "Adam.step",
    "The decay is added to the gradient (that is Adam with L2): it goes past the averages.",
)
def decay_in_the_gradient(self, weights, gradient):
    mean, square = corrected(self, gradient + self.decay * weights)
    return weights - self.rate * mean / (np.sqrt(square) + self.epsilon)


@mistake("Adam.step", "There is no decay: weights lose rate * decay * w as well.")
def no_decay(self, weights, gradient):
    mean, square = corrected(self, gradient)
    return weights - self.rate * mean / (np.sqrt(square) + self.epsilon)


@mistake("Adam.step", "The decay does not go by the rate: it is rate * decay * w.")
def decay_without_rate(self, weights, gradient):
    mean, square = corrected(self, gradient)
    return weights - self.rate * mean / (np.sqrt(square) + self.epsilon) - self.decay * weights


@mistake("Adam.step", "The average of the squares is one of all weights: each weight has its own.")
def one_size_for_all(self, weights, gradient):
    self.steps += 1
    self._mean = self.beta1 * self._mean + (1 - self.beta1) * gradient
    self._square = self.beta2 * self._square + (1 - self.beta2) * np.mean(gradient**2)
    mean, square = (
        self._mean / (1 - self.beta1**self.steps),
        self._square / (1 - self.beta2**self.steps),
    )
    return after(self, weights, mean, np.sqrt(square) + self.epsilon)


@mistake("Adam.reset", "The steps are not counted anew: after a reset the next step is the first.")
def steps_go_on(self):
    self.steps = getattr(self, "steps", 0)
    self._mean = self._square = 0.0


@mistake("Adam.reset", "Only the steps are counted anew: the averages are to be forgotten too.")
def averages_stay(self):
    self.steps = 0
    self._mean, self._square = getattr(self, "_mean", 0.0), getattr(self, "_square", 0.0)


@mistake(
    "Adam", "All optimizers share what they remember: it belongs to self and not to the class."
)
class Shared(Adam):  # noqa: F821  # the reference's, which stands where this one is put
    memory = {"steps": 0, "_mean": 0.0, "_square": 0.0}

    def __getattr__(self, name):
        if name in self.memory:
            return self.memory[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name in self.memory:
            self.memory[name] = value
        else:
            super().__setattr__(name, value)

    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.rate, self.beta1, self.beta2, self.epsilon, self.decay = (
            rate,
            beta1,
            beta2,
            epsilon,
            decay,
        )
