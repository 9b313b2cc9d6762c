# expect: unrunnable
# about: is not Python
def lstm_step(h_prev:
