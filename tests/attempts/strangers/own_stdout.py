# expect: passed
# base: lstm_limitations/right/compact.py
"""Collects what is printed by itself."""
import io
import sys
sys.stdout = io.StringIO()
print("nobody sees this")
