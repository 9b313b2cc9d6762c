"""Members of a class have names of which no two are equal."""

from __future__ import annotations

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.enrollment import Enrollment


def assign(*students: Student) -> list[str]:
    """Return the display names of students, each of whom is a member of their own."""
    enrollment = Enrollment(lambda _: False, [])
    for index, student in enumerate(students):
        enrollment.add_member(student, own=str(index))
    enrollment.assign_display_names()
    return [member.display_name for member in enrollment.members.values()]


def test_an_id_or_an_address_is_added_where_a_name_is_shared() -> None:
    names = assign(Student("Li Wei", ("1",)), Student("Li Wei", (), "li@x"), Student("Bo", ("3",)))
    assert names == ["Li Wei (1)", "Li Wei (li@x)", "Bo"]


def test_students_of_the_list_keep_their_names() -> None:
    listed = Student("Ada", ("1",), is_listed=True)
    assert assign(Student("Ada", ("7",)), listed) == ["Ada (7)", "Ada"]
    assert assign(Student("Ada"), listed) == ["Ada (2)", "Ada"]


def test_thousands_of_one_name_are_numbered() -> None:
    count = 5000
    names = assign(*[Student("student")] * count, Student("student (3)"))
    assert len(set(names)) == count + 1
    assert names[:2] == ["student", "student (2)"]
