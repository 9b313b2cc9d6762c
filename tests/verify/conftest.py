"""The small kata that the grader's tests break in one place at a time; here the author's checks
have to say so.
"""

from __future__ import annotations

from tests.grading.conftest import area, attempt, run, sandbox, write_kata

__all__ = ["area", "attempt", "run", "sandbox", "write_kata"]

ADDER = """\
class Adder:
    def __init__(self, start):
        self.total = start

    def add(self, number):
        self.total += number
        return self.total
"""
