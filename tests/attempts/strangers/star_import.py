# expect: passed
# base: lstm_limitations/right/compact.py
"""Everything of NumPy under its own name."""
from numpy import *
from math import *
from builtins import min
