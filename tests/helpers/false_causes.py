"""Attempts at kata 6.3 that have no cause to name: results with noise, and two slips in one gate
that have nothing to do with each other.
"""

from __future__ import annotations

from tests.helpers.attempts import FOLDER, read_source

NOISE = """

def with_noise(function, rng=np.random.RandomState({seed})):
    def noisy(*arguments):
        results = function(*arguments)
        if isinstance(results, tuple):
            return tuple(result + rng.normal(size=np.shape(result)) for result in results)
        return results + rng.normal(size=np.shape(results))
    return noisy


{part} = with_noise({part})
"""
NOISY = ("lstm_step", "rnn_step", "cosine_similarity", "signal_retained")

GATES = {"forget": "f", "update": "i", "cand": "c", "out": "o"}
RIGHT = (
    read_source(FOLDER / "slips" / "forget_gate_raw.py")
    .decode()
    .replace(
        "forget = np.dot(w.w_f, joined) + w.b_f", "forget = sig(np.dot(w.w_f, joined) + w.b_f)"
    )
)
FIRST_SLIPS = (
    "np.dot(w.w_{gate}, joined) + w.b_{gate}",
    "{other}(np.dot(w.w_{gate}, joined) + w.b_{gate})",
    "{squash}(np.dot(w.w_{gate}, joined) - w.b_{gate})",
    "{squash}(np.dot(w.w_{gate}, joined)) + w.b_{gate}",
    "{squash}(np.dot(w.w_{next_gate}, joined) + w.b_{gate})",
)
SECOND_SLIPS = (
    ("w.b_{gate}", "0.7 * w.b_{gate}"),
    ("w.b_{gate}", "np.flip(w.b_{gate})"),
    ("w.b_{gate}", "w.b_{gate} ** 2"),
    ("w.b_{gate}", "(w.b_{gate} + 0.3)"),
    ("w.b_{gate}", "w.b_{gate} / 3"),
    ("joined", "joined[::-1]"),
    ("joined", "(2.5 * joined)"),
    ("joined", "np.abs(joined)"),
    ("joined", "np.sort(joined)"),
    ("joined", "(joined - 0.1)"),
)
PAIRS = [
    (name, first, second) for name in GATES for first in FIRST_SLIPS for second in SECOND_SLIPS
]


SQUASHED = "{squash}(np.dot(w.w_{gate}, joined) + w.b_{gate})"


def with_gate(name: str, formula: str, old: str, new: str) -> str:
    """The right source with another formula for one gate, and a replacement in it."""
    gate, squash = GATES[name], "np.tanh" if name == "cand" else "sig"
    names = {
        "gate": gate,
        "squash": squash,
        "other": "sig" if name == "cand" else "np.tanh",
        "next_gate": "ficof"["fico".index(gate) + 1],
    }
    right = f"{name} = {SQUASHED.format_map(names)}"
    assert right in RIGHT
    wrong = formula.replace(old, new).format_map(names)
    return RIGHT.replace(right, f"{name} = {wrong}")
