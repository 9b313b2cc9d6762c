"""The files of a kata in a worker, which its threads share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from kata_runner.classroom.executors import dask_worker
from kata_runner.classroom.executors.msgpack_codec import decode, encode
from kata_runner.model import Kata

THREADS = 4
ENCODED = encode(Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path()))


def test_threads_that_see_a_kata_first_share_one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode_slowly(data: bytes) -> object:
        sleep(0.05)  # so that the other threads come in
        return decode(data)

    barrier = Barrier(THREADS)
    monkeypatch.setattr(dask_worker, "decode", decode_slowly)
    monkeypatch.setattr(dask_worker, "_katas", {})

    def get_kata(_: int) -> Kata:
        barrier.wait()
        return dask_worker.get_kata(ENCODED, {"experiments.py": b"x = 1\n"})

    with ThreadPoolExecutor(THREADS) as pool:
        katas = list(pool.map(get_kata, range(THREADS)))
    assert {kata.folder for kata in katas} == {katas[0].folder}
    assert katas[0].experiments.read_bytes() == b"x = 1\n"
    [(_, folder)] = dask_worker._katas.values()
    folder.cleanup()
