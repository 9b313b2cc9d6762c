"""What was written for an earlier kata fits a later one, and comes with what it needs."""

from __future__ import annotations

import numpy as np
import pytest

from kata_runner.errors import UsageError
from kata_runner.learner.reuse import bring_in, list_earlier, list_fitting, select_parts
from kata_runner.packs.source_parts import list_unwritten
from tests.learner.conftest import make_kata

STARTER = '''"""Later."""

import numpy as np


def softmax(scores):
    """Shares."""
    raise NotImplementedError


def attend(queries, keys):
    """Means."""
    raise NotImplementedError


class Layer:
    def __init__(self, width):
        raise NotImplementedError
'''
EARLIER = '''import math
from functools import cache

import numpy as np

SMALL = 1e-9


def _shift(scores):
    return scores - max(scores) + SMALL


@cache
def unrelated(x):
    return math.e


def softmax(scores: list) -> list:
    """Mine."""
    powers = np.exp(_shift(scores))
    return powers / powers.sum()


def attend(queries):
    return queries


class Layer:
    def __init__(self, width):
        self.width = width
'''
KATA = make_kata()


def test_a_part_fits_by_name_and_parameters() -> None:
    assert list_fitting(STARTER, EARLIER) == ["softmax", "Layer"]


def test_what_is_not_written_fits_nowhere() -> None:
    assert list_fitting(STARTER, STARTER) == []


def test_what_is_there_already_is_left_alone() -> None:
    assert list_fitting(EARLIER, EARLIER) == []


def test_a_part_comes_with_what_it_needs_and_nothing_else() -> None:
    text = bring_in(STARTER, EARLIER, ["softmax"])
    assert text.count("def softmax") == 1
    assert text.index("import numpy as np") < text.index("SMALL = 1e-9")
    assert text.index("SMALL = 1e-9") < text.index("def _shift") < text.index("def softmax")
    assert "Mine." in text
    assert "Shares." not in text
    assert "unrelated" not in text
    assert "import math" not in text
    assert list_unwritten(text) == ["attend", "Layer.__init__"]
    space: dict[str, object] = {}
    exec(text, space)
    assert sum(space["softmax"](np.array([1.0, 2.0]))) == pytest.approx(1)  # type: ignore[operator]


def test_a_part_that_nothing_asks_for_stands_above_all_others_with_its_imports() -> None:
    text = bring_in(STARTER, EARLIER, ["unrelated"])
    assert text.index("from functools import cache") < text.index("@cache\ndef unrelated")
    assert text.index("def unrelated") < text.index("def softmax")
    assert "import math" in text
    compile(text, "text", "exec")


def test_a_starter_without_imports_takes_some() -> None:
    text = bring_in("def f():\n    raise NotImplementedError\n", EARLIER, ["unrelated"])
    compile(text, "text", "exec")
    assert text.startswith("import math\nfrom functools import cache\n")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("softmix", "you wrote no softmix for kata 0.1: there is unrelated, softmax, attend"),
        ("attend", "attend of kata 0.1 takes other parameters, or is not written"),
    ],
)
def test_a_part_that_cannot_be_brought_is_refused(asked: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        select_parts(STARTER, EARLIER, asked, KATA)
    assert message in str(caught.value)


def test_where_nothing_fits_one_is_to_be_named() -> None:
    with pytest.raises(UsageError, match=r"name a part, --with 0\.1:f"):
        select_parts(STARTER, "def f(): return 1\n", "", KATA)


def test_all_that_a_kata_builds_on_comes_before_it_the_nearest_first() -> None:
    first, second = make_kata("first", "1"), make_kata("second", "2", ("1",))
    third, other = make_kata("third", "3", ("second", "gone")), make_kata("other", "4")
    katas = [first, second, third, other]
    assert [kata.id for kata in list_earlier(third, katas)] == ["2", "1"]
    assert list_earlier(first, katas) == []


def test_a_form_feed_or_a_line_separator_above_a_part_moves_no_line() -> None:
    source = EARLIER.replace("SMALL", "# page \f and \u2028 line\nSMALL", 1)
    starter = STARTER.replace("import", "# page \f and \u2028 line\nimport")
    text = bring_in(starter, source, ["softmax"])
    compile(text, "text", "exec")
    assert "    return powers / powers.sum()\n" in text
    assert list_unwritten(text) == ["attend", "Layer.__init__"]


def test_imports_below_the_first_part_of_a_starter_stay_where_they_are() -> None:
    starter = STARTER.replace("\n\n\ndef attend", "\n\n\nimport os\n\n\ndef attend")
    source = EARLIER.replace("def softmax", "@cache\ndef softmax").replace("1e-9", "math.ulp(1.0)")
    text = bring_in(starter, source, ["softmax"])
    assert text.startswith(
        '"""Later."""\n\nimport numpy as np\nimport math\nfrom functools import cache\n'
    )
    assert text.index("def softmax") < text.index("import os\n") < text.index("def attend")
    space: dict[str, object] = {}
    exec(text, space)
    assert list_unwritten(text) == ["attend", "Layer.__init__"]


def test_a_starter_whose_only_import_is_below_its_first_part_takes_imports_above_it() -> None:
    starter = "def f():\n    raise NotImplementedError\n\n\nimport os\n"
    text = bring_in(starter, EARLIER, ["unrelated"])
    assert text.startswith("import math\nfrom functools import cache\n@cache\ndef unrelated")
    assert text.endswith("import os\n")
