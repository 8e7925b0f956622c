"""Claims among threads, among real processes, and where the system has no locks."""

import errno
import logging
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from helm.common.claims import Claims, ExclusiveClaims, digest_of, shared_claims

ONE, TWO = digest_of("one"), digest_of("two")

HOLDER = """
import sys
from helm.common.claims import ExclusiveClaims, digest_of
claims = ExclusiveClaims(sys.argv[1])
print(claims.take(digest_of("one")), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "made" / "file-claims")


def start_holder(path):
    """A process that has tried to claim `one`; it ends when its standard input does."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_claim_is_granted_to_one_at_a_time():
    claims = ExclusiveClaims()
    assert claims.take(ONE) and not claims.take(ONE) and claims.take(TWO)
    claims.release([ONE, digest_of("never taken")])
    assert claims.take(ONE) and not claims.take(TWO)


def test_claims_on_what_is_not_shared_are_always_granted():
    assert Claims().take(ONE) and Claims().take(ONE)


def test_waiting_ends_with_the_claim():
    claims = ExclusiveClaims()
    claims.take(ONE)
    threading.Timer(0.05, claims.release, ([ONE],)).start()
    start = time.monotonic()
    claims.wait(ONE, patience=60)
    assert time.monotonic() - start < 0.9
    claims.take(ONE)


def test_all_who_name_the_same_whole_share_its_claims(path):
    claims = shared_claims(path, path)
    assert shared_claims(path, path) is claims and shared_claims("another") is not claims


needs_fcntl = pytest.mark.skipif(sys.platform == "win32", reason="processes have no common claims on Windows")


@needs_fcntl
def test_a_claim_keeps_another_process_out_until_it_is_released(path):
    claims = ExclusiveClaims(path)
    assert claims.take(ONE) and claims.take(TWO)
    with start_holder(path) as second:
        assert second.stdout.readline() == "False\n"
    claims.release([ONE])
    with start_holder(path) as second:
        assert second.stdout.readline() == "True\n"
        assert not claims.take(ONE) and not claims.take(TWO)
        claims.wait(ONE, patience=0.001)
    assert claims.take(ONE)


@needs_fcntl
def test_the_claims_of_a_killed_process_are_free_again(path):
    claims = ExclusiveClaims(path)
    with start_holder(path) as holder:
        assert holder.stdout.readline() == "True\n"
        assert not claims.take(ONE)
        holder.send_signal(signal.SIGKILL)
    assert claims.take(ONE)


@needs_fcntl
def test_a_forked_child_has_none_of_its_parents_claims(path):
    claims = shared_claims(path, path)
    assert claims.take(ONE)
    child = os.fork()
    if child == 0:
        os._exit(0 if not claims.take(ONE) and claims.take(TWO) and shared_claims(path) is claims else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert not claims.take(ONE) and claims.take(TWO)


@needs_fcntl
@pytest.mark.parametrize("failing", ["fcntl.lockf", "os.open"])
def test_without_locks_claims_are_granted_with_one_warning(path, monkeypatch, caplog, failing):
    def fail(*args):
        raise PermissionError(errno.EACCES, "no") if failing == "os.open" else OSError(errno.ENOLCK, "no locks")

    caplog.set_level(logging.WARNING, logger="helm")
    logging.getLogger("helm").propagate = True
    monkeypatch.setattr(failing, fail)
    claims = ExclusiveClaims(path)
    assert claims.take(ONE) and claims.take(TWO) and not claims.take(ONE)
    claims.release([ONE])
    assert claims.take(ONE)
    assert len(caplog.records) == 1 and path in caplog.text
