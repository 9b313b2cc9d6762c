"""The worked examples of a lesson: the ``>>>`` statements in its fenced Python.

They run after the code of the reference.
"""

from __future__ import annotations

from kata_runner.packs.lesson_sections import extract_examples

MARK = "--- the lesson's examples ---"

# Appended to a reference: it runs where attempts run, and prints a line for each wrong example.
HARNESS = """


def _try_examples(text, names):
    import doctest

    class Runner(doctest.DocTestRunner):
        def tell(self, test, example, came):
            first = example.source.strip().splitlines()[0]
            told.append(f"line {test.lineno + example.lineno + 1}: {first} gives {came}")

        def report_failure(self, out, test, example, got):
            self.tell(test, example, f"{got.strip()!r}, and {example.want.strip()!r} is written")

        def report_unexpected_exception(self, out, test, example, error):
            self.tell(test, example, f"{error[0].__name__}: {error[1]}")

    told = []
    test = doctest.DocTestParser().get_doctest(text, names, "lesson", "lesson.md", 0)
    Runner(verbose=False).run(test, out=lambda text: None)
    print(MARK, *told, sep="\\n")
"""


def add_examples(reference: str, lesson: str) -> str:
    """Return a reference that runs a lesson's examples when it is loaded."""
    call = f"_try_examples({extract_examples(lesson)!r}, dict(globals()))"
    return f"{reference}{HARNESS.replace('MARK', repr(MARK))}\n\n{call}\n"


def parse_failures(output: str) -> list[str]:
    """Return what was printed about examples that are wrong, a line for each."""
    return output.partition(MARK)[2].strip().splitlines()
