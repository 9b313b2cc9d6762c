"""Several submissions that claim to be one student's: which counts, or why nobody knows.

Two senders who claim one student are never told apart by date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.classroom.submissions.entry import Entry, RefusedError
from kata_runner.classroom.submissions.select import IsStarter


@dataclass(frozen=True, slots=True)
class Claim:
    """A submission that is taken for a student's: who sent it, what it came as, and the entry or why there is none."""

    sender: str
    key: str
    file: str
    late: bool
    refused: str
    undecided: str
    upload: int
    note: str
    is_decided: bool
    group: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Settled:
    """The claim that counts, why it is undecided, and what is to be said of the others."""

    claim: Claim
    undecided: str = ""
    note: str = ""


def settle(claims: Sequence[Claim], is_starter: IsStarter) -> Settled:
    """Choose among the claims for one student: what cannot be told apart is undecided."""
    if len(claims) == 1:
        return Settled(claims[0], claims[0].undecided, claims[0].note)
    decided = [claim for claim in claims if claim.is_decided]
    if decided and len(decided) < len(claims):
        return add_note(settle(decided, is_starter), claims, decided, "somebody decided so")
    readable = [claim for claim in claims if not claim.refused]
    if 0 < len(readable) < len(claims):
        return add_note(settle(readable, is_starter), claims, readable, "they cannot be read")
    if not readable:
        return Settled(claims[0], "", f"handed in {len(claims)} times, nothing of it can be read")
    return settle_readable(readable, is_starter)


def settle_readable(claims: Sequence[Claim], is_starter: IsStarter) -> Settled:
    """Choose among claims that can all be read."""
    work = [claim for claim in claims if claim.entry and not is_starter(claim.entry)]
    if 0 < len(work) < len(claims):
        return add_note(settle(work, is_starter), claims, work, "they are the starter as it was given out")
    newest = max(claims, key=lambda claim: claim.upload)
    if len({claim.sender for claim in claims}) == 1 and [c.upload for c in claims].count(newest.upload) == 1:
        return add_note(Settled(newest, newest.undecided, newest.note), claims, [newest], "they were uploaded earlier")
    if len(set(map(get_hash, claims))) == 1:
        return add_note(Settled(claims[0], claims[0].undecided), claims, claims[:1], "they are the same file")
    files = ", ".join(claim.key for claim in claims[:4]) + (" and others" if len(claims) > 4 else "")
    return Settled(claims[0], f"{len(claims)} submissions claim to be this student's: {files}")


def add_note(settled: Settled, claims: Sequence[Claim], kept: Sequence[Claim], why: str) -> Settled:
    """Say which claims were left out, and why."""
    left = ", ".join(claim.key for claim in claims if claim not in kept)
    notes = [settled.note, f"{left} left out, for {why}"]
    if not settled.undecided:
        notes.insert(0, f"{settled.claim.key} counts")
    return Settled(settled.claim, settled.undecided, "; ".join(dict.fromkeys(filter(None, notes))))


def get_hash(claim: Claim) -> str:
    """Return a hash of a claim's source; what cannot be read is like nothing else."""
    try:
        return hashlib.sha256(claim.entry.read()).hexdigest() if claim.entry else claim.key
    except RefusedError:
        return claim.key
