"""What a visitor does with runs: finds them, reads their instances, compares them."""

import pytest
from chromium_browser import Browser, run_route

_IMDB = "imdb:model=golden_chat,data_augmentation=canonical"
BOTH = pytest.mark.parametrize("site", ["recorded", "summarized"])


@pytest.fixture
def open_site(request: pytest.FixtureRequest, clean_browser: Browser, site: str) -> Browser:
    clean_browser.site = request.getfixturevalue(f"{site}_site")
    return clean_browser


def _count(browser: Browser) -> str:
    return browser.texts("output.count")[0]


@BOTH
def test_runs_are_found_by_regular_expression(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open("/runs")
    assert _count(browser) == "56 of 56 runs"
    browser.fill("Search", "^(gsm|imdb):.*chat")
    browser.wait(lambda: _count(browser) == "2 of 56 runs", "two runs")
    browser.fill("Search", "(")
    browser.wait(lambda: _count(browser) == "0 of 56 runs", "an invalid expression to be taken as text")
    browser.open("/runs?group=gsm&model=golden/lm")
    assert browser.texts(".runs tbody a") == ["gsm:model=golden_lm"]


@BOTH
def test_link_to_an_instance(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open(f"{run_route(_IMDB)}?instance=id5")
    browser.wait_for("Instance id: id5")
    browser.open(f"{run_route(_IMDB)}?instance=id0&perturbation=dialect")
    browser.wait_for("Contrast me: da plot is great.")


@BOTH
def test_keys_go_along_the_list(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open(run_route(_IMDB))
    browser.wait_for("Instance id: id0")
    for row in ("perturbation: mild_mix", "perturbation: dialect", "Instance id: id5"):
        browser.press("j")
        browser.wait_for(row)
    browser.press("k")
    browser.wait_for("perturbation: dialect")


@BOTH
def test_instances_are_searched_and_filtered(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open(run_route(_IMDB))
    assert _count(browser) == "14 of 14 rows"
    browser.fill("Search", "WEPT")
    browser.wait(lambda: _count(browser) == "3 of 14 rows", "the rows with the word")
    browser.choose("Perturbation", "none")
    browser.wait(lambda: _count(browser) == "1 of 14 rows", "the original alone")
    browser.open(f"{run_route(_IMDB)}?metric=num_prompt_tokens&min=275")
    browser.wait(lambda: _count(browser) not in ("", "14 of 14 rows"), "the rows in the range")
    browser.open(f"{run_route(_IMDB)}?verdict=correct")
    browser.wait(lambda: _count(browser) == "0 of 14 rows", "no row: all answers are wrong")


@BOTH
def test_request_and_tokens_come_on_demand(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open(run_route(_IMDB))
    browser.click("summary", "Tokens and log-probabilities")
    browser.wait_for("Log-probability -0.247")
    browser.click("summary", "Request details")
    browser.wait_for("Passage: The lamp was the best actor.")
    assert "temperature" in browser.text()


@BOTH
def test_annotations_show_their_verdicts(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open(run_route("anthropic_red_team:model=golden_chat"))
    browser.wait_for("gpt_score: 1")
    browser.click("summary", "Annotation")
    browser.wait_for("reason 6")


@BOTH
def test_comparison_of_two_runs(open_site: Browser, site: str) -> None:
    browser = open_site
    browser.open("/compare?run=narrative_qa%3Amodel%3Dgolden_short&run=narrative_qa%3Amodel%3Dgolden_lm")
    browser.wait_for("[-0.059, 0.535]")
    browser.wait_for("0.214")
    browser.click(".counts button[aria-label$='A right, B wrong']")
    browser.wait_for("2 rows")
    browser.choose("Add a run", "narrative_qa:model=golden_chat")
    browser.wait_for("Agreement")
