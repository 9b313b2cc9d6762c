"""The worked examples of a lesson: what stands behind ``>>>`` in its fenced Python, run below the
reference.
"""

from __future__ import annotations

from kata_runner.packs.lesson import extract_examples, list_examples

MARK = "--- the lesson's examples ---"

# What is put below a reference: it runs where attempts run, and prints a line for each example that
# is wrong.
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
    """A reference that tries a lesson's examples as it is loaded."""
    call = f"_try_examples({extract_examples(lesson)!r}, dict(globals()))"
    return f"{reference}{HARNESS.replace('MARK', repr(MARK))}\n\n{call}\n"


def count_examples(lesson: str) -> int:
    """How many examples a lesson has."""
    return len(list_examples(lesson))


def parse_failures(output: str) -> list[str]:
    """What was printed of examples that are wrong."""
    return output.partition(MARK)[2].strip().splitlines()
