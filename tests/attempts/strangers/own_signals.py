# expect: passed
# base: lstm_limitations/right/compact.py
"""Sets an alarm of its own and puts it back."""
import signal
previous = signal.signal(signal.SIGUSR1, lambda *_: None)
signal.signal(signal.SIGUSR1, previous)
