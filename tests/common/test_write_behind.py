"""How items are gathered and committed."""

import threading
import time

import pytest

from helm.common import write_behind
from helm.common.write_behind import ITEMS_BEHIND, WriteBehind


class Sink:
    """Takes batches, and can be made slow or unusable."""

    def __init__(self):
        self.batches = []
        self.reported = []
        self.error = None
        self.gate = threading.Event()
        self.gate.set()
        self.behind = WriteBehind(self.commit, self.reported.append)

    def commit(self, items):
        self.gate.wait(10)
        if self.error:
            raise self.error
        self.batches.append(dict(items))

    def wait_for_batches(self, count):
        deadline = time.monotonic() + 5
        while len(self.batches) < count and time.monotonic() < deadline:
            time.sleep(0.002)
        return self.batches


@pytest.fixture
def sink():
    return Sink()


@pytest.fixture
def no_timer(monkeypatch):
    monkeypatch.setattr(write_behind, "SECONDS_BEHIND", 60)


def test_items_of_a_short_time_are_committed_together_and_are_read_meanwhile(sink):
    sink.behind.add({"a": 1})
    sink.behind.add({"b": 2})
    assert sink.behind.get("a") == 1 and sink.behind.get("c") is None and sink.batches == []
    assert sink.wait_for_batches(1) == [{"a": 1, "b": 2}]
    sink.behind.add({"a": 3})
    assert sink.wait_for_batches(2)[1] == {"a": 3}
    sink.behind.flush()
    assert sink.behind.get("a") is None


def test_a_full_batch_is_committed_at_once(sink, no_timer):
    for i in range(2 * ITEMS_BEHIND + 1):
        sink.behind.add({i: i})
    assert [len(batch) for batch in sink.batches] == [ITEMS_BEHIND] * 2
    sink.behind.add({})
    sink.behind.flush()
    sink.behind.flush()
    assert [len(batch) for batch in sink.batches] == [ITEMS_BEHIND] * 2 + [1]


def test_an_item_is_read_while_it_is_being_committed_and_others_can_be_added(sink, no_timer):
    sink.gate.clear()
    sink.behind.add({"a": 1})
    thread = threading.Thread(target=sink.behind.flush)
    thread.start()
    while not sink.behind._in_commit:
        time.sleep(0.001)
    sink.behind.add({"b": 2})
    assert (sink.behind.get("a"), sink.behind.get("b")) == (1, 2)
    sink.gate.set()
    thread.join()
    assert sink.batches == [{"a": 1}]
    sink.behind.flush()
    assert sink.batches == [{"a": 1}, {"b": 2}]


def test_a_failing_commit_is_raised_to_who_flushes_and_does_not_end_the_writing(sink, no_timer):
    sink.error = OSError("disk full")
    sink.behind.add({"a": 1})
    with pytest.raises(OSError, match="disk full"):
        sink.behind.flush()
    assert sink.behind.get("a") is None
    sink.error = None
    sink.behind.add({"b": 2})
    sink.behind.flush()
    assert sink.batches == [{"b": 2}] and sink.reported == []


def test_an_error_in_the_timer_is_reported_and_the_next_items_are_committed(sink):
    sink.error = OSError("disk full")
    sink.behind.add({"a": 1})
    deadline = time.monotonic() + 5
    while not sink.reported and time.monotonic() < deadline:
        time.sleep(0.002)
    assert [str(error) for error in sink.reported] == ["disk full"]
    sink.error = None
    sink.behind.add({"b": 2})
    assert sink.wait_for_batches(1) == [{"b": 2}]


def test_where_no_thread_can_be_started_items_are_committed_at_once(sink, monkeypatch):
    def refuse(timer):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", refuse)
    sink.behind.add({"a": 1})
    assert sink.batches == [{"a": 1}]
