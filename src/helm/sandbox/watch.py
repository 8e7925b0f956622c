"""Feeds a process, reads what it writes, and ends it when it takes too long or writes too much."""

import contextlib
import io
import subprocess
import threading
import time
from typing import IO, Callable, List, cast

from helm.sandbox.values import OUT_OF_CPU_TIME, Limits, SandboxResult

CHUNK_BYTES = 65536
# How long the rest of the output may take to arrive once everything has been killed.
DRAIN_SECONDS = 5.0


class _Reader(threading.Thread):
    """Keeps the first `limit` bytes of a stream; calls `on_excess` if there are more."""

    def __init__(self, stream: IO[bytes], limit: int, on_excess: Callable[[], None]):
        super().__init__(daemon=True)
        self._stream = stream
        self._limit = limit
        self._on_excess = on_excess
        self._chunks: List[bytes] = []
        self.exceeded = False

    def run(self) -> None:
        size = 0
        with self._stream:
            while chunk := self._stream.read(CHUNK_BYTES):
                self._chunks.append(chunk)
                size += len(chunk)
                if size > self._limit:
                    self.exceeded = True
                    self._on_excess()
                    return

    def text(self) -> str:
        return b"".join(list(self._chunks))[: self._limit].decode(errors="replace")


def _feed(stream: IO[bytes], text: str) -> None:
    # A program need not read its input.
    with contextlib.suppress(OSError), io.BufferedWriter(cast(io.RawIOBase, stream)) as writer:
        writer.write(text.encode())


def watch(
    process: "subprocess.Popen[bytes]",
    stdin: str,
    limits: Limits,
    kill: Callable[[], None],
    exit_code: Callable[[], int],
) -> SandboxResult:
    """Wait for a process that has unbuffered pipes for stdin, stdout and stderr.

    Args:
        stdin: What it gets to read.
        limits: For time by the clock and output.
        kill: Kills it and its children; may be called several times, and from other threads.
        exit_code: Tells, once it has ended, how.
    """
    deadline = time.monotonic() + limits.wall_seconds
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    threading.Thread(target=_feed, args=(process.stdin, stdin), daemon=True).start()
    readers = [_Reader(stream, limits.output_bytes, kill) for stream in (process.stdout, process.stderr)]
    for reader in readers:
        reader.start()
    try:
        timed_out = not _end(process, readers, deadline)
    finally:
        kill()
    _end(process, readers, time.monotonic() + DRAIN_SECONDS)
    code = exit_code()
    return SandboxResult(
        exit_code=code,
        stdout=readers[0].text(),
        stderr=readers[1].text(),
        timed_out=timed_out or code == OUT_OF_CPU_TIME,
        output_exceeded=any(reader.exceeded for reader in readers),
    )


def _end(process: "subprocess.Popen[bytes]", readers: List[_Reader], deadline: float) -> bool:
    """Whether the process and its output end before `deadline`."""
    for reader in readers:
        reader.join(max(0.0, deadline - time.monotonic()))
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return not any(reader.is_alive() for reader in readers)
