"""Whether a text follows an instruction that can be verified (IFEval, Zhou et al. 2023, arXiv 2311.07911).

Every check takes the text, stripped, and the arguments of the instruction by their names in the dataset. What each
counts as followed is that of the authors' program, at commit c7f60c013623e613732a096e2a0c2872491ec912 of
google-research/instruction_following_eval.
"""

import json
import re
from typing import Callable, Dict, List

from helm.benchmark.metrics.language_detection import detect_language
from helm.benchmark.metrics.overlap import word_tokens
from helm.benchmark.metrics.sentences import split_sentences

_CONSTRAINED_RESPONSES = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
_JSON_FENCES = ("```json", "```Json", "```JSON", "```")
_POSTSCRIPTS = {"P.P.S": r"\s*p\.\s?p\.\s?s.*$", "P.S.": r"\s*p\.\s?s\..*$"}
_WORD_ENDS = re.compile("[.,?!'\"]")


def _holds(count: int, relation: str, threshold: int) -> bool:
    """`less than` the threshold, or else at least it."""
    return count < threshold if relation == "less than" else count >= threshold


def is_language(text: str, language: str) -> bool:
    """Texts whose language cannot be told count as of any."""
    return detect_language(text) in (language, None)


def has_keywords(text: str, keywords: List[str]) -> bool:
    return all(re.search(keyword, text, re.IGNORECASE) for keyword in keywords)


def has_keyword_frequency(text: str, keyword: str, frequency: int, relation: str) -> bool:
    return _holds(len(re.findall(keyword.strip(), text, re.IGNORECASE)), relation, frequency)


def lacks_words(text: str, forbidden_words: List[str]) -> bool:
    return not any(re.search(rf"\b{word}\b", text, re.IGNORECASE) for word in forbidden_words)


def has_letter_frequency(text: str, letter: str, let_frequency: int, let_relation: str) -> bool:
    return _holds(text.lower().count(letter.strip().lower()), let_relation, let_frequency)


def has_number_of_sentences(text: str, num_sentences: int, relation: str) -> bool:
    return _holds(len(split_sentences(text)), relation, num_sentences)


def has_number_of_paragraphs(text: str, num_paragraphs: int) -> bool:
    """Paragraphs are separated by `***`; only the first and the last may be empty, and then do not count."""
    paragraphs = re.split(r"\s?\*\*\*\s?", text)
    if not all(paragraph.strip() for paragraph in paragraphs[1:-1]):
        return False
    return sum(bool(paragraph.strip()) for paragraph in paragraphs) == num_paragraphs


def has_number_of_words(text: str, num_words: int, relation: str) -> bool:
    return _holds(len(re.findall(r"\w+", text)), relation, num_words)


def has_first_word_of_paragraph(text: str, num_paragraphs: int, nth_paragraph: int, first_word: str) -> bool:
    """Paragraphs are separated by empty lines; `nth_paragraph` counts empty ones too, `num_paragraphs` does not."""
    paragraphs = text.split("\n\n")
    number = sum(bool(paragraph.strip()) for paragraph in paragraphs)
    if number != num_paragraphs or nth_paragraph > number:
        return False
    words = paragraphs[nth_paragraph - 1].split()
    if not words:
        return False
    word = words[0].lstrip("'").lstrip('"')
    return _WORD_ENDS.split(word)[0].lower() == first_word.lower()


def has_placeholders(text: str, num_placeholders: int) -> bool:
    return len(re.findall(r"\[.*?\]", text)) >= num_placeholders


def has_postscript(text: str, postscript_marker: str) -> bool:
    marker = postscript_marker.strip()
    pattern = _POSTSCRIPTS.get(marker, rf"\s*{marker.lower()}.*$")
    return bool(re.search(pattern, text.lower(), re.MULTILINE))


def has_number_of_bullets(text: str, num_bullets: int) -> bool:
    bullets = (re.findall(pattern, text, re.MULTILINE) for pattern in (r"^\s*\*[^\*].*$", r"^\s*-.*$"))
    return sum(map(len, bullets)) == num_bullets


def is_constrained_response(text: str) -> bool:
    return any(response in text for response in _CONSTRAINED_RESPONSES)


def has_highlighted_sections(text: str, num_highlights: int) -> bool:
    highlights = re.findall(r"\*[^\n\*]*\*", text) + re.findall(r"\*\*[^\n\*]*\*\*", text)
    return sum(bool(highlight.strip("*").strip()) for highlight in highlights) >= num_highlights


def has_sections(text: str, section_spliter: str, num_sections: int) -> bool:
    return len(re.split(rf"\s?{section_spliter.strip()}\s?\d+\s?", text)) - 1 >= num_sections


def is_json(text: str) -> bool:
    for fence in _JSON_FENCES:
        text = text.removeprefix(fence)
    try:
        json.loads(text.removesuffix("```").strip())
    except ValueError:
        return False
    return True


def has_title(text: str) -> bool:
    return any(title.lstrip("<").rstrip(">").strip() for title in re.findall(r"<<[^\n]+>>", text))


def has_two_responses(text: str) -> bool:
    """Two different responses, separated by six asterisks; only before the first and after the last may more stand."""
    responses = [response.strip() for response in text.split("******")]
    if not all(responses[1:-1]):
        return False
    given = [response for response in responses if response]
    return len(given) == 2 and given[0] != given[1]


def repeats_prompt(text: str, prompt_to_repeat: str) -> bool:
    return text.lower().startswith(prompt_to_repeat.strip().lower())


def ends_with(text: str, end_phrase: str) -> bool:
    return text.strip('"').lower().endswith(end_phrase.strip().lower())


def is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == '"'


def has_capital_word_frequency(text: str, capital_frequency: int, capital_relation: str) -> bool:
    return _holds(sum(word.isupper() for word in word_tokens(text)), capital_relation, capital_frequency)


def is_english_in_capitals(text: str) -> bool:
    return text.isupper() and is_language(text, "en")


def is_english_in_lower_case(text: str) -> bool:
    return text.islower() and is_language(text, "en")


def has_no_comma(text: str) -> bool:
    return "," not in text


CHECKS: Dict[str, Callable[..., bool]] = {
    "keywords:existence": has_keywords,
    "keywords:frequency": has_keyword_frequency,
    "keywords:forbidden_words": lacks_words,
    "keywords:letter_frequency": has_letter_frequency,
    "language:response_language": is_language,
    "length_constraints:number_sentences": has_number_of_sentences,
    "length_constraints:number_paragraphs": has_number_of_paragraphs,
    "length_constraints:number_words": has_number_of_words,
    "length_constraints:nth_paragraph_first_word": has_first_word_of_paragraph,
    "detectable_content:number_placeholders": has_placeholders,
    "detectable_content:postscript": has_postscript,
    "detectable_format:number_bullet_lists": has_number_of_bullets,
    "detectable_format:constrained_response": is_constrained_response,
    "detectable_format:number_highlighted_sections": has_highlighted_sections,
    "detectable_format:multiple_sections": has_sections,
    "detectable_format:json_format": is_json,
    "detectable_format:title": has_title,
    "combination:two_responses": has_two_responses,
    "combination:repeat_prompt": repeats_prompt,
    "startend:end_checker": ends_with,
    "startend:quotation": is_quoted,
    "change_case:capital_word_frequency": has_capital_word_frequency,
    "change_case:english_capital": is_english_in_capitals,
    "change_case:english_lowercase": is_english_in_lower_case,
    "punctuation:no_comma": has_no_comma,
}
"""Instruction id -> its check."""
