# kata: ag.1
# must: itself|exchanged|own
import math


class Value:
    """A number that remembers how it was computed.

    `data` is the number, `grad` the derivative of what `backward` was called on last with respect
    to it, 0.0 before.
    """

    def __init__(self, data):
        """A leaf, which was computed from nothing."""
        self.data = data
        self.grad = 0.0
        self._sources = ()  # (operand, slope in it)

    def __add__(self, other):
        other = self._value(other)
        return self._result(self.data + other.data, (self, 1.0), (other, 1.0))

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = self._value(other)
        return self._result(self.data * other.data, (self, self.data), (other, other.data))

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self._result(-self.data, (self, -1.0))

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        """To the power of a plain number."""
        return self._result(self.data**exponent, (self, exponent * self.data ** (exponent - 1)))

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return other * self**-1

    def tanh(self):
        """The hyperbolic tangent."""
        t = math.tanh(self.data)
        return self._result(t, (self, 1 - t**2))

    def exp(self):
        """e to the power of this."""
        e = math.exp(self.data)
        return self._result(e, (self, e))

    def backward(self):
        """Set `grad` of every value that this one was computed from, and its own, which is 1."""
        order = self._order()
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for source, slope in value._sources:
                source.grad += slope * value.grad

    def _order(self):
        """Every value that this one depends on, each after all that it was computed from."""
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for source, _ in value._sources:
                    visit(source)
                order.append(value)

        visit(self)
        return order

    @staticmethod
    def _value(number):
        return number if isinstance(number, Value) else Value(number)

    @staticmethod
    def _result(data, *sources):
        result = Value(data)
        result._sources = sources
        return result
