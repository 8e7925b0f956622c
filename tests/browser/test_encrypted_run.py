"""Texts of benchmarks that ask for secrecy are decrypted only after a promise."""

import base64
import json
from pathlib import Path
from typing import Dict, Iterator

import pytest
from chromium_browser import Browser, run_route
from made_suite import Answer, made_schema, write_made_run, write_schema
from served_site import run_command, served

_RUN = "gpqa:model=other"
# AES-256-GCM with the key 0, 1, ... 31 and the nonce 0, 1, ... 11: ciphertext and tag.
_QUESTION = ("EGq3b+WMsTv5KfKrwowbH+aip0WFHiwIUQiLug==", "aQs6XPdPHWxSST6GnR+cgQ==")
_ANSWER = ("E2qzO7aAoWnoNbfq35oPCPE=", "iKDyYr9KzDDZQ7pWIscSfg==")


def _encrypted(ciphertext: str, tag: str) -> Dict[str, str]:
    key, nonce = (base64.b64encode(bytes(range(size))).decode() for size in (32, 12))
    return {"ciphertext": ciphertext, "key": key, "iv": nonce, "tag": tag}


@pytest.fixture(scope="module")
def encrypted_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    work = tmp_path_factory.mktemp("encrypted")
    suite = work / "benchmark_output" / "runs" / "encrypted"
    question, answer = "[encrypted_text_0]", "[encrypted_text_1]"
    write_made_run(suite, _RUN, "other", [Answer(question, answer, answer, 1)])
    data = {question: _encrypted(*_QUESTION), answer: _encrypted(*_ANSWER)}
    Path(suite, _RUN, "encryption_data.json").write_text(json.dumps(data), encoding="utf-8")
    write_schema(work / "schema.json", made_schema())
    run_command(work, "helm-summarize", ["--suite", "encrypted", "--schema-path", "schema.json", "--quiet"])
    with served(work, "encrypted") as address:
        yield address


def test_texts_are_decrypted_after_the_promise(clean_browser: Browser, encrypted_site: str) -> None:
    browser = clean_browser
    browser.open(run_route(_RUN), encrypted_site)
    browser.wait_for("[encrypted_text_0]")
    browser.fill("Type", "yes")
    assert not browser.driver.find_element("css selector", "form.note button").is_enabled()
    browser.fill("Type", "Yes, I agree")
    browser.click("form.note button", "Decrypt")
    browser.wait_for("What is the secret question?")
    assert browser.texts(".reference .text") == ["The secret answer"]
    assert browser.texts(".output") == ["The secret answer"]
    assert "[encrypted_text" not in browser.text()
    assert browser.complaints() == []
