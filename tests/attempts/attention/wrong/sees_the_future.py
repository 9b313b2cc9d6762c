# expect: failed
# because: The mask lets everything see what comes after it.
# cause: future_shown
# base: attention/right/lists.py


def causal_mask(t):
    return [[1 if j >= i else 0 for j in range(t)] for i in range(t)]
