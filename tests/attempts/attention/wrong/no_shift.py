# expect: failed
# because: exp of large scores overflows.
# cause: no_shift
# base: attention/right/lists.py
import numpy as np


def softmax(scores, seen):
    top = max((s for s, may in zip(scores, seen) if may), default=0.0)
    e = [float(np.exp(s)) if may else 0.0 for s, may in zip(scores, seen)]
    total = sum(e) or 1.0
    return [x / total for x in e]
