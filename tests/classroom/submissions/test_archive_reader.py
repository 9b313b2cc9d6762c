"""No archive is read beyond its bounds, and what is wrong with one is one kind of error."""

from __future__ import annotations

import io
import zlib
from contextlib import closing

import pytest

from kata_runner.classroom.submissions.archive_reader import (
    BadArchiveError,
    BoundedReader,
    wrap_errors,
)
from kata_runner.classroom.submissions.submitted_file import RefusedFileError


def test_no_more_is_read_at_once_than_the_limit() -> None:
    reader = BoundedReader(io.BytesIO(b"x" * 20))
    reader.limit = 10
    assert reader.read(10) == b"x" * 10
    for size in (12, -1, None):
        reader.seek(0)
        with pytest.raises(BadArchiveError, match="its list of contents is too large"):
            reader.read(size)


def test_no_more_than_the_bound_is_asked_for() -> None:
    with closing(BoundedReader(io.BytesIO(b"x"))) as file:
        with pytest.raises(BadArchiveError, match="too large"):
            file.read(file.limit + 2)
        assert file.read() == b"x"


@pytest.mark.parametrize("error", [zlib.error("bad data"), EOFError(), MemoryError(), OSError(5)])
def test_whatever_a_reader_raises_is_a_bad_archive(error: Exception) -> None:
    with pytest.raises(BadArchiveError, match=r"."), wrap_errors():
        raise error


def test_a_refusal_stays_one() -> None:
    with pytest.raises(RefusedFileError, match="is encrypted"), wrap_errors():
        raise RefusedFileError("is encrypted")
