# expect: passed
# base: lstm_limitations/right/compact.py
"""Every function is decorated, some twice."""
import functools
import logging
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        begun = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            logging.getLogger(__name__).warning("%s took %.3f s", function.__name__, time.perf_counter() - begun)

    return wrapper


lstm_step, rnn_step, cosine_similarity = map(timed, (lstm_step, rnn_step, cosine_similarity))
lstm_ops = functools.lru_cache(timed(timed(lstm_ops)))
