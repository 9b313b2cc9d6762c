# expect: passed
# base: lstm_limitations/right/compact.py
"""Uses its own name and file."""
import sys
module = sys.modules[__name__]
assert module.lstm_ops is lstm_ops and __file__.endswith(".py")
__name__ = "renamed"
module.__doc__ = None
del module
