"""HuggingFaceTokenizer with real, tiny tokenizers."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, List

import pytest

from helm.common.cache import SqliteCacheConfig
from helm.common.errors import ConfigError
from helm.common.tokenization_request import DecodeRequest, TokenizationRequest
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
from tiny_models import END, make_tokenizer

TEXT = "the lazy dog's 'fox' é\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tokenizer(tmp_path_factory.mktemp("tokenizer"), adds_bos=True)


@pytest.fixture
def tokenizer(folder: Path, tmp_path: Path) -> HuggingFaceTokenizer:
    return HuggingFaceTokenizer(SqliteCacheConfig(str(tmp_path / "cache.sqlite")), "acme/bpe", str(folder))


def ids(tokenizer: HuggingFaceTokenizer, text: str, name: str = "acme/bpe", **kwargs: Any) -> List[Any]:
    return tokenizer.tokenize(TokenizationRequest(text, name, encode=True, **kwargs)).raw_tokens


def strings(tokenizer: HuggingFaceTokenizer, text: str, name: str = "acme/bpe") -> List[Any]:
    return tokenizer.tokenize(TokenizationRequest(text, name)).raw_tokens


def test_ids_are_without_special_tokens_and_decode_to_the_text(tokenizer: HuggingFaceTokenizer) -> None:
    encoded = ids(tokenizer, TEXT)
    assert all(isinstance(token, int) for token in encoded) and encoded[0] != 0
    assert tokenizer.decode(DecodeRequest(encoded, "acme/bpe")).text == TEXT


def test_special_tokens_in_the_text_are_kept(tokenizer: HuggingFaceTokenizer) -> None:
    assert ids(tokenizer, END) == [0]
    assert tokenizer.decode(DecodeRequest([0], "acme/bpe")).text == END


@pytest.mark.parametrize("max_length", [0, 1, 3, 1000])
def test_truncation_keeps_the_first_tokens(tokenizer: HuggingFaceTokenizer, max_length: int) -> None:
    assert ids(tokenizer, TEXT, truncation=True, max_length=max_length) == ids(tokenizer, TEXT)[:max_length]
    assert ids(tokenizer, TEXT, max_length=max_length) == ids(tokenizer, TEXT)


@pytest.mark.parametrize(
    "name, expected",
    [
        ("acme/bpe", ["the", "Ġlazy", "Ġdog"]),
        ("huggingface/bpe", ["the", " lazy", " dog"]),
        ("acme/gpt-5", ["the", " lazy", " dog"]),
        ("bigscience/bloom", ["the", " lazy", " dog"]),
    ],
)
def test_strings_show_spaces_depending_on_the_name(folder: Path, name: str, expected: List[str]) -> None:
    tokenizer = HuggingFaceTokenizer(SqliteCacheConfig(":memory:"), name, str(folder))
    text = "".join(token.replace("Ġ", " ") for token in strings(tokenizer, "the lazy dog", name))
    assert text == "the lazy dog"
    assert strings(tokenizer, "the lazy", name)[0] == expected[0]
    assert any(("Ġ" in token) == ("Ġ" in expected[1]) for token in strings(tokenizer, " dog", name))


def test_nothing_is_kept_on_disk(tokenizer: HuggingFaceTokenizer, tmp_path: Path) -> None:
    ids(tokenizer, TEXT)
    assert tokenizer.tokenize(TokenizationRequest(TEXT, "acme/bpe", encode=True)).cached
    assert list(tmp_path.iterdir()) == []


def test_another_tokenizer_name_is_refused(tokenizer: HuggingFaceTokenizer) -> None:
    with pytest.raises(ValueError, match="'acme/other'"):
        ids(tokenizer, TEXT, "acme/other")


def test_a_tokenizer_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    missing = HuggingFaceTokenizer(SqliteCacheConfig(":memory:"), "acme/bpe", str(tmp_path))
    with pytest.raises(ConfigError, match=f"The tokenizer in the folder '{tmp_path}' cannot be loaded"):
        ids(missing, TEXT)


def test_a_folder_is_loaded_once_whatever_its_name(folder: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(folder.parent)
    config = SqliteCacheConfig(str(tmp_path / "cache.sqlite"))
    tokenizers = [HuggingFaceTokenizer(config, name, path) for name, path in [("a", str(folder)), ("b", folder.name)]]
    with ThreadPoolExecutor(8) as pool:
        wrapped = list(pool.map(lambda i: tokenizers[i % 2].get_wrapped_tokenizer(), range(8)))
    assert len({id(one) for one in wrapped}) == 1
    other = HuggingFaceTokenizer(config, "a", str(folder), padding_side="left").get_wrapped_tokenizer()
    assert other is not wrapped[0]


def test_threads_do_not_disturb_each_other(tokenizer: HuggingFaceTokenizer) -> None:
    with ThreadPoolExecutor(8) as pool:
        lengths = list(pool.map(lambda n: len(ids(tokenizer, TEXT * 3, truncation=True, max_length=n)), range(1, 33)))
    total = len(ids(tokenizer, TEXT * 3))
    assert lengths == [min(n, total) for n in range(1, 33)]


_REPORT = """
import sys
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
with HuggingFaceTokenizer.create_tokenizer(sys.argv[1]) as tokenizer:
    print(tokenizer.encode("the lazy dog's 'fox'"), "torch" in sys.modules)
"""


def test_the_light_way_of_loading_gives_what_autotokenizer_gives(folder: Path) -> None:
    from transformers import AutoTokenizer

    expected = AutoTokenizer.from_pretrained(folder).encode("the lazy dog's 'fox'")
    done = subprocess.run([sys.executable, "-c", _REPORT, str(folder)], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == f"{expected} False"


def test_a_tokenizer_with_a_class_of_its_own_is_loaded_by_autotokenizer(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = tmp_path / "tokenizer_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "tokenizer_class": "GPT2Tokenizer"}))
    with HuggingFaceTokenizer.create_tokenizer(str(tmp_path)) as tokenizer:
        assert type(tokenizer).__name__.startswith("GPT2Tokenizer")
