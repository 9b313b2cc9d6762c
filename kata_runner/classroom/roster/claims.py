"""Decides which of several submissions that are attributed to one student counts.

Algorithm; each step uses the submissions that the previous step kept:

1. If a person assigned some of them, keep only those.
2. If some can be read, keep only those. If none can, report the first.
3. If some are not the unmodified starter, keep only those.
4. If all have the same sender, and one of them is the latest upload, that one counts.
5. If all are the same file, the first counts.
6. Otherwise they are undecided. The date never decides between two senders.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kata_runner.classroom.submissions.select import Predicate
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.classroom.submissions.submitted_file import RefusedFileError

MAX_LISTED = 4


def settle(submissions: Sequence[Submission], is_starter: Predicate) -> Submission:
    """Return the submission that counts, or an `undecided` one, with a note on the others."""
    first = submissions[0]
    if len(submissions) == 1:
        return first
    for preferred, why in list_preferred(submissions, is_starter):
        if 0 < len(preferred) < len(submissions):
            return leave_out(submissions, preferred, why, is_starter)
    if first.refusal:  # and so has each of them
        note = f"handed in {len(submissions)} times, nothing of it can be read"
        return replace(first, undecided="", note=note)
    keys = ", ".join(submission.key for submission in submissions[:MAX_LISTED])
    more = " and others" if len(submissions) > MAX_LISTED else ""
    why = f"{len(submissions)} submissions claim to be this student's: {keys}{more}"
    return replace(first, undecided=why, note="")


def list_preferred(
    submissions: Sequence[Submission], is_starter: Predicate
) -> Iterator[tuple[list[Submission], str]]:
    """Yield the submissions that each step keeps, if it can choose, and why not the others."""
    yield [submission for submission in submissions if submission.is_decided], "somebody decided so"
    readable = [submission for submission in submissions if not submission.refusal]
    yield readable, "they cannot be read"
    if not readable:
        return
    work = [submission for submission in submissions
            if submission.file and not is_starter(submission.file)]  # fmt: skip
    yield work, "they are the starter as it was given out"
    newest = max(submissions, key=lambda submission: submission.upload)
    uploads = [submission.upload for submission in submissions]
    senders = {submission.sender_key for submission in submissions}
    if len(senders) == 1 and uploads.count(newest.upload) == 1:
        yield [newest], "they were uploaded earlier"
    if len(set(map(get_hash, submissions))) == 1:
        yield [replace(submissions[0], note="")], "they are the same file"


def leave_out(
    submissions: Sequence[Submission],
    remaining: Sequence[Submission],
    why: str,
    is_starter: Predicate,
) -> Submission:
    """Settle the remaining submissions, and note which ones were left out and why."""
    settled = settle(remaining, is_starter)
    keys = {submission.key for submission in remaining}
    left_out = ", ".join(submission.key for submission in submissions if submission.key not in keys)
    # The key of several uploads is the first one's name; which of them counts is in the note.
    is_said = settled.undecided or (settled.platform and settled.note)
    counts = "" if is_said else f"{settled.key} counts"
    notes = filter(None, (counts, settled.note, left_out and f"{left_out} left out, for {why}"))
    return replace(settled, note="; ".join(dict.fromkeys(notes)))


def get_hash(submission: Submission) -> str:
    """Return a hash of the source, or the submission's unique key if it cannot be read."""
    if submission.file is None:
        return submission.key
    try:
        return hashlib.sha256(submission.file.read_source()).hexdigest()
    except RefusedFileError:
        return submission.key
