"""The answers of an unfinished run survive any end, and are found again."""

import pytest

from helm.benchmark.answer_journal import JOURNAL_FILE, open_journal
from helm.common.errors import HelmError
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.request import GeneratedOutput, Request, RequestResult, Token
from small_disk import fill_up, small_disk


def answer(text, cached=False):
    completion = GeneratedOutput(text=text, logprob=-1.5, tokens=[Token(text, -1.5)], finish_reason={"reason": "stop"})
    return RequestResult(
        success=True, embedding=[0.25], completions=[completion], cached=cached, request_time=1.25, request_datetime=9
    )


def request(prompt, **fields):
    return Request(model="m/a", model_deployment="m/a", prompt=prompt, **fields)


def test_answers_are_read_back_as_they_were(tmp_path):
    journal = open_journal(tmp_path)
    journal.add(request("α\n\ud800"), answer("β\u2028"))
    journal.close(complete=False)
    again = open_journal(tmp_path)
    assert again.get(request("α\n\ud800")) == answer("β\u2028")
    assert again.get(request("other")) is None


def test_requests_that_differ_in_anything_are_told_apart(tmp_path):
    journal = open_journal(tmp_path)
    picture = MultimediaObject([MediaObject("text/plain", text="look")])
    asked = [
        request("p"),
        request("p", temperature=0.5),
        request("p", random="1"),
        request("", multimodal_prompt=picture),
    ]
    for number, one in enumerate(asked):
        journal.add(one, answer(str(number)))
    journal.close(complete=False)
    again = open_journal(tmp_path)
    assert [again.get(one).completions[0].text for one in asked] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("cut", [1, 20, 150])
def test_a_line_that_was_cut_off_is_dropped_and_the_next_answers_are_whole(tmp_path, cut):
    journal = open_journal(tmp_path)
    for name in "abc":
        journal.add(request(name), answer(name))
    journal.close(complete=False)
    path = tmp_path / JOURNAL_FILE
    path.write_bytes(path.read_bytes()[:-cut])
    journal = open_journal(tmp_path)
    assert journal.get(request("b")) == answer("b") and journal.get(request("c")) is None
    journal.add(request("d"), answer("d"))
    journal.close(complete=False)
    again = open_journal(tmp_path)
    assert [again.get(request(name)) is not None for name in "abcd"] == [True, True, False, True]


def test_answers_of_the_cache_are_not_kept_and_a_complete_run_leaves_nothing(tmp_path):
    journal = open_journal(tmp_path)
    journal.add(request("x"), answer("x", cached=True))
    assert not (tmp_path / JOURNAL_FILE).exists()
    journal.add(request("y"), answer("y"))
    assert (tmp_path / JOURNAL_FILE).exists()
    journal.close(complete=True)
    assert not (tmp_path / JOURNAL_FILE).exists()


def test_a_journal_that_is_none_is_named_with_the_remedy(tmp_path):
    (tmp_path / JOURNAL_FILE).write_text("not JSON\n")
    with pytest.raises(HelmError, match=r"answers\.jsonl.*remove the file"):
        open_journal(tmp_path)


def test_on_a_full_disk_an_answer_is_written_whole_or_not_at_all(tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        journal = open_journal(disk)
        journal.add(request("a"), answer("a"))
        filler = fill_up(disk, room=0)
        with pytest.raises(HelmError, match=r"The disk is full: .*answers\.jsonl"):
            journal.add(request("b"), answer("b" * 9000))
        filler.unlink()
        journal.add(request("c"), answer("c"))
        journal.close(complete=False)
        again = open_journal(disk)
        assert [again.get(request(name)) is not None for name in "abc"] == [True, False, True]
