import math

from kata_runner import mistake


def result(owner, data, *sources):
    """A value with its operands and slopes, of the class of its owner."""
    value = type(owner)(data)
    value._sources = sources
    return value


@mistake(
    "Value.__init__",
    "The gradient starts at 1: only that of the root is 1, and it gets it in backward.",
)
def starts_at_one(self, data):
    self.data, self.grad, self._sources = data, 1.0, ()


@mistake("Value.__add__", "Only the left term of a sum gets a gradient: the slope is 1 in both.")
def left_term_only(self, other):
    other = self._value(other)
    return result(self, self.data + other.data, (self, 1.0))


@mistake(
    "Value.__mul__",
    "The slope of a product in a factor is the other factor: yours is the factor itself.",
)
def own_factor(self, other):
    other = self._value(other)
    return result(self, self.data * other.data, (self, self.data), (other, other.data))


@mistake("Value.__neg__", "The minus turns the number and not the slope: that is -1.")
def slope_not_turned(self):
    return result(self, -self.data, (self, 1.0))


@mistake(
    "Value.__sub__", "What is taken away gets the gradient with the wrong sign: the slope is -1."
)
def both_add(self, other):
    other = self._value(other)
    return result(self, self.data - other.data, (self, 1.0), (other, 1.0))


@mistake("Value.__rsub__", "2 - a is not a - 2: in __rsub__ the other number stands on the left.")
def difference_turned(self, other):
    return self - other


@mistake("Value.__pow__", "The exponent is not lowered by 1 in the slope, n * x ** (n - 1).")
def exponent_not_lowered(self, exponent):
    return result(self, self.data**exponent, (self, exponent * self.data**exponent))


@mistake("Value.__pow__", "The slope lacks the factor n: it is n * x ** (n - 1).")
def factor_forgotten(self, exponent):
    return result(self, self.data**exponent, (self, self.data ** (exponent - 1)))


@mistake(
    "Value.__truediv__", "The divisor gets no gradient: the slope of a / b in b is -a / b ** 2."
)
def divisor_is_constant(self, other):
    other = self._value(other)
    return result(self, self.data / other.data, (self, 1 / other.data))


@mistake(
    "Value.__rtruediv__",
    "2 / a is not a / 2: in __rtruediv__ the other number stands above the line.",
)
def quotient_turned(self, other):
    return self / other


@mistake(
    "Value.tanh", "The slope of tanh is 1 - tanh(x) ** 2: the square is of the result, not of x."
)
def square_of_the_input(self):
    return result(self, math.tanh(self.data), (self, 1 - self.data**2))


@mistake(
    "Value.exp", "The slope of exp(x) is exp(x) itself: nothing is lowered, as it is with powers."
)
def exp_as_a_power(self):
    return result(self, math.exp(self.data), (self, self.data * math.exp(self.data - 1)))


@mistake(
    "Value.backward",
    "Of a value that is used several times only one share is kept: add them up with +=.",
)
def shares_overwritten(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        for source, slope in value._sources:
            source.grad = slope * value.grad


@mistake(
    "Value.backward",
    "A value hands on its gradient before it has all its shares: go through a topological order.",
)
def hands_on_too_early(self):
    for value in self._order():
        value.grad = 0.0
    self.grad = 1.0
    waiting, seen = [self], {self}
    for value in waiting:
        for source, slope in value._sources:
            source.grad += slope * value.grad
            if source not in seen:
                seen.add(source)
                waiting.append(source)


@mistake(
    "Value.backward",
    "What an earlier backward left in grad is added to: set every grad to 0 first.",
)
def never_cleared(self):
    self.grad = 1.0
    for value in reversed(self._order()):
        for source, slope in value._sources:
            source.grad += slope * value.grad


@mistake(
    "Value.backward",
    "The gradient of the root is its own number: it is 1, for a value changes with itself alike.",
)
def root_has_its_number(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = self.data
    for value in reversed(order):
        for source, slope in value._sources:
            source.grad += slope * value.grad


@mistake(
    "Value",
    "An operator makes new values of its operands, so no gradient reaches those that were given.",
)
class CopiesOperands(Value):  # noqa: F821  # the reference's, which stands where this one is put
    def __add__(self, other):
        return result(self, self.data + number(other), (Value(self.data), 1.0))  # noqa: F821

    def __mul__(self, other):
        return result(self, self.data * number(other), (Value(self.data), number(other)))  # noqa: F821


def number(value):
    """The number of a value, or a number."""
    return getattr(value, "data", value)


@mistake(
    "Value.backward",
    "In a sum the gradient replaces what is there already: add it, with +=.",
)
def sums_overwrite(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        is_sum = [slope for _, slope in value._sources] == [1.0, 1.0]
        for source, slope in value._sources:
            source.grad = slope * value.grad + (0.0 if is_sum else source.grad)


@mistake(
    "Value.backward",
    "A product hands on the other factor alone: multiply it by the product's own gradient.",
)
def products_end_the_chain(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        operands = [source.data for source, _ in value._sources]
        slopes = [slope for _, slope in value._sources]
        is_product = len(slopes) == 2 and slopes == operands[::-1] and value is not self
        for source, slope in value._sources:
            source.grad += slope * (1.0 if is_product else value.grad)


@mistake(
    "Value.backward",
    "A value that is used several times is visited as often: note which were seen.",
)
def visits_again(self):
    order = []

    def visit(value):
        for source, _ in value._sources:
            visit(source)
        order.append(value)

    visit(self)
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        for source, slope in value._sources:
            source.grad += slope * value.grad


@mistake("Value.__neg__", "The sign stays as it is: -a is a times -1.")
def sign_stays(self):
    return result(self, self.data, (self, 1.0))


@mistake("Value.exp", "The slope of exp(x) is exp(x) itself, not x.")
def slope_is_the_input(self):
    return result(self, math.exp(self.data), (self, self.data))


@mistake("Value.exp", "The slope of exp(x) is exp(x) itself: yours is 1, a factor is missing.")
def slope_is_one(self):
    return result(self, math.exp(self.data), (self, 1.0))


@mistake(
    "Value.backward",
    "A value that is both operands gets one share: of a * a or a + a it gets two, so add both.",
)
def one_share_for_both_operands(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in reversed(order):
        for source, slope in dict(value._sources).items():
            source.grad += slope * value.grad


@mistake(
    "Value.backward",
    "Gradients are handed on from the leaves to the root: go through the values in reverse order, "
    "from the root.",
)
def not_backwards(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    self.grad = 1.0
    for value in order:
        for source, slope in value._sources:
            source.grad += slope * value.grad


@mistake(
    "Value.backward", "The root gets no gradient of its own: set self.grad to 1 before you go back."
)
def root_without_gradient(self):
    order = self._order()
    for value in order:
        value.grad = 0.0
    for value in reversed(order):
        for source, slope in value._sources:
            source.grad += slope * value.grad


@mistake(
    "Value.__neg__",
    "The opposite does not know what it was computed from, so no gradient reaches the operand.",
)
def opposite_without_operand(self):
    return result(self, -self.data)


@mistake(
    "Value.__truediv__",
    "The slope of a / b in b is -a / b ** 2: the square of what is below the line is missing.",
)
def divisor_not_squared(self, other):
    other = self._value(other)
    slopes = (self, 1 / other.data), (other, -self.data / other.data)
    return result(self, self.data / other.data, *slopes)
