"""Encoding of what is sent to the attempt's process: a kata's experiments, the terms of a job, and
the attempt, each packed separately.

Most of it is the same for every attempt, so a fork server receives it only once.
"""

from __future__ import annotations

import marshal
from functools import lru_cache
from pathlib import Path

import msgpack

from kata_runner.engine.job import Job
from kata_runner.engine.unchanged import watches_arguments
from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.sanitize import harmless


@lru_cache(maxsize=8)
def pack_kata(kata: Kata) -> bytes:
    """Pack a kata's key, its compiled experiments and its data; raises PackError when they cannot
    be read.
    """
    code, data = compile_experiments(kata.experiments), read_data(kata)
    return bytes(msgpack.packb([get_key(kata), code, data]))


def pack_terms(job: Job) -> bytes:
    """Pack the terms of a job: which of the kata's experiments are run, and under which limits.

    Jobs on the same terms are packed as the same bytes.
    """
    terms = {
        "which": job.which if isinstance(job.which, str) else list(job.which),
        "declare": job.declare,
        "stopped": None if job.stopped is None else dict(job.stopped),
        "allowance": job.allowance,
        "watch": watches_arguments(job),
        "hurried": job.hurried,
        "seed": job.seed,
        "packages": list(job.kata.packages),
        "limits": vars(job.kata.limits),
        "settings": dict(job.settings),
    }
    return bytes(msgpack.packb([get_key(job.kata), terms]))


def pack_attempt(job: Job, mark: str) -> bytes:
    """Pack the attempt's file name, the mark that separates its printed output, and its source."""
    filename = harmless(Path(job.attempt.path).name)[:100] or "attempt.py"
    return bytes(msgpack.packb([filename, mark, job.attempt.source]))


def pack_job(job: Job, mark: str) -> bytes:
    """Pack kata, terms and attempt together, for a process that receives nothing else."""
    return bytes(msgpack.packb([pack_kata(job.kata), pack_terms(job), pack_attempt(job, mark)]))


def get_key(kata: Kata) -> str:
    """Return the key under which a fork server keeps the experiments of a kata."""
    return str(kata.experiments)


def forget_files() -> None:
    """Clear the cache of all katas' files, because an author is changing them."""
    pack_kata.cache_clear()


def read_data(kata: Kata) -> dict[str, str]:
    """Return the texts of the data files that a kata's experiments may read; raises PackError."""
    try:
        return {name: (kata.folder / name).read_text(encoding="utf-8-sig") for name in kata.data}
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"kata {kata.id}: data cannot be read: {error}") from error


def compile_experiments(experiments: Path) -> bytes:
    """Compile a kata's experiments into marshalled code, while the attempt's process is still
    starting.

    That process runs the same Python, so it can load the code. Raises PackError.
    """
    try:
        return marshal.dumps(
            compile(
                experiments.read_bytes(), str(experiments), "exec", dont_inherit=True, optimize=0
            )
        )
    except OSError as error:
        raise PackError(f"{experiments}: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        from kata_runner.packs.author_files import add_location, read_python

        read_python(experiments)  # raises PackError for a file in another encoding
        line, text = getattr(error, "lineno", None) or 0, getattr(error, "msg", error)
        problem = add_location(experiments, line, f"{type(error).__name__}: {text}")
        raise PackError(problem) from error
