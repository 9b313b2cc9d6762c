"""Whether an attempt has what the sentence about a small change speaks of."""

from __future__ import annotations

import pytest

from kata_runner.grading.diagnosis.wording import is_about, without_wrong_place

SLICED = "def f(words, n):\n    return [w for w in words[n:]]  # sum, and range(n)\n"
COUNTED = "def f(words, n):\n    return [words[i] for i in range(n, len(words))]\n"
ADDED = "def f(a, b):\n    total = a.sum()\n    total += b*2\n    return total\n"


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("A slice begins one too late where `words` is used.", SLICED, True),
        ("A slice begins one too late where `words` is used.", COUNTED, False),
        ("A loop starts one too late where `n` is used.", COUNTED, True),
        ("A loop starts one too late.", ADDED, False),
        (
            "A slice begins one too late.",
            SLICED.replace("return", "if n: continue\n    return"),
            False,
        ),
        ("It is as if 0.1 were added to what is divided by.", ADDED, False),
        (
            "It is as if 0.1 were added to what is divided by.",
            "def f(a):\n    return 1 / a\n",
            True,
        ),
        ("Intermediate results are rounded to 4 decimals.", ADDED, False),
        ("What is below 0 is cut off in place of `tanh`.", ADDED, False),
        ("The largest come first.", ADDED, False),
        ("A loop is left out.", ADDED, True),
        ("`axis` is left out of `sum`, which takes everything together then.", ADDED, True),
        ("`axis` is left out of `sum`, which takes everything together then.", SLICED, False),
        ("`min` is used in place of `max` where `a` is used.", ADDED, False),
        ("`a` is used in place of `max` where `b` is used.", ADDED, True),
        ("`a` is used in place of `c` where `c` and `a` are used.", ADDED, True),
        ("`sum` without `axis` adds up everything to one number.", ADDED, True),
        ("`tanh` is missing where `a` is used.", ADDED, True),
        ("What is computed from `c` and `d` is left out.", ADDED, True),
        ("`* 2` is written in place of `* 3`.", ADDED, True),
        ("The sides of `@` are exchanged.", ADDED, False),
        ("Each value replaces the one before: write `@=` in place of `=`.", ADDED, True),
    ],
)
def test_a_sentence_is_about_what_stands_in_the_part(
    sentence: str, source: str, expected: bool
) -> None:
    others = "\n\ndef g(x):\n    return max(min(x[1:]) @ x for _ in x)\n"
    assert is_about(sentence, (source + others).encode(), "f") is expected


def test_in_a_part_that_is_not_defined_once_the_whole_file_counts() -> None:
    source = b"def helper(x):\n    return min(x)\n\nf = helper\n"
    assert is_about("`min` is used in place of `max`.", source, "f")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("`sum` is wrong where `a` is used.", "`sum` is wrong where `a` is used."),
        ("`sum` is wrong where `b` is used.", "`sum` is wrong."),
        ("`*` is wrong where `b` is used: so it is.", "`*` is wrong where `b` is used: so it is."),
        ("The square is left out where `a` and `b` are used.", "The square is left out."),
        ("The sides are exchanged.", "The sides are exchanged."),
    ],
)
def test_the_names_at_a_place_stand_in_one_line_with_what_is_wrong(
    sentence: str, expected: str
) -> None:
    assert without_wrong_place(sentence, ADDED.encode(), "f") == expected
