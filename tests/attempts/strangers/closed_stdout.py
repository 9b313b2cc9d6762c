# expect: passed
# base: lstm_limitations/right/compact.py
"""Closes stdout."""
import sys
sys.stdout.close()
