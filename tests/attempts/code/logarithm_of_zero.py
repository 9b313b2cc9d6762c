# kata: 6.3
import math


def signal_retained(forget_gate, steps):
    return math.exp(steps * math.log(forget_gate))
