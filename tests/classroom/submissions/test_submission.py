"""What tells the senders of submissions apart."""

from __future__ import annotations

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.submission import Submission


def made(key: str, sender: Student, platform: str = "") -> Submission:
    return Submission(sender, key, key, key, None, platform=platform)


def test_a_platform_s_senders_are_one_by_name_and_id() -> None:
    ada, other = Student("Ada", ("1",)), Student("Ada", ("2",))
    first, again = made("a", ada, "canvas"), made("b", ada, "canvas")
    assert first.sender_key == again.sender_key
    assert first.sender_key != made("a", other, "canvas").sender_key
    assert first.sender_key != made("a", ada, "moodle").sender_key


def test_a_name_of_a_person_s_own_proves_nothing() -> None:
    assert made("a", Student("Ada")).sender_key != made("b", Student("Ada")).sender_key
