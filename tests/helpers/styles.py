"""Other types and ways in which right answers come: each turns the reference into another right
attempt.
"""

from __future__ import annotations

LSTM_FUNCTIONS = [
    "lstm_step",
    "rnn_step",
    "cosine_similarity",
    "signal_retained",
    "lstm_ops",
    "attention_ops",
]
N_GRAM_FUNCTIONS = [
    "count_ngrams",
    "next_word_probabilities",
    "smoothed_probability",
    "perplexity",
    "most_likely_next",
    "sample_next",
]

# Put behind the reference: every function's result goes through `change`, which knows it as a float
# or an array.
CHANGED = """
def changed(right):
    def function(*arguments):
        result = right(*arguments)
        return tuple(map(change, result)) if isinstance(result, tuple) else change(result)
    return function

for name in {names}:
    globals()[name] = changed(globals()[name])
"""

# What `change` returns in place of a float or an array.
LSTM_RESULTS = {
    "lists": "np.asarray(v).tolist()",
    "tuples": "tuple(v.tolist()) if np.ndim(v) else v",
    "list_of_numpy_scalars": "list(v) if np.ndim(v) else np.float64(v)",
    "numpy_float": "np.asarray(v, dtype=np.float64)[()]",
    "numpy_int_for_counts": "np.int64(v) if isinstance(v, int) else v",
    "float32": "np.asarray(v, dtype=np.float32)[()] if not isinstance(v, int) else v",
    "array_of_objects": "np.asarray(v, dtype=object)",
    "deques": "deque(v) if np.ndim(v) else v",
    "sequences_of_the_attempts_own": "Row(v) if np.ndim(v) else v",
    "user_lists": "UserList(v) if np.ndim(v) else v",
    "arrays_of_the_standard_library": "array('d', v) if np.ndim(v) else v",
    "views_of_memory": "memoryview(np.ascontiguousarray(v)) if np.ndim(v) else v",
    "lists_of_arrays_without_dimensions": "[np.array(x) for x in v] if np.ndim(v) else v",
    "values_of_a_dictionary": "dict(enumerate(v)).values() if np.ndim(v) else v",
    "decimals": "Decimal(float(v)) if not np.ndim(v) and not isinstance(v, int) else v",
    "numbers_of_the_attempts_own": "Number(v) if not np.ndim(v) and not isinstance(v, int) else v",
    "long_doubles": "np.asarray(v, dtype=np.longdouble)[()] if not isinstance(v, int) else v",
    "array_without_dimensions": "np.asarray(v)",
    "fraction": "Fraction(v) if isinstance(v, (int, float)) else v",
    "floats_for_counts": "float(v) if isinstance(v, int) else v",
    "read_only": "frozen(v)",
    "strided": "np.repeat(v, 2)[::2] if np.ndim(v) else v",
}

LSTM_HEAD = """
from array import array
from collections import UserList, deque
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

class Row:
    def __init__(self, values):
        self.values = values

    def __len__(self):
        return len(self.values)

    def __getitem__(self, place):
        return self.values[place]

class Number:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)

def frozen(v):
    v = np.array(v)
    v.flags.writeable = False
    return v

"""

# The same for kata 6.1: `v` is a dictionary, a number or a word.
N_GRAM_RESULTS = {
    "ordered": "OrderedDict(v) if isinstance(v, dict) else v",
    "in_another_order": "dict(reversed(v.items())) if isinstance(v, dict) else v",
    "counters": "Counter(v) if isinstance(v, dict) else v",
    "with_defaults": "defaultdict(int, v) if isinstance(v, dict) else v",
    "user_dicts": "UserDict(v) if isinstance(v, dict) else v",
    "read_only_views": "MappingProxyType(v) if isinstance(v, dict) else v",
    "numpy_scalars": "{key: np.asarray(x)[()] for key, x in v.items()} if isinstance(v, dict) "
    "else np.asarray(v)[()]",
    "arrays_without_dimensions": "v if isinstance(v, dict) else np.asarray(v)",
    "fractions": "{key: Fraction(x) for key, x in v.items()} if isinstance(v, dict) else exact(v)",
    "decimals": "Decimal(v) if isinstance(v, float) else v",
    "float32": "np.float32(v) if isinstance(v, float) else v",
    "numbers_of_the_attempts_own": "Number(v) if isinstance(v, float) else v",
    "words_of_the_attempts_own": "with_own_keys(v) if isinstance(v, dict) else own(v)",
    "keys_of_the_attempts_own": "with_own_keys(v) if isinstance(v, dict) else v",
}
N_GRAM_HEAD = """
from collections import OrderedDict, UserDict
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

class Number:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)

    def __eq__(self, other):
        return self.value == other

class Word(str):
    pass

class Key(tuple):
    pass

def own(value):
    if isinstance(value, str):
        return Word(value)
    return Key(value) if isinstance(value, tuple) else value

def with_own_keys(values):
    return {own(key): x for key, x in values.items()}

def exact(value):
    return Fraction(value) if isinstance(value, float) and value < 1e300 else value

"""
# How the functions themselves are written; put behind the reference or what was made of it.
OWN = """
class Own:
    def __init__(self, function):
        self.function = function

    def call(self, *args, **kwargs):
        return self.function(*args, **kwargs)

    __call__ = call

for name in {names}:
    globals()[name] = """
WAYS = {
    "bound_methods": f"{OWN}Own(globals()[name]).call\n",
    "callable_objects": f"{OWN}Own(globals()[name])\n",
    "lambdas": f"{OWN}(lambda own: lambda *args, **kwargs: own.call(*args, "
    f"**kwargs))(Own(globals()[name]))\n",
    "partial": f"from functools import partial\n{OWN}partial(globals()[name])\n",
    "wrapped": f"from functools import wraps\n{OWN}wraps(globals()[name])(Own(globals()[name]))\n",
}


def in_style(reference: str, names: list[str], head: str, change: str) -> str:
    """The reference with all its results changed."""
    return f"{reference}{head}\ndef change(v):\n    return {change}\n{CHANGED.format(names=names)}"


def in_way(reference: str, names: list[str], way: str) -> str:
    """The reference with its functions written in another way."""
    return f"{reference}\n{WAYS[way].format(names=names)}"
