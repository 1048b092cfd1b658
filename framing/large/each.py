"""The one place where chunks meet a function: here, or in processes of their own."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from framing.errors import ParameterError

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")
_AHEAD = 2  # chunks that wait for each process, so that none is idle and few are held


def each(
    function: Callable[[Chunk], Result], chunks: Iterable[Chunk], *, jobs: int = 1
) -> Iterator[Result]:
    """Give each chunk to a function.

    Parameters
    ----------
    function : may be sent to a process: a function of a module, or a ``partial`` of one.
    chunks : taken one by one, as they are needed.
    jobs : processes; with one, all is done here. They are started anew, and not forked.

    Returns
    -------
    What the function makes of each chunk, one by one, in the order of the chunks.

    Raises
    ------
    ParameterError : a process was killed, or ran out of memory.

    Examples
    --------
    >>> list(each(len, ["a", "bcd"]))
    [1, 3]
    """
    if jobs == 1:
        yield from map(function, chunks)
        return
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[Any]] = deque()
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(function,))
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_of_chunk, chunk))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ParameterError(
            f"one of {jobs} processes was killed, or ran out of memory. Ask for fewer jobs, or for "
            "smaller pieces."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


_function: Callable[[Any], Any]  # of this process


def _begin(function: Callable[[Any], Any]) -> None:
    global _function
    _function = function


def _of_chunk(chunk: object) -> Any:
    return _function(chunk)
