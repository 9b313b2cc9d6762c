"""`kata start`: what `tests/learner/test_starter.py` says of the file, seen from the first session
of a learner.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_start_then_check_needs_no_file_name(kata: RunKata) -> None:
    assert kata("start", "6.3") == (
        0,
        "lstm_limitations.py is yours to write in.\n"
        "network.py is data of the kata.\n"
        "Read the lesson with `kata show 6.3`, grade your file with `kata check 6.3 "
        "lstm_limitations.py`.\n",
        "",
    )
    code, out, err = kata("check", "6.3")
    assert (code, err) == (1, "")
    assert "FAILED  0 of 100 points" in out


def test_data_that_is_there_is_left_alone(kata: RunKata, work: Path) -> None:
    (work / "network.py").write_text("mine", encoding="utf-8")
    assert "network.py" not in kata("start", "6.3").out
    assert (work / "network.py").read_text(encoding="utf-8") == "mine"


def test_no_data_without_a_starter(kata: RunKata, work: Path) -> None:
    (work / "there").mkdir()
    (work / "there" / "lstm_limitations.py").touch()
    code, _, err = kata("start", "6.3", "there")
    assert code == 2
    assert "was not changed" in err
    assert not (work / "there" / "network.py").exists()


def test_an_unknown_kata_makes_no_folder(kata: RunKata, work: Path) -> None:
    assert kata("start", "nosuch", "folder").code == 2
    assert list(work.iterdir()) == []
