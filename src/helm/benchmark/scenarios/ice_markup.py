"""The markup of the International Corpus of English, taken out of its texts.

The rules and their order decide what a model is asked to predict, so they stay as they were when results were first
published, oddities included: a rule may take text along with a tag, and tags that no rule knows stay.
"""

import re

_DELETED = [
    # Numbers of texts, marks of lines, and remarks of the annotators in capitals.
    (re.compile(pattern), "")
    for pattern in (
        r"[WS]\d[A-F]-\d{3} *",
        r" <l> ",
        r"<#> ",
        r"BBB\S+ \S+RRR *",
        r"BBB\S+ *",
        r"RRR\S+ *",
        r"UUU",
        r"III\S+ *",
    )
]
_REPLACED = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"<\/*mention>", '"'),
        (r"</\*\*>", "*"),
        (r"</\*\*/>", "*"),
        (r"&eacute;", "é"),
        (r" <,+>", ","),
        (r"&ersand;", "&"),
        (r"&obrack;", "("),
        (r"&cbrack;", ")"),
        (r"&percent;", "%"),
        (r"&hash;", "#"),
        (r"&dash", "-"),
        (r"&ldquo;", '"'),
        (r"&atsign;", "@"),
        (r"\n+[\n ]+", "\n\n"),
        # Of a word and its normal form, the latter.
        (r"\S+><\+_(\S+)>", r"\1"),
    )
]
_UNTAGGED = r"I|ICE.+|[\[\]\{\}]\d*|X|@|quote|foreign|indig|smallcaps|roman|sb|ss|footnote|p|h|bold|it|ul|\+|\=|\?|sp|}|ea|slang"
"""Tags that go, while what stands between them stays."""
_RULES = [*_DELETED, *_REPLACED, (re.compile(rf"<\/*({_UNTAGGED})>"), "")]
_REMOVED_TAGS = ("O", "-", "&", ".", "fnr", "marginalia", "del", "w")
"""Tags that go with what stands between them: comments, repairs, footnote marks."""


def without_markup(text: str) -> str:
    """The words of a text."""
    text = text.strip()
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    for tag in _REMOVED_TAGS:
        text = _without_element(text, tag)
    return text.strip()


def _without_element(text: str, tag: str) -> str:
    """The text without what stands between a tag and its end; an end without a beginning goes alone."""
    opening, closing = f"<{tag}>", f"</{tag}>"
    while (end := text.find(closing)) >= 0:
        start = text.rfind(opening, 0, end)
        text = text[: end if start < 0 else start] + text[end + len(closing) :]
    return text
