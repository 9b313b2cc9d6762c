"""Whatever stands in the folder for results, nothing outside of it is overwritten or deleted."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "place",
    [
        "feedback",
        "results.sqlite",
        "results.sqlite-wal",
        "results.sqlite-journal",
        "results.sqlite-shm",
    ],
)
def test_a_link_in_place_of_ours_is_refused(
    kata: RunKata, softmax: Path, right: Path, work: Path, place: str
) -> None:
    victim = work / "victim"
    if place == "feedback":
        victim.mkdir()
        (victim / "solution.md").write_text("mine", encoding="utf-8")
    else:
        victim.write_text("mine", encoding="utf-8")
    (work / "out").mkdir()
    (work / "out" / place).symlink_to(victim)
    code, _, err = kata("grade", "0.1", right, "--pack", softmax, "--out", "out")
    assert code == 2
    assert (
        f"out/{place} is a link: what it leads to would be overwritten: choose another --out" in err
    )
    content = victim / "solution.md" if place == "feedback" else victim
    assert content.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in work.rglob("*.md")) == ["solution.md"] * (
        place == "feedback"
    )


@pytest.mark.parametrize(
    "place", ["grades.csv", ".grades.csv.new", "feedback/solution.md", "feedback/.solution.md.new"]
)
def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(
    kata: RunKata, softmax: Path, right: Path, work: Path, place: str
) -> None:
    victim = work / "victim"
    victim.write_text("mine", encoding="utf-8")
    (work / "out" / "feedback").mkdir(parents=True)
    (work / "out" / place).symlink_to(victim)
    assert kata("grade", "0.1", right, "--pack", softmax, "--out", "out").code == 0
    assert victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name", ["../../victim", "/WORK/victim", "..", ".hidden", "feedback/../../../victim"]
)
def test_a_store_that_names_files_elsewhere_deletes_none(
    kata: RunKata, softmax: Path, right: Path, work: Path, name: str
) -> None:
    victim = work / "victim.md"
    victim.write_text("mine", encoding="utf-8")
    assert kata("grade", "0.1", right, "--pack", softmax, "--out", "out").code == 0
    with sqlite3.connect(work / "out" / "results.sqlite") as store:
        store.execute(
            "UPDATE published SET feedback = ?, student = 'gone'",
            (name.replace("/WORK", str(work)),),
        )
    store.close()
    assert kata("grade", "0.1", right, "--pack", softmax, "--out", "out").code == 0
    assert victim.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("change", ["verdicts SET report = 'no report'",
                                    "verdicts SET report = '{}'",
                                    "outcomes SET outcome = '[1, 2'",
                                    "outcomes SET outcome = '[]'"])  # fmt: skip
def test_a_damaged_verdict_is_one_line(
    kata: RunKata, softmax: Path, right: Path, work: Path, change: str
) -> None:
    arguments = ("grade", "0.1", right, "--pack", softmax, "--out", "out")
    assert kata(*arguments).code == 0
    with closing(sqlite3.connect(work / "out" / "results.sqlite")) as store:
        store.execute(f"UPDATE {change}")
        store.commit()
    for words in (arguments, ("grade", "--why", right.stem, "--out", "out")):
        ended = kata(*words)
        if words is arguments or "verdicts" in change:
            assert (ended.code, ended.out) == (2, "")
            assert ended.err.splitlines()[-1].startswith(
                "kata: error: a verdict in results.sqlite is damaged"
            )
            assert "Traceback" not in ended.err
