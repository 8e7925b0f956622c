"""Encoding texts piece by piece, so that what many texts begin with is encoded once.

The prompts of a run share their in-context examples, which are most of their length. The tokens of a text are those of
its pieces only where it is cut at a place that no token reaches across; `find_seam` says where that is, for the
tokenizers of which it can be proved.
"""

import json
import re
from typing import Any, Callable, Dict, Iterator, List, Optional
from unicodedata import normalize

_MIN_PIECE = 512
"""Characters. Longer pieces are fewer, shorter ones repeat less of what follows the common beginning."""

_CAPACITY = 2048
"""Pieces that are remembered."""

_END_OF_WORD = re.compile(r"(?<=[0-9A-Za-z])(?=[ \n])")

_CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_AFTER_WORDS = r"|\s*[\r\n]+|\s+(?!\S)|\s+"
_UPPER, _LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_SPLITTERS = frozenset(
    {
        # cl100k, Llama 3
        _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*" + _AFTER_WORDS,
        # Qwen 2
        _CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*" + _AFTER_WORDS,
        # o200k
        rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+{_CONTRACTIONS}?|[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*{_CONTRACTIONS}?"
        + r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*"
        + _AFTER_WORDS,
    }
)
"""Patterns that cut a text into words before it is encoded. No match of theirs goes on from a letter or digit to a
blank, and none looks at what is before it, so the words up to the end of a word do not depend on what follows."""


def find_seam(tokenizer: Any) -> Optional["re.Pattern[str]"]:
    """Where texts can be cut for a `transformers` tokenizer: matches are empty; None if no such place is known.

    It is known for byte-level BPE without special cases: texts are cut into words by one of `_SPLITTERS` or the
    pattern of GPT-2, and each word is encoded by itself.
    """
    from tokenizers import models, pre_tokenizers

    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None or not isinstance(backend.model, models.BPE) or backend.model.dropout:
        return None
    if not isinstance(backend.pre_tokenizer, (pre_tokenizers.ByteLevel, pre_tokenizers.Sequence)):
        return None
    splits_words = _splits_at_ends_of_words(_description(backend.pre_tokenizer))
    keeps_blanks = _description(backend.normalizer) in (None, {"type": "NFC"})
    added = backend.get_added_tokens_decoder().values()
    return _END_OF_WORD if splits_words and keeps_blanks and not any(map(_reaches_out, added)) else None


def _description(part: Any) -> Any:
    """What tokenizer.json says of a normalizer or pre-tokenizer."""
    return None if part is None else json.loads(part.__getstate__())


def _splits_at_ends_of_words(pre_tokenizer: Dict[str, Any]) -> bool:
    steps = pre_tokenizer.get("pretokenizers", [pre_tokenizer])
    *splits, last = steps
    if last["type"] != "ByteLevel" or last["add_prefix_space"]:
        return False
    if last["use_regex"]:
        return not splits
    return len(splits) == 1 and _is_known_split(splits[0])


def _is_known_split(step: Dict[str, Any]) -> bool:
    plain = step["type"] == "Split" and step["behavior"] == "Isolated" and not step["invert"]
    return plain and step["pattern"].get("Regex") in _SPLITTERS


def _reaches_out(added_token: Any) -> bool:
    """Whether an added token depends on what is around it, or has an end of a word inside."""
    around = added_token.lstrip or added_token.rstrip or added_token.single_word
    return bool(around or _END_OF_WORD.search(normalize("NFC", added_token.content)))


class PiecewiseEncoder:
    """Encodes texts as the sum of their pieces, and remembers pieces. Safe to use from many threads.

    Args:
        encode_all: the token ids of each of several texts.
        seam: matches, without width, where a text can be cut.
    """

    def __init__(
        self,
        encode_all: Callable[[List[str]], List[List[int]]],
        seam: "re.Pattern[str]",
        min_piece: int = _MIN_PIECE,
    ):
        self._encode_all = encode_all
        self._seam = seam
        self._min_piece = min_piece
        self._known: Dict[str, List[int]] = {}

    def encode(self, text: str) -> List[int]:
        """The token ids of `text`."""
        if len(self._known) >= _CAPACITY:
            self._known = {}
        known = self._known
        pieces = list(self._cut(text))
        missing = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        if missing:
            known.update(zip(missing, self._encode_all(missing)))
        return [token for piece in pieces for token in known[piece]]

    def _cut(self, text: str) -> Iterator[str]:
        """The pieces of a text. Texts with the same beginning have the same first pieces."""
        start = 0
        while found := self._seam.search(text, start + self._min_piece):
            yield text[start : found.start()]
            start = found.start()
        yield text[start:]
