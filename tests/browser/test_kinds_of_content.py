"""Instances of every kind: conversations, pictures, sounds, thinking, texts from right to left."""

import base64
from pathlib import Path
from typing import Iterator

import pytest
from chromium_browser import Browser, run_route
from made_suite import Answer, made_schema, write_made_run, write_schema
from served_site import run_command, served

_RUN = "made:model=other"
_STATS_ONLY = "made:model=stats"
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_ARABIC = "ما هي عاصمة مصر؟"

_ANSWERS = [
    Answer(
        "Describe the picture.",
        "a pixel",
        "a pixel",
        1,
        media=[
            {"content_type": "image/png", "location": "benchmark_output/scenarios/made/a pixel.png"},
            {"content_type": "audio/wav", "location": "benchmark_output/scenarios/made/sound.wav"},
            {"content_type": "video/mp4", "location": "benchmark_output/scenarios/made/film.mp4"},
        ],
    ),
    Answer(
        "",
        "yes",
        "no",
        0,
        annotations={"judge": [{"score": 0.25, "reasoning": "The answer is wrong."}]},
        messages=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Is it so?"}],
        thinking="First, I think about it.",
    ),
    Answer(_ARABIC, "القاهرة", "القاهرة", 1),
]


@pytest.fixture(scope="module")
def rich_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    work = tmp_path_factory.mktemp("rich")
    output = work / "benchmark_output"
    write_made_run(output / "runs" / "rich", _RUN, "other", _ANSWERS)
    write_made_run(output / "runs" / "rich", _STATS_ONLY, "stats", _ANSWERS)
    for file in ("scenario.json", "scenario_state.json", "per_instance_stats.json"):
        (output / "runs" / "rich" / _STATS_ONLY / file).unlink()
    _write_picture(output / "scenarios" / "made" / "a pixel.png")
    write_schema(work / "schema.json", made_schema())
    run_command(work, "helm-summarize", ["--suite", "rich", "--schema-path", "schema.json", "--quiet"])
    with served(work, "rich") as address:
        yield address


def _write_picture(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(base64.b64decode(_PIXEL))


def _open(browser: Browser, site: str, instance: str) -> None:
    browser.open(f"{run_route(_RUN)}?instance={instance}", site)
    browser.wait_for(f"Instance id: {instance}")
    browser.shot(f"rich-{instance}")


def test_media(clean_browser: Browser, rich_site: str) -> None:
    browser = clean_browser
    _open(browser, rich_site, "id0")
    browser.wait(lambda: browser.script("return document.querySelector('img.media').naturalWidth") == 1, "the picture")
    assert len(browser.all("audio.media[controls]")) == len(browser.all("video.media[controls]")) == 1
    assert browser.complaints() == []
    assert browser.axe() == []


def test_conversation_thinking_and_verdict(clean_browser: Browser, rich_site: str) -> None:
    browser = clean_browser
    _open(browser, rich_site, "id1")
    assert browser.texts(".message .role") == ["system", "user"]
    assert browser.texts(".message .text") == ["Be brief.", "Is it so?"]
    browser.click("summary", "Thinking")
    browser.wait_for("First, I think about it.")
    assert "[0].score: 0.25" in browser.text()
    browser.click("summary", "Annotation")
    browser.wait_for("The answer is wrong.")


def test_text_from_right_to_left(clean_browser: Browser, rich_site: str) -> None:
    browser = clean_browser
    _open(browser, rich_site, "id2")
    directions = browser.script(
        "return [...document.querySelectorAll('.instance .text')].map(e => getComputedStyle(e).direction)"
    )
    assert directions == ["rtl", "rtl", "rtl"]


def test_search_within_a_field(clean_browser: Browser, rich_site: str) -> None:
    browser = clean_browser
    _open(browser, rich_site, "id0")
    browser.fill("Search", "answer is wrong")
    for field, count in (("annotations", "1 of 3 rows"), ("input", "0 of 3 rows"), ("everything", "1 of 3 rows")):
        browser.choose("in", field)
        browser.wait_for(count)


def test_run_of_which_only_the_stats_were_kept(clean_browser: Browser, rich_site: str) -> None:
    browser = clean_browser
    browser.open(run_route(_STATS_ONLY), rich_site)
    browser.wait_for("only its metrics can be shown")
    browser.click("[role=tab]", "All metrics")
    browser.wait_for("EM on test original")
