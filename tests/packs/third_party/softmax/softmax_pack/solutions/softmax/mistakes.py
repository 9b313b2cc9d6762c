import numpy as np

from kata_runner import mistake


@mistake(
    "softmax",
    "Nothing is subtracted before exp, so large scores overflow to nan: subtract the "
    "maximum first.",
)
def no_shift(scores):
    e = np.exp(scores)
    return e / e.sum()
