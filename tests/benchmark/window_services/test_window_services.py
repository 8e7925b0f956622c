"""What each window service counts, cuts and passes on, with a tokenizer of one token a character."""

from typing import Any, Optional

import pytest

from helm.benchmark import model_deployment_registry, tokenizer_config_registry
from helm.benchmark.model_deployment_registry import (
    ClientSpec,
    ModelDeployment,
    ModelDeploymentNotFoundError,
    WindowServiceSpec,
)
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.benchmark.window_services.window_service import INT_MAX, WindowService
from helm.benchmark.window_services.window_service_factory import WindowServiceFactory
from helm.common.errors import AdaptationError, ConfigError
from helm.common.object_spec import get_class_by_name
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)

PACKAGE = "helm.benchmark.window_services"
LOCAL = f"{PACKAGE}.local_window_service.LocalWindowService"
DEFAULT = f"{PACKAGE}.default_window_service.DefaultWindowService"
NO_TOKENIZER = f"{PACKAGE}.no_tokenizer_window_service.NoTokenizerWindowService"
NO_DECODING = f"{PACKAGE}.no_decoding_window_service.NoDecodingWindowService"
ENCODER_DECODER = f"{PACKAGE}.encoder_decoder_window_service.EncoderDecoderWindowService"
CLIP = f"{PACKAGE}.image_generation.clip_window_service.CLIPWindowService"
DALLE = f"{PACKAGE}.image_generation.openai_dalle_window_service.OpenAIDALLEWindowService"
LEXICA = f"{PACKAGE}.image_generation.lexica_search_window_service.LexicaSearchWindowService"


class Characters:
    """A context whose tokenizer makes a token of each character, truncates, and remembers what it was asked."""

    def __init__(self, error: Optional[str] = None, replace: tuple[str, str] = ("", "")):
        self.requests: list[TokenizationRequest] = []
        self.error = error
        self.replace = replace

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        self.requests.append(request)
        text = request.text[: request.max_length] if request.truncation else request.text
        tokens = [TokenizationToken(ord(c) if request.encode else c) for c in text]
        return TokenizationRequestResult(
            success=not self.error, cached=False, text=request.text, tokens=tokens, error=self.error
        )

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        assert not request.clean_up_tokenization_spaces
        text = "".join(map(chr, request.tokens))
        if self.replace[0]:
            text = text.replace(*self.replace)
        return DecodeRequestResult(success=not self.error, cached=False, text=text, error=self.error)


def make(class_name: str, context: Any = None, window: Optional[int] = 10, **limits: Any) -> Any:
    return get_class_by_name(class_name)(
        TokenizerService(context or Characters()), tokenizer_name="a/b", max_sequence_length=window, **limits
    )


@pytest.mark.parametrize(
    ("class_name", "length", "completion", "fits"),
    [
        (DEFAULT, 6, 4, True),
        (DEFAULT, 7, 4, False),
        (f"{PACKAGE}.ice_window_service.ICEWindowService", 7, 4, False),
        (f"{PACKAGE}.yalm_window_service.YaLMWindowService", 7, 4, False),
        (NO_DECODING, 7, 4, False),
        (ENCODER_DECODER, 10, 4, True),
        (ENCODER_DECODER, 11, 0, False),
        (CLIP, 7, 4, False),
        (DALLE, 10, 4, True),
        (LEXICA, 11, 0, False),
    ],
)
def test_fits(class_name: str, length: int, completion: int, fits: bool) -> None:
    assert make(class_name).fits_within_context_window("x" * length, completion) is fits


@pytest.mark.parametrize(
    ("class_name", "kept"),
    [(DEFAULT, 6), (NO_DECODING, 6), (ENCODER_DECODER, 10), (CLIP, 10), (DALLE, 10), (LEXICA, 10)],
)
def test_truncate_from_right(class_name: str, kept: int) -> None:
    service = make(class_name)
    text = "abcdefghijklmnop"
    assert service.truncate_from_right(text, 4) == text[:kept]
    assert service.truncate_from_right(text[:kept], 4) == text[:kept]
    assert service.truncate_from_right("", 4) == ""


def test_truncation_leaves_room_for_the_completion_or_says_that_there_is_none() -> None:
    service = make(DEFAULT, max_request_length=12, deployment_name="acme/model")
    assert service.truncate_from_right("x" * 20, 12) == ""
    with pytest.raises(AdaptationError, match=r"max_tokens=13 tokens .* 12 tokens .* acme/model; lower max_tokens"):
        service.truncate_from_right("x" * 20, 13)


def test_truncation_drops_characters_while_decoding_makes_the_text_longer() -> None:
    assert make(DEFAULT, Characters(replace=("b", "<b>"))).truncate_from_right("abcdefghijklmnop") == "a<b>cdefgh"


def test_a_text_that_fits_is_returned_as_decoding_gives_it_back() -> None:
    assert make(DEFAULT, Characters(replace=("b", ""))).truncate_from_right("abc") == "ac"


def test_a_text_that_fits_is_encoded_once() -> None:
    context = Characters()
    make(DEFAULT, context).truncate_from_right("abc", 2)
    assert [(request.truncation, request.max_length) for request in context.requests] == [(True, 8)]


def test_the_window_is_part_of_the_request_to_the_tokenizer() -> None:
    context = Characters()
    make(DEFAULT, context, max_request_length=12).get_num_tokens("abc")
    assert context.requests == [TokenizationRequest("abc", "a/b", encode=True, truncation=False, max_length=12)]


def test_tokens_without_ids() -> None:
    service = make(NO_DECODING, window=5000)
    encoded = service.encode("abc")
    assert (encoded.text, encoded.token_values, service.decode(encoded.tokens)) == ("abc", ["a", "b", "c"], "abc")
    assert len(service.truncate_from_right("x" * 6000)) == 2048


def test_tokenize_gives_strings() -> None:
    assert make(DEFAULT).tokenize("ab") == ["a", "b"]


def test_lengths_that_are_not_given() -> None:
    service = make(LOCAL)
    assert (service.max_sequence_length, service.max_request_length) == (10, 10)
    assert service.max_sequence_and_generated_tokens_length == INT_MAX
    assert (service.end_of_text_token, service.prefix_token, service.tokenizer_name) == ("", "", "a/b")


def test_an_unknown_window_is_an_error_only_where_it_matters() -> None:
    service = make(LOCAL, window=None)
    assert service.get_num_tokens("abc") == 3
    for ask in (
        lambda: service.fits_within_context_window("abc"),
        lambda: service.encode("abc", truncation=True),
        lambda: service.max_sequence_length,
    ):
        with pytest.raises(ConfigError, match="with tokenizer a/b is not known; set max_sequence_length"):
            ask()
    assert make(LOCAL, window=None, max_request_length=3).fits_within_context_window("abc")


def test_a_tokenizer_that_fails_is_an_error() -> None:
    service = make(LOCAL, Characters(error="broken pipe"))
    for ask in (lambda: service.get_num_tokens("abc"), lambda: service.tokenize("abc"), lambda: service.decode([])):
        with pytest.raises(AdaptationError, match="tokenizer a/b cannot .*: broken pipe"):
            ask()


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """deployed(**fields of a deployment): its window service."""

    def make_service(**fields: Any) -> WindowService:
        deployment = ModelDeployment(name="acme/model", client_spec=ClientSpec("unused"), **fields)
        deployments = model_deployment_registry.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT
        monkeypatch.setitem(deployments, "acme/model", deployment)
        config = TokenizerConfig("a/b", TokenizerSpec("unused"), end_of_text_token="<end>", prefix_token="<begin>")
        monkeypatch.setitem(tokenizer_config_registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, "a/b", config)
        return WindowServiceFactory.get_window_service("acme/model", TokenizerService(Characters()))  # type: ignore[arg-type]

    return make_service


def test_factory_passes_on_what_is_known_of_deployment_and_tokenizer(deployed: Any) -> None:
    service = deployed(
        tokenizer_name="a/b",
        max_sequence_length=10,
        max_request_length=11,
        max_sequence_and_generated_tokens_length=12,
    )
    assert type(service) is get_class_by_name(DEFAULT)
    assert (service.tokenizer_name, service.end_of_text_token, service.prefix_token) == ("a/b", "<end>", "<begin>")
    assert (service.max_sequence_length, service.max_request_length) == (10, 11)
    assert service.max_sequence_and_generated_tokens_length == 12


def test_factory_makes_the_class_that_the_deployment_names(deployed: Any) -> None:
    service = deployed(tokenizer_name="a/b", max_sequence_length=10, window_service_spec=WindowServiceSpec(CLIP))
    assert type(service) is get_class_by_name(CLIP)


def test_without_a_tokenizer_everything_fits(deployed: Any) -> None:
    service = deployed()
    assert type(service) is get_class_by_name(NO_TOKENIZER)
    assert service.fits_within_context_window("x" * 100, INT_MAX)
    assert service.truncate_from_right("abc", INT_MAX) == "abc"
    assert (service.tokenize("abc"), service.get_num_tokens("abc")) == (["abc"], 1)
    assert (service.max_sequence_length, service.max_request_length) == (INT_MAX, INT_MAX)
    assert (service.end_of_text_token, service.prefix_token) == ("", "")
    for ask in (lambda: service.encode("abc"), lambda: service.decode([]), lambda: service.tokenizer_name):
        with pytest.raises(NotImplementedError, match="no tokenizer"):
            ask()


def test_an_unknown_deployment_is_an_error() -> None:
    with pytest.raises(ModelDeploymentNotFoundError, match="acme/unknown"):
        WindowServiceFactory.get_window_service("acme/unknown", TokenizerService(Characters()))  # type: ignore[arg-type]
