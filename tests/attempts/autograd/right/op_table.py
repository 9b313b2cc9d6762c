# expect: passed
# because: A table says for each operation its slopes; the order is found with a stack.
import math

import numpy as np

FORWARD = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "tanh": math.tanh,
    "exp": math.exp,
}
SLOPES = {
    "add": lambda a, b: (1, 1),
    "sub": lambda a, b: (1, -1),
    "mul": lambda a, b: (b, a),
    "div": lambda a, b: (1 / b, -a / b**2),
    "pow": lambda a, b: (b * a ** (b - 1), 0),
    "tanh": lambda a: (1 / np.cosh(a) ** 2,),
    "exp": lambda a: (np.exp(a),),
}


class Value:
    __slots__ = ("args", "data", "grad", "op")

    def __init__(self, data: float, op: str = "", args: "tuple[Value, ...]" = ()) -> None:
        self.data = np.float64(data)
        self.grad = np.zeros(())
        self.op, self.args = op, args

    @classmethod
    def of(cls, op, *operands):
        args = tuple(x if isinstance(x, cls) else cls(x) for x in operands)
        return cls(FORWARD[op](*(x.data for x in args)), op, args)

    def __add__(self, o): return Value.of("add", self, o)
    def __radd__(self, o): return Value.of("add", o, self)
    def __sub__(self, o): return Value.of("sub", self, o)
    def __rsub__(self, o): return Value.of("sub", o, self)
    def __mul__(self, o): return Value.of("mul", self, o)
    def __rmul__(self, o): return Value.of("mul", o, self)
    def __truediv__(self, o): return Value.of("div", self, o)
    def __rtruediv__(self, o): return Value.of("div", o, self)
    def __pow__(self, o): return Value.of("pow", self, o)
    def __neg__(self): return Value.of("sub", 0.0, self)
    def tanh(self): return Value.of("tanh", self)
    def exp(self): return Value.of("exp", self)

    def backward(self):
        order, done, stack = [], set(), [(self, False)]
        while stack:
            value, is_ready = stack.pop()
            if is_ready:
                order.append(value)
            elif id(value) not in done:
                done.add(id(value))
                stack.append((value, True))
                stack.extend((arg, False) for arg in value.args)
        for value in order:
            value.grad = np.zeros(())
        self.grad = np.ones(())
        for value in reversed(order):
            if value.op:
                for arg, slope in zip(value.args, SLOPES[value.op](*(x.data for x in value.args))):
                    arg.grad = arg.grad + slope * value.grad
