"""The small kata that the grader's tests break in one place at a time; here the author's checks
have to say so.
"""

from __future__ import annotations

from tests.helpers.area import area, attempt, run, sandbox, write_kata

__all__ = ["area", "attempt", "run", "sandbox", "write_kata"]
