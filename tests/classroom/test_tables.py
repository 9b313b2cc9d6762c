"""Tables on disk keep order, whatever names are made of."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.tables import Ordered, key_of, nameless, parts_of, row_by_row

NAMES = st.text(st.characters(exclude_characters="\0"), max_size=4)  # lone surrogates are among them


@given(st.sets(st.lists(NAMES, min_size=1, max_size=3).map(tuple)))
def test_keys_are_ordered_as_the_names_they_are_made_of(paths: set[tuple[str, ...]]) -> None:
    with closing(Ordered("length")) as rows:
        rows.put((key_of(*path), len(path)) for path in paths)
        assert [(parts_of(key), length) for key, length in rows] == [(path, len(path)) for path in sorted(paths)]


def test_a_folder_comes_before_a_longer_name_whatever_that_goes_on_with() -> None:
    assert sorted([key_of("ada-l"), key_of("ada", "x.py"), key_of("ada")]) == [
        key_of("ada"), key_of("ada", "x.py"), key_of("ada-l"),
    ]  # fmt: skip


def test_of_two_rows_with_one_key_the_later_stays_and_they_are_there_as_often_as_wanted() -> None:
    with closing(Ordered("value")) as rows:
        rows.put([(b"b", 1), (b"a", 2), (b"b", 3)])
        assert list(rows) == list(rows) == [(b"a", 2), (b"b", 3)]


def test_rows_are_visited_one_by_one_while_they_are_changed() -> None:
    with closing(nameless("CREATE TABLE numbers (value INTEGER)")) as connection:
        connection.executemany("INSERT INTO numbers VALUES (?)", [(1,), (2,), (3,)])
        for number, value in row_by_row(connection, "numbers", "value"):
            connection.execute("UPDATE numbers SET value = ? WHERE rowid = ?", (10 * value, number))
        assert [value for _, value in row_by_row(connection, "numbers", "value")] == [10, 20, 30]
