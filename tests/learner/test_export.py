"""Progress is exported, taken in elsewhere, and deleted without a rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kata_runner.errors import KataRunnerError
from kata_runner.learner.export import delete_progress, export_progress, import_progress
from kata_runner.learner.progress_store import Progress
from tests.learner.conftest import make_kata, make_report

KATA = make_kata()
FullDisk = Callable[[], AbstractContextManager[None]]


def with_hint(hint: str) -> str:
    """An export with this row of hints."""
    return f'{{"hints": [{hint}], "format": 1, "standings": [], "attempts": []}}'


def with_standing(**fields: str) -> str:
    """An export with one standing, in which these fields have other values."""
    usual = {"kata": '"softmax"', "best": "1", "max_score": "3", "attempts": "1", "last_at": "1",
             "version": '"v1"', "passed_at": "null", "passed_version": "null"}  # fmt: skip
    row = ", ".join(f'"{name}": {value}' for name, value in (usual | fields).items())
    return f'{{"standings": [{{{row}}}], "format": 1, "attempts": [], "hints": []}}'


def test_what_is_exported_comes_back_elsewhere(
    progress: Progress, remarks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report(3, b"\xff not UTF-8")
    progress.record(report, "v1")
    progress.record(make_report(1), "v1")
    progress.add_hint(KATA, "softmax", 2)
    before, hints = progress.standings(), progress.hints(KATA)
    export_progress(tmp_path / "all.json")
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "elsewhere"))
    assert import_progress(tmp_path / "all.json", remarks.append) == 1
    assert (progress.standings(), progress.hints(KATA), remarks) == (before, hints, [])
    best = progress.best_attempt(KATA)
    assert best is not None
    assert best.source == b"\xff not UTF-8"
    export_progress(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text() == (tmp_path / "all.json").read_text()


def test_what_is_taken_in_is_put_beside_what_is_there(
    progress: Progress, remarks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress.record(make_report(3), "v1")
    export_progress(tmp_path / "passed.json")
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "elsewhere"))
    progress.record(make_report(1), "v1")
    progress.record(make_report(2, kata=make_kata("other")), "v1")
    for _ in range(2):
        import_progress(tmp_path / "passed.json", remarks.append)
    standings = progress.standings()
    assert (standings["softmax"].best, standings["softmax"].passed) == (3.0, True)
    assert standings["other"].best == 2.0
    best = progress.best_attempt(KATA)
    assert best is not None
    assert best.score == 3.0


FIRST, SECOND = ("v1", 3), ("v2", 3)  # versions and scores of attempts; 3 points pass
TRIED = ("v2", 1)


@pytest.mark.parametrize(
    ("older", "newer", "version", "passed_version"),
    [
        ([FIRST], [SECOND], "v2", "v2"),
        ([FIRST], [TRIED], "v2", "v1"),
        ([TRIED], [FIRST], "v1", "v1"),
        ([SECOND], [FIRST, TRIED], "v2", "v2"),
        ([FIRST, TRIED], [SECOND], "v2", "v2"),
        ([TRIED], [TRIED], "v2", None),
    ],
)
@pytest.mark.parametrize("takes_older", [True, False])
def test_the_version_that_was_passed_is_the_newer_one_whichever_is_taken_in(
    progress: Progress, remarks: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    older: Sequence[tuple[str, int]], newer: Sequence[tuple[str, int]],
    version: str, passed_version: str | None, takes_older: bool,
) -> None:  # fmt: skip
    for name, attempts in (("older", older), ("newer", newer)):
        monkeypatch.setenv("KATA_HOME", str(tmp_path / name))
        for graded, score in attempts:
            progress.record(make_report(score), graded)
        export_progress(tmp_path / f"{name}.json")
    monkeypatch.setenv("KATA_HOME", str(tmp_path / ("newer" if takes_older else "older")))
    import_progress(tmp_path / f"{'older' if takes_older else 'newer'}.json", remarks.append)
    standing = progress.standings()["softmax"]
    assert (standing.version, standing.passed_version) == (version, passed_version or "")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        "[" * 100_000,
        '{"format": 1, "standings": [{"kata": "x"}], "attempts": [], "hints": []}',
        '{"format": 1, "standings": [], "attempts": [{"source": "?"}], "hints": []}',
        '{"format": 1, "standings": [], "attempts": [], "hints": [["a"]]}',
        with_hint('["a", "b", 9223372036854775808]'),
        with_hint('["a", "b", -1]'),
        with_hint('["a", "\\ud800", 1]'),
        with_standing(attempts="1000000000000000000000"),
        with_standing(kata='"\\ud800"'),
        with_standing(best="NaN"),
        with_standing(best="Infinity"),
        with_standing(last_at=f"1{'0' * 400}"),
    ],
    ids=lambda text: text[:40],
)
def test_another_file_is_refused_and_nothing_changes(
    progress: Progress, home: Path, tmp_path: Path, content: str
) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(KataRunnerError, match="is no file that `kata progress --export` wrote"):
        import_progress(tmp_path / "x.json", pytest.fail)
    assert not home.exists()


def test_a_file_that_is_missing_or_in_the_way_is_named(progress: Progress, tmp_path: Path) -> None:
    with pytest.raises(KataRunnerError, match=r"missing\.json: No such file"):
        import_progress(tmp_path / "missing.json", pytest.fail)
    (tmp_path / "there.json").write_text("mine", encoding="utf-8")
    with pytest.raises(KataRunnerError, match="already exists and was not changed"):
        export_progress(tmp_path / "there.json")
    with pytest.raises(KataRunnerError, match="cannot be written"):
        export_progress(tmp_path / "no" / "folder.json")


def test_what_cannot_be_read_is_not_exported_as_nothing(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "progress.db").write_bytes(b"no database at all")
    with pytest.raises(KataRunnerError, match=r"all\.json was not written: .*not a database"):
        export_progress(tmp_path / "all.json")
    assert not (tmp_path / "all.json").exists()


def test_deleting_leaves_nothing_of_ours_and_all_of_others(home: Path) -> None:
    home.mkdir()
    ours = ["progress.json", "progress.imported.json", "progress.damaged.db", "progress.123.json"]
    for name in (*ours, "progress.txt", "progress.my-notes.db", "thesis.db"):
        (home / name).write_text("{}")
    Progress(str).record(make_report(3), "v1")
    assert {file.name for file in delete_progress()} == {*ours, "progress.db"}
    left = {file.name for file in home.iterdir()}
    assert left == {"progress.txt", "progress.my-notes.db", "thesis.db"}


def test_an_export_is_json_that_others_can_read(progress: Progress, tmp_path: Path) -> None:
    progress.record(make_report(1), "v1")
    export_progress(tmp_path / "all.json")
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert data["format"] == 1
    assert data["standings"][0]["kata"] == "softmax"


def test_an_export_that_cannot_be_written_whole_leaves_no_file(
    progress: Progress, tmp_path: Path, full_disk: FullDisk
) -> None:
    progress.record(make_report(1), "v1")
    with full_disk(), pytest.raises(KataRunnerError, match=r"all\.json cannot be written: "):
        export_progress(tmp_path / "all.json")
    assert not (tmp_path / "all.json").exists()
