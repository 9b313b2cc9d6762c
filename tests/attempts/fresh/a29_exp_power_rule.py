# kata: ag.1
# must: exp(|exp |`exp|exponential|e to the|.exp|e^
import math


def _topological(value, seen, out):
    """operands first, then what was made of them"""
    if value not in seen:
        seen.add(value)
        for operand in value.inputs:
            _topological(operand, seen, out)
        out.append(value)
    return out


class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0
        self.inputs = []
        self.pull = None  # gradient of the result -> one share per input

    def _op(self, data, inputs, pull):
        result = Value(data)
        result.inputs = inputs
        result.pull = pull
        return result

    def _lift(self, other):
        return other if isinstance(other, Value) else Value(other)

    def __add__(self, other):
        other = self._lift(other)
        return self._op(self.data + other.data, [self, other], lambda g: [g, g])

    __radd__ = __add__

    def __mul__(self, other):
        other = self._lift(other)
        x, y = self.data, other.data
        return self._op(x * y, [self, other], lambda g: [g * y, g * x])

    __rmul__ = __mul__

    def __neg__(self):
        return self._op(-self.data, [self], lambda g: [-g])

    def __sub__(self, other):
        return self + (-self._lift(other))

    def __rsub__(self, other):
        return self._lift(other) + (-self)

    def __pow__(self, exponent):
        x = self.data
        slope = exponent * x ** (exponent - 1)
        return self._op(x ** exponent, [self], lambda g: [g * slope])

    def __truediv__(self, other):
        other = self._lift(other)
        x, y = self.data, other.data
        return self._op(x / y, [self, other], lambda g: [g / y, -g * x / y ** 2])

    def __rtruediv__(self, other):
        return self._lift(other) / self

    def tanh(self):
        t = math.tanh(self.data)
        return self._op(t, [self], lambda g: [g * (1 - t ** 2)])

    def exp(self):
        e = math.exp(self.data)
        return self._op(e, [self], lambda g: [g * self.data * math.exp(self.data - 1)])

    def backward(self):
        order = _topological(self, set(), [])
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        while order:
            value = order.pop()
            if value.pull is None:
                continue
            for operand, share in zip(value.inputs, value.pull(value.grad)):
                operand.grad += share
