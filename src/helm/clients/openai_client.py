"""OpenAI, and hosts that speak its protocol: chat, completions, embeddings, transcription."""

import json
from dataclasses import replace
from typing import Any, Callable, Dict, List, Mapping, Optional

from helm.clients._openai_chat import chat_cache_key, chat_completion, chat_payload
from helm.clients._openai_completions import completions_payload, text_completion
from helm.clients._openai_errors import BLOCKED, failure, failure_of
from helm.clients.client import (
    AuthenticationError,
    CachingClient,
    Client,
    generate_uid_for_multimodal_prompt,
    refuse_scoring,
)
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import CacheConfig
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.object_spec import get_class_by_name
from helm.common.request import GeneratedOutput, Request, RequestResult, wrap_request_time

Response = Dict[str, Any]

_TRANSCRIPT = "\n[TRANSCRIBED AUDIO START]\n{}\n[TRANSCRIBED AUDIO END]\n"


class OpenAIClientBase(CachingClient):
    """Holds the connection to a host that speaks OpenAI's protocol, and asks it.

    Args:
        cache_config: where answers are kept.
        api_key: if None, OpenAI's package looks into the environment variable OPENAI_API_KEY.
        openai_model_name: name of the model as the host knows it; the engine of the request's model unless given.
        kwargs: further arguments of `openai.OpenAI`, such as `timeout` and `max_retries`.

    Raises:
        AuthenticationError: there is no key.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        api_key: Optional[str] = None,
        org_id: Optional[str] = None,
        base_url: Optional[str] = None,
        openai_model_name: Optional[str] = None,
        **kwargs: Any,
    ):
        super().__init__(cache_config)
        self.openai_model_name = openai_model_name
        self.client = self._connect(api_key=api_key, organization=org_id, base_url=base_url, **kwargs)

    def _connect(self, **kwargs: Any) -> Any:
        """The object of OpenAI's package that makes the calls; a host with a class of its own overrides this."""
        import openai

        try:
            # Retrying is the caller's business: the package would sleep on it, and hold a slot meanwhile.
            return openai.OpenAI(**{"max_retries": 0, **kwargs})
        except openai.OpenAIError as error:
            raise AuthenticationError(
                f"No connection to OpenAI's interface can be made ({error}): set <host>ApiKey in credentials.conf"
            ) from error

    def _get_model_for_request(self, request: Request) -> str:
        return self.openai_model_name or request.model_engine

    def _ask(
        self,
        request: Request,
        key: Mapping[str, Any],
        call: Callable[[], Response],
        read: Callable[[Response], RequestResult],
    ) -> RequestResult:
        """The result that `read` makes of the response to `call`, or of the one in the cache under `key`."""
        import openai

        try:
            response, cached = self.cache.get(self.make_cache_key(key, request), wrap_request_time(call))
        except openai.OpenAIError as error:
            return failure_of(error, request)
        result = read(response)
        if result.success:
            result.cached = cached
            result.request_time = response["request_time"]
            result.request_datetime = response["request_datetime"]
        return result


class OpenAIClient(OpenAIClientBase):
    """Chat, embeddings and transcription, by what the request and its model ask for.

    Args:
        reasoning_effort: how much a reasoning model is to think (`low`, `medium`, `high`, ...).
        output_processor: dotted name of a function from text to text, applied to each answer.
        kwargs: see OpenAIClientBase.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        api_key: Optional[str] = None,
        org_id: Optional[str] = None,
        base_url: Optional[str] = None,
        reasoning_effort: Optional[str] = None,
        openai_model_name: Optional[str] = None,
        output_processor: Optional[str] = None,
        **kwargs: Any,
    ):
        super().__init__(cache_config, api_key, org_id, base_url, openai_model_name, **kwargs)
        self.reasoning_effort = reasoning_effort
        self.output_processor: Optional[Callable[[str], str]] = (
            get_class_by_name(output_processor) if output_processor else None
        )

    def make_request(self, request: Request) -> RequestResult:
        if request.embedding:
            return self._make_embedding_request(request)
        if "whisper" in request.model_engine or "transcribe" in request.model_engine:
            return self._make_transcription_request(request)
        return self._make_chat_request(request)

    def _make_chat_raw_request(self, request: Request) -> Dict[str, Any]:
        """What is sent; a host with peculiarities overrides this."""
        return chat_payload(request, self._get_model_for_request(request), self.reasoning_effort)

    def _read_chat_choice(self, choice: Mapping[str, Any], request: Request) -> GeneratedOutput:
        """What a choice says; a host with peculiarities overrides this."""
        return chat_completion(choice, request, self.output_processor)

    def _make_chat_request(self, request: Request) -> RequestResult:
        refuse_scoring(request, "the chat interface of its host")
        payload = self._make_chat_raw_request(request)

        def read(response: Response) -> RequestResult:
            if any(choice.get("finish_reason") == "content_filter" for choice in response["choices"]):
                return failure("Content blocked by OpenAI filter", BLOCKED)
            return _completed([self._read_chat_choice(choice, request) for choice in response["choices"]])

        return self._ask(
            request,
            chat_cache_key(payload, request),
            lambda: fetch(self.client.chat.completions, payload, needed="choices"),
            read,
        )

    def _make_embedding_request(self, request: Request) -> RequestResult:
        payload = {"input": request.prompt, "model": self._get_model_for_request(request)}

        def read(response: Response) -> RequestResult:
            embedding = response["data"][0]["embedding"]
            return RequestResult(success=True, cached=False, completions=[], embedding=embedding)

        return self._ask(request, payload, lambda: fetch(self.client.embeddings, payload, needed="data"), read)

    def _make_transcription_request(self, request: Request) -> RequestResult:
        audio, model = _only_audio(request), self._get_model_for_request(request)
        assert request.multimodal_prompt is not None
        key = {
            "audio": audio.location,
            "model": model,
            "multimodal_prompt": generate_uid_for_multimodal_prompt(request.multimodal_prompt),
        }

        def call() -> Response:
            with open(str(audio.location), "rb") as file:
                return {"transcription": self.client.audio.transcriptions.create(model=model, file=file).text}

        def read(response: Response) -> RequestResult:
            return _completed([GeneratedOutput(text=response["transcription"], logprob=0, tokens=[])])

        return self._ask(request, key, call, read)


class OpenAILegacyCompletionsClient(OpenAIClientBase):
    """Text completions, which can also score a prompt."""

    def make_request(self, request: Request) -> RequestResult:
        payload = self._make_completions_raw_request(request)

        def read(response: Response) -> RequestResult:
            return _completed([text_completion(choice, request) for choice in response["choices"]])

        return self._ask(request, payload, lambda: fetch(self.client.completions, payload, needed="choices"), read)

    def _make_completions_raw_request(self, request: Request) -> Dict[str, Any]:
        """What is sent; a host with peculiarities overrides this."""
        return completions_payload(request, self._get_model_for_request(request))


class OpenAITranscriptionThenCompletionClient(Client):
    """Two models in a row, `<transcription>_<completion>`: audio is transcribed, and the text answered."""

    def __init__(
        self, cache_config: Optional[CacheConfig], api_key: Optional[str] = None, org_id: Optional[str] = None
    ):
        self._openai_client = OpenAIClient(cache_config, api_key=api_key, org_id=org_id)

    def make_request(self, request: Request) -> RequestResult:
        """The answer to the transcribed prompt, or the failure of a transcription; completions quote that prompt.

        Raises:
            NonRetriableException: the engine does not name two models.
        """
        transcription, separator, completion = request.model_engine.partition("_")
        if not separator or "_" in completion:
            raise NonRetriableException(
                f"The engine of {request.model!r} must be two models joined by one underscore: transcription_completion"
            )
        texts = []
        for item in request.multimodal_prompt.media_objects if request.multimodal_prompt else []:
            if item.is_type("audio"):
                result = self._transcribe(item, f"openai/{transcription}")
                if not result.success:
                    return result
                texts.append(_TRANSCRIPT.format(result.completions[0].text))
            else:
                texts.append(item.text or "")
        prompt = "\n".join(texts) or request.prompt
        return self._complete(replace(request, model=f"openai/{completion}", prompt=prompt, multimodal_prompt=None))

    def _transcribe(self, audio: MediaObject, model: str) -> RequestResult:
        return self._openai_client.make_request(Request(model=model, multimodal_prompt=MultimediaObject([audio])))

    def _complete(self, request: Request) -> RequestResult:
        result = self._openai_client.make_request(request)
        quoted = MultimediaObject([MediaObject(content_type="text/plain", text=request.prompt)])
        return replace(
            result, completions=[replace(output, multimodal_content=quoted) for output in result.completions]
        )


def fetch(resource: Any, payload: Mapping[str, Any], needed: str) -> Response:
    """The JSON object that the host answers to `payload`.

    Args:
        resource: a resource of OpenAI's package, such as `client.embeddings`.
        needed: a field without which the answer is none, and must not be kept.

    Raises:
        ValueError: the answer is not such an object.
        openai.OpenAIError: the host cannot be reached or refuses.
    """
    response = json.loads(resource.with_raw_response.create(**payload).text)
    if not isinstance(response, dict) or not response.get(needed):
        error = response.get("error") if isinstance(response, dict) else None
        raise ValueError(f"The host's answer has no {needed!r}" + (f", but an error: {error}" if error else ""))
    return response


def _completed(completions: List[GeneratedOutput]) -> RequestResult:
    return RequestResult(success=True, cached=False, completions=completions, embedding=[])


def _only_audio(request: Request) -> MediaObject:
    objects = request.multimodal_prompt.media_objects if request.multimodal_prompt else []
    if len(objects) != 1 or not objects[0].is_type("audio"):
        raise NonRetriableException(
            f"{request.model_deployment} transcribes a prompt of one audio object, but got "
            f"{[item.content_type for item in objects]}"
        )
    return objects[0]
