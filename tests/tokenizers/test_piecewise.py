"""Encoding in pieces gives the tokens of encoding whole, for every kind of tokenizer that it is used for."""

import random
from typing import Any, List, Optional

import pytest

from helm.tokenizers.piecewise import PiecewiseEncoder, find_seam
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    trainers,
)

_CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_BLANKS = r"\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA_3 = rf"{_CONTRACTIONS}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{_BLANKS}"
QWEN_2 = rf"{_CONTRACTIONS}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|{_BLANKS}"
O200K = "|".join(
    [
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + _CONTRACTIONS + "?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + _CONTRACTIONS + "?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        _BLANKS,
    ]
)

SNIPPETS = [
    *(
        "the",
        "Question",
        "Answer",
        "I'll",
        "don't",
        "DON'T",
        "we've'",
        "it's",
        "'s",
        "McDonald",
        "HTTPServer",
        "aß",
        "ſ",
    ),
    *("1", "12", "12345", "3.14", "١٢٣", "x2y", "½"),
    *(" ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", " \n ", "\u00a0", "\u3000", "\u2028", "\x00"),
    *(".", "...", "!?", ":\n", ")\n\n", "/", "//\n", "'", '"', "-", "a/\n/"),
    *("é", "e\u0301", " \u0301", "\u212a", "Å", "日本語", "한국", "ไทย", "🙂", "👩‍👩‍👧", "\ufeff", "नी", "\u0958"),
    *("<|end|>", "<|end", "[TOOL]", "\n\n\n", "\u2581"),
]


def split_by(pattern: str) -> Any:
    split = pre_tokenizers.Split(Regex(pattern), behavior="isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def random_text(rng: random.Random, length: int) -> str:
    return "".join(rng.choice(SNIPPETS) + rng.choice(["", "", " ", "\n"]) for _ in range(length))


def wrap(tokenizer: Tokenizer) -> Any:
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(tokenizer_object=tokenizer)


def make_tokenizer(pre_tokenizer: Any, normalizer: Any = None, added: Optional[List[AddedToken]] = None) -> Any:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizer, decoders.ByteLevel()
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=600, initial_alphabet=alphabet, show_progress=False)
    rng = random.Random(1)
    tokenizer.train_from_iterator([random_text(rng, 50) for _ in range(100)], trainer)
    tokenizer.add_tokens(added or [])
    return wrap(tokenizer)


GPT_2 = pre_tokenizers.ByteLevel(add_prefix_space=False)
ADDED = [AddedToken("<|end|>", special=True), AddedToken("[TOOL]"), AddedToken("\n\n\n", normalized=False)]

PIECEWISE = {
    "gpt2": (GPT_2, None, ADDED),
    "llama3": (split_by(LLAMA_3), None, ADDED),
    "qwen2": (split_by(QWEN_2), normalizers.NFC(), ADDED),
    "o200k": (split_by(O200K), None, ADDED),
    "blanks": (GPT_2, None, [AddedToken(" "), AddedToken("  "), AddedToken(" the"), AddedToken("\n")]),
}


@pytest.mark.parametrize("name", PIECEWISE)
def test_pieces_have_the_tokens_of_the_whole(name: str) -> None:
    tokenizer = make_tokenizer(*PIECEWISE[name])
    seam = find_seam(tokenizer)
    assert seam is not None

    def encode_all(texts: List[str]) -> List[List[int]]:
        ids: List[List[int]] = tokenizer(texts, add_special_tokens=False)["input_ids"]
        return ids

    rng = random.Random(0)
    for min_piece in (1, 7, 40):
        encoder = PiecewiseEncoder(encode_all, seam, min_piece)
        beginning = random_text(rng, 60)
        for _ in range(150):
            text = beginning[: rng.randrange(len(beginning))] + random_text(rng, rng.randrange(30))
            assert encoder.encode(text) == encode_all([text])[0], repr(text)


ONE_PIECE = {
    "a blank is added at the beginning": (pre_tokenizers.ByteLevel(add_prefix_space=True), None, []),
    "words are not known to end": (split_by(r"\S+\s*"), None, []),
    "words are not separated at all": (pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False), None, []),
    "blanks are normalized": (GPT_2, normalizers.Replace(" ", "_"), []),
    "an added token takes blanks away": (GPT_2, None, [AddedToken("[MASK]", lstrip=True)]),
    "an added token is a word only": (GPT_2, None, [AddedToken("word", single_word=True)]),
    "an added token holds two words": (GPT_2, None, [AddedToken("two words")]),
    "an added token becomes two words": (GPT_2, normalizers.NFC(), [AddedToken("\u212a o")]),
}


@pytest.mark.parametrize("why", ONE_PIECE)
def test_other_tokenizers_encode_whole(why: str) -> None:
    assert find_seam(make_tokenizer(*ONE_PIECE[why])) is None


def test_tokenizers_of_other_kinds_encode_whole() -> None:
    unigram = Tokenizer(models.Unigram([("<unk>", 0.0), ("a", -1.0)], 0))
    unigram.pre_tokenizer = pre_tokenizers.Metaspace()
    dropping = Tokenizer(models.BPE(dropout=0.1))
    dropping.pre_tokenizer = GPT_2
    assert find_seam(wrap(unigram)) is None
    assert find_seam(wrap(dropping)) is None
    assert find_seam(object()) is None


def test_a_common_beginning_is_encoded_once() -> None:
    encoded: List[str] = []

    def encode_all(texts: List[str]) -> List[List[int]]:
        encoded.extend(texts)
        return [list(map(ord, text)) for text in texts]

    seam = find_seam(make_tokenizer(GPT_2))
    assert seam is not None
    encoder = PiecewiseEncoder(encode_all, seam, min_piece=5)
    beginning = "one example and another one "
    encoder.encode(beginning + "x1")
    del encoded[:]
    assert encoder.encode(beginning + "x2") == list(map(ord, beginning + "x2"))
    assert len("".join(encoded)) < 15
    del encoded[:]
    encoder.encode(beginning + "x1")
    assert encoded == []
