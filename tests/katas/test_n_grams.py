"""Kata 6.1: the reference and all right attempts agree with what is counted by hand, the lesson
with the demo.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.helpers.attempts import attempts_in
from tests.helpers.modules import load_module

ROOT = Path(__file__).parents[2]
RIGHT = attempts_in("n_grams/right", least=8)

TEXT = ["the", "fox", "sat", ".", "the", "owl", "sat", ".", "the", "fox", "ran", "."]
PAIRS = {
    ("the", "fox"): 2, ("fox", "sat"): 1, ("sat", "."): 2, (".", "the"): 2,
    ("the", "owl"): 1, ("owl", "sat"): 1, ("fox", "ran"): 1, ("ran", "."): 1,
}  # fmt: skip
KNOWN = {".", "fox", "owl", "ran", "sat", "the"}


def by_name(path: Path) -> str:
    return path.stem


# --- The reference, against what paper and pencil say


IMPLEMENTATIONS = [ROOT / "solutions" / "n_grams" / "solution.py", *RIGHT]


@pytest.fixture(scope="module", params=IMPLEMENTATIONS, ids=by_name)
def right(request: pytest.FixtureRequest) -> Any:
    """The reference, and all right attempts: so that these tests are themselves tested."""
    return load_module(request.param)


class Fixed(np.random.RandomState):
    """A random state that always draws the same number."""

    def __init__(self, draw: float) -> None:
        super().__init__(0)
        self.draw = draw

    def random_sample(self, size: Any = None) -> Any:
        return self.draw if size is None else np.full(size, self.draw)

    def rand(self, *size: int) -> Any:
        return self.random_sample(size or None)


def test_counts_by_hand(right: Any) -> None:
    assert right.count_ngrams(TEXT, 2) == PAIRS
    assert right.count_ngrams(TEXT, 1) == {
        (".",): 3,
        ("fox",): 2,
        ("owl",): 1,
        ("ran",): 1,
        ("sat",): 2,
        ("the",): 3,
    }
    assert right.count_ngrams(TEXT, 12) == {tuple(TEXT): 1}
    assert right.count_ngrams(TEXT, 13) == right.count_ngrams([], 1) == {}
    assert right.count_ngrams(["ha"] * 4, 3) == {("ha", "ha", "ha"): 2}


def test_shares_by_hand(right: Any) -> None:
    assert right.next_word_probabilities(PAIRS, ("the",)) == pytest.approx(
        {"fox": 2 / 3, "owl": 1 / 3}
    )
    assert right.next_word_probabilities(PAIRS, ("sat",)) == {".": 1}
    assert (
        right.next_word_probabilities(PAIRS, ("hare",))
        == right.next_word_probabilities({}, ())
        == {}
    )
    assert right.next_word_probabilities({("a",): 1, ("b",): 3}, ()) == {"a": 0.25, "b": 0.75}
    triples = {("a", "b", "c"): 1, ("a", "b", "d"): 4, ("b", "b", "d"): 7, ("a", "a", "c"): 9}
    assert right.next_word_probabilities(triples, ("a", "b")) == pytest.approx({"c": 0.2, "d": 0.8})


@pytest.mark.parametrize(
    ("context", "word", "alpha", "expected"),
    [
        ("the", "fox", 1, 3 / 9),
        ("the", "owl", 1, 2 / 9),
        ("the", "sat", 1, 1 / 9),
        ("the", "fox", 0, 2 / 3),
        ("the", "sat", 0, 0),
        ("the", "fox", 0.5, 2.5 / 6),
        ("the", "hare", 1, 0),
        ("hare", "fox", 0.1, 1 / 6),
        ("hare", "fox", 0, 0),
        ("hare", "hare", 1, 0),
    ],
)
def test_smoothing_by_hand(
    context: str, word: str, alpha: float, expected: float, right: Any
) -> None:
    assert right.smoothed_probability(PAIRS, (context,), word, set(KNOWN), alpha) == pytest.approx(
        expected
    )


@pytest.mark.parametrize("alpha", [0.001, 0.5, 1, 30])
@pytest.mark.parametrize("context", ["the", "fox", "hare"])
def test_smoothed_probabilities_add_up_to_one(context: str, alpha: float, right: Any) -> None:
    smoothed = [
        right.smoothed_probability(PAIRS, (context,), word, set(KNOWN), alpha) for word in KNOWN
    ]
    assert float(sum(smoothed)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "alpha", "expected"),
    [
        ("the owl ran", 1, math.sqrt(63 / 2)),
        ("the fox", 1, 3),
        ("the fox", 0, 1.5),
        ("the owl sat . the", 0, 3 ** (1 / 4)),
        ("the owl ran", 0, math.inf),
        ("the hare", 1, math.inf),
        ("hare fox", 1, 6),
        ("the", 1, 1),
        ("", 1, 1),
        (" ".join(["ran"] * 2000), 1, 7),
    ],
)
def test_perplexity_by_hand(text: str, alpha: float, expected: float, right: Any) -> None:
    assert right.perplexity(text.split(), dict(PAIRS), 2, set(KNOWN), alpha) == pytest.approx(
        expected
    )


def test_perplexity_of_single_words_is_the_vocabulary_where_nothing_was_counted(right: Any) -> None:
    assert right.perplexity(TEXT, {}, 1, set(KNOWN), 0.3) == pytest.approx(6)


def test_most_likely_by_hand(right: Any) -> None:
    choose = partial(right.most_likely_next, PAIRS)
    assert (choose(("the",)), choose(("fox",)), choose(("hare",))) == ("fox", "ran", "")
    assert right.most_likely_next({("b",): 2, ("a",): 2, ("c",): 1}, ()) == "a"
    assert right.most_likely_next({("a",): 9, ("b",): 10}, ()) == "b"


@pytest.mark.parametrize(
    ("draw", "word"),
    [(0, "a"), (0.2499, "a"), (0.25, "b"), (0.74, "b"), (0.75, "d"), (1 - 2**-53, "d")],
)
def test_where_draws_fall_by_hand(draw: float, word: str, right: Any) -> None:
    counts = {("x", "d"): 1, ("x", "b"): 2, ("y", "c"): 50, ("x", "a"): 1}
    assert right.sample_next(counts, ("x",), Fixed(draw)) == word


def test_drawing_follows_the_generator(right: Any) -> None:
    rng, same = np.random.RandomState(5), np.random.RandomState(5)
    drawn = [right.sample_next(PAIRS, ("the",), rng) for _ in range(20)]
    assert drawn == ["fox" if same.random_sample() < 2 / 3 else "owl" for _ in range(20)]
    assert right.sample_next(PAIRS, ("hare",), rng) == ""


# --- The demo


@pytest.fixture(scope="module")
def demo(kata_anywhere: Any) -> Mapping[str, list[list[Any]]]:
    """The rows that `kata run 6.1` shows, by experiment."""
    ended = kata_anywhere("run", "6.1", "--json")
    assert ended.code == 0, ended.err
    return {part["name"]: part["rows"] for part in json.loads(ended.out)["experiments"]}


def words_of(name: str) -> list[str]:
    text = (ROOT / "katas" / "n_grams" / name).read_text(encoding="utf-8").lower()
    return re.findall(r"[a-z]+|\.", text)


def test_corpus_has_some_thousand_words_and_heldout_has_no_other() -> None:
    corpus, heldout = words_of("corpus.txt"), words_of("heldout.txt")
    assert len(corpus) > 3000 and len(heldout) > 300
    assert set(heldout) <= set(corpus)


def test_observed_over_possible_collapses(demo: Mapping[str, list[list[Any]]]) -> None:
    corpus = words_of("corpus.txt")
    rows = demo["sparsity"]
    for n, possible, observed, share, once in rows:
        grams = [" ".join(corpus[i : i + n]) for i in range(len(corpus) - n + 1)]
        assert (possible, observed) == (len(set(corpus)) ** n, len(set(grams)))
        assert share == pytest.approx(observed / possible)
        assert 0 < once < 1
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert all(later[3] < earlier[3] / 50 and later[4] > earlier[4]
               for earlier, later in pairwise(rows))  # fmt: skip


def test_probabilities_after_contexts(demo: Mapping[str, list[list[Any]]]) -> None:
    corpus = words_of("corpus.txt")
    rows = demo["after_a_few_contexts"]
    after = [following for word, following in pairwise(corpus) if word == "looked"]
    assert rows[0] == ["looked ...", "at", pytest.approx(after.count("at") / len(after))]
    assert len(rows) == 12


def test_smoothing_moves_probability_to_the_unseen(demo: Mapping[str, list[list[Any]]]) -> None:
    rows = demo["smoothing_moves_probability"]
    assert [row[2] + row[4] for row in rows] == pytest.approx([1] * len(rows))
    unseen = [row[4] for row in rows]
    assert unseen[0] == 0 and unseen == sorted(unseen) and unseen[-1] > 0.5


def test_perplexity_has_its_best_n_between(demo: Mapping[str, list[list[Any]]]) -> None:
    rows = {row[0]: row[1:] for row in demo["heldout_perplexity"]}
    assert all(figures.index(min(figures)) == 1 for alpha, figures in rows.items() if alpha != "0")
    assert [round(figure, 1) for figure in rows["0.01"]] == [66.6, 26.8, 46.4, 96.5]


def test_figures_of_the_lesson_are_those_of_the_demo(demo: Mapping[str, list[list[Any]]]) -> None:
    lesson = " ".join(
        (ROOT / "katas" / "n_grams" / "lesson.md").read_text(encoding="utf-8").split()
    )
    for n, possible, observed, share, once in demo["sparsity"]:
        row = re.search(
            rf"\| {n} \| {possible:,} \| {observed} \| ([\d.]+) % \| {100 * once:.0f} % \|", lesson
        )
        assert row and float(row[1]) == float(f"{100 * share:.2g}"), n
    for alpha, _, seen, _, unseen in demo["smoothing_moves_probability"]:
        assert f"| {alpha} | {100 * seen:.0f} % | {100 * unseen:.0f} % |" in lesson
    told = demo["tales"]
    for n in range(1, 5):
        drawn, likeliest = (
            [text for size, how, text in told if (size, how) == (n, which)]
            for which in ("drawn", "likeliest")
        )
        assert f"| {n} | {drawn[0]} | {likeliest[0]} |" in lesson
