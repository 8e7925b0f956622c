"""A disk that fills up while `helm-run` works: one clear sentence, and nothing is lost that was kept."""

import pytest

from served_runs import model_server, prepare, results, start_helm_run
from small_disk import fill_up, small_disk

ENTRY = ["-r", "sums:first=0,words=200,model=local/chat"]
REQUESTS = 40
IN_FLIGHT = 8


@pytest.mark.parametrize(
    "room, paid",
    [
        pytest.param(140_000, range(REQUESTS, REQUESTS + 1), id="the results have no room"),
        pytest.param(72_000, range(REQUESTS + 1), id="some answers have no room"),
        pytest.param(20_000, range(1), id="the cache has no room"),
    ],
)
def test_after_space_is_made_a_run_on_a_full_disk_is_resumed_and_pays_for_what_is_missing(tmp_path, room, paid):
    with model_server() as model, small_disk(tmp_path / "disk", "2M") as disk:
        assert start_helm_run(prepare(tmp_path / "reference", model), *ENTRY).wait(60) == 0
        folder = prepare(disk / "suite", model)
        filler = fill_up(disk, room)
        model.paid.clear()
        process = start_helm_run(folder, *ENTRY)
        words, complaints = process.communicate(timeout=60)
        assert process.returncode == 1 and sum(model.paid.values()) in paid
        assert words.count("disk is full") + words.count("disk I/O error") == 1
        assert "ree some space" in words or "free or repair its disk" in words
        assert "Traceback" not in words + complaints and len(complaints.splitlines()) <= 5, complaints
        filler.unlink()
        process = start_helm_run(folder, *ENTRY)
        assert process.communicate(timeout=60)[1] == "" and process.returncode == 0
        assert len(model.paid) == REQUESTS and sum(model.paid.values()) <= REQUESTS + IN_FLIGHT
        assert results(folder) == results(tmp_path / "reference")
