"""The answers of an unfinished run, kept beside its results, so that a run that ends early asks for nothing twice.

One line of JSON an answer, appended as it comes; a line that was cut off by a sudden end is ignored. Answers that came
from the cache are not kept again. The file goes when the run is complete.
"""

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any, Dict, Optional, TextIO

from helm.common.errors import HelmError
from helm.common.general import asdict_without_nones
from helm.common.hierarchical_logger import hlog, hwarn_once
from helm.common.request import Request, RequestResult

JOURNAL_FILE = "answers.jsonl"


def request_digest(request: Request) -> str:
    """What tells a request from all others."""
    return hashlib.blake2b(repr(request).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class AnswerJournal:
    """Answers by request, in the file `answers.jsonl` of a run's folder."""

    def __init__(self, folder: Path):
        self.path = folder / JOURNAL_FILE
        self._lock = threading.Lock()
        self._file: Optional[TextIO] = None
        self._answers = self._load()

    def _load(self) -> Dict[str, Dict[str, Any]]:
        if not self.path.is_file():
            return {}
        answers = {}
        with open(self.path, encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    entry = json.loads(line)
                    answers[entry["request"]] = entry["result"]
        hlog(f"{len(answers)} answers of an earlier, unfinished run are used again")
        return answers

    def get(self, request: Request) -> Optional[RequestResult]:
        """The answer to `request` that an earlier, unfinished run received, if any."""
        if not self._answers:
            return None
        answer = self._answers.get(request_digest(request))
        if answer is None:
            return None
        from helm.common.codec import structure

        return structure(answer, RequestResult)

    def add(self, request: Request, result: RequestResult) -> None:
        """Keep an answer. If it cannot be written, the run goes on, with a warning."""
        if result.cached:
            return
        line = json.dumps({"request": request_digest(request), "result": asdict_without_nones(result)}) + "\n"
        with self._lock:
            try:
                if self._file is None:
                    self._file = self._open()
                self._file.write(line)
                self._file.flush()
            except OSError as error:
                hwarn_once(f"Answers are not kept beside the run, because '{self.path}' cannot be written: {error}")

    def _open(self) -> TextIO:
        if not self.path.is_file():
            return open(self.path, "w", encoding="utf-8")
        # A line that was cut off must not swallow the next one.
        with open(self.path, "rb+") as file:
            content_end = file.seek(0, os.SEEK_END)
            file.seek(max(0, content_end - 1))
            if file.read(1) not in (b"\n", b""):
                file.seek(0)
                whole = file.read().rpartition(b"\n")
                file.truncate(len(whole[0]) + len(whole[1]))
        return open(self.path, "a", encoding="utf-8")

    def close(self, complete: bool) -> None:
        """End writing; the file goes if the run is complete."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None
        if complete:
            self.path.unlink(missing_ok=True)


def open_journal(folder: Path) -> AnswerJournal:
    """The journal of the run in `folder`.

    Raises:
        HelmError: there is one, but it cannot be read.
    """
    try:
        return AnswerJournal(folder)
    except (OSError, ValueError, KeyError) as error:
        raise HelmError(
            f"The answers of an earlier run in '{folder / JOURNAL_FILE}' cannot be read ({error}); "
            "remove the file to ask for them anew"
        ) from error
