"""Prompts with equal settings to responses: texts on both sides, token ids and tensors in between."""

from dataclasses import replace
from typing import Any, Dict, List, Optional, Sequence, Tuple

from helm.clients._huggingface_generation import Continuation, Decoding, SpecialTokens, generate, score
from helm.clients._huggingface_model import HuggingFaceModel
from helm.clients.middleware.retry import NonRetriableException
from helm.common.request import Request
from helm.tokenizers.huggingface_tokenizer import WrappedPreTrainedTokenizer


class PromptError(ValueError):
    """A prompt that the model cannot take."""


def conversation(request: Request, is_chat_model: bool) -> Optional[List[Dict[str, str]]]:
    """What a chat model is told in answer to `request`; None for a model that goes on with the prompt.

    Raises:
        NonRetriableException: the request has several kinds of prompt, or one that the model cannot take.
    """
    if request.multimodal_prompt is not None or (request.prompt and request.messages):
        raise NonRetriableException(f"A request to {request.model} must have either a prompt or messages, and no media")
    if is_chat_model:
        return request.messages or [{"role": "user", "content": request.prompt}]
    if request.messages:
        raise NonRetriableException(f"{request.model} has no chat template, so it cannot be sent messages")
    return None


class HuggingFaceServing:
    """A model and its tokenizer."""

    def __init__(self, model: HuggingFaceModel, tokenizer: WrappedPreTrainedTokenizer):
        self._model = model
        self._tokenizer = tokenizer
        self._token_texts: Dict[int, str] = {}
        with tokenizer as unlocked:
            self._start, self._special = _start_tokens(unlocked), _special_tokens(model.model, unlocked)

    def respond(self, prompts: Sequence[str], decoding: Decoding, echo_prompt: bool) -> List[Dict[str, Any]]:
        """A response for each prompt: its completions and, with `echo_prompt`, the prompt's log-probabilities.

        Completions end with the model's window. Without new tokens to generate, prompts are only scored.

        Raises:
            PromptError: a prompt does not fit the window.
        """
        encoded = [self._encode(prompt) for prompt in prompts]
        with self._model.lock:
            scores = score(self._model.model, encoded, self._special.padding) if echo_prompt else [[]] * len(encoded)
            continuations = self._continue(encoded, decoding)
        return [
            {
                "completions": [self._completion(ids if echo_prompt else [], made, values) for made in several],
                "input_length": len(ids),
            }
            for ids, values, several in zip(encoded, scores, continuations, strict=True)
        ]

    def _encode(self, prompt: str) -> List[int]:
        """The prompt's token ids; a start token that is in the text already is not doubled."""
        with self._tokenizer as tokenizer:
            ids: List[int] = tokenizer.encode(prompt, verbose=False) or self._start
            if len(ids) > 1 and ids[0] == ids[1] == tokenizer.bos_token_id:
                ids = ids[1:]
        if not ids:
            raise PromptError(f"The prompt is empty, and {self._model.name} has no token to start from")
        window = self._model.window
        if window is not None and len(ids) > window:
            raise PromptError(
                f"The prompt has {len(ids)} tokens, but the window of {self._model.name} is {window}: set the "
                f"max_sequence_length of its deployment to at most {window}"
            )
        return ids

    def _continue(self, prompts: List[List[int]], decoding: Decoding) -> List[List[Continuation]]:
        """The continuations of each prompt; those of a prompt near the end of the window are made apart."""
        made: Dict[int, List[Continuation]] = {}
        room = [self._room(prompt, decoding.max_new_tokens) for prompt in prompts]
        for new_tokens in set(room):
            positions = [i for i, tokens in enumerate(room) if tokens == new_tokens]
            batch, settings = [prompts[i] for i in positions], replace(decoding, max_new_tokens=new_tokens)
            made.update(zip(positions, self._generate(batch, settings), strict=True))
        return [made[i] for i in range(len(prompts))]

    def _room(self, prompt: List[int], wanted: int) -> int:
        return wanted if self._model.window is None else min(wanted, self._model.window - len(prompt))

    def _generate(self, prompts: List[List[int]], decoding: Decoding) -> List[List[Continuation]]:
        if decoding.max_new_tokens == 0:
            return [[Continuation([], [], None)] * decoding.num_completions for _ in prompts]
        return generate(self._model.model, prompts, decoding, self._special, self._decode)

    def _completion(self, prompt: List[int], made: Continuation, prompt_logprobs: List[float]) -> Dict[str, Any]:
        ids = prompt + made.token_ids
        return {
            "text": self._decode(ids),
            "tokens": [self._token_text(token) for token in ids],
            "logprobs": made.logprobs,
            "prompt_logprobs": prompt_logprobs,
            "finish_reason": made.finish_reason,
        }

    def _decode(self, ids: List[int]) -> str:
        with self._tokenizer as tokenizer:
            text: str = tokenizer.decode(ids, clean_up_tokenization_spaces=False)
        return text

    def _token_text(self, token: int) -> str:
        if token not in self._token_texts:
            self._token_texts[token] = self._decode([token])
        return self._token_texts[token]


def _start_tokens(tokenizer: Any) -> List[int]:
    """What a text without any tokens begins with."""
    return [token for token in (tokenizer.bos_token_id, tokenizer.eos_token_id) if token is not None][:1]


def _special_tokens(model: Any, tokenizer: Any) -> SpecialTokens:
    """The ids that end a continuation, according to the model and the tokenizer, and the one to pad with."""
    configured = model.generation_config.eos_token_id
    listed: Tuple[Any, ...] = tuple(configured) if isinstance(configured, (list, tuple)) else (configured,)
    end = tuple(dict.fromkeys(token for token in (*listed, tokenizer.eos_token_id) if token is not None))
    padding = next((token for token in (tokenizer.pad_token_id, *end) if token is not None), 0)
    return SpecialTokens(end, padding)
