"""Batches of prompts through a causal language model: continuing them, and scoring their own tokens.

Prompts are lists of token ids. Nothing here knows of requests, caches or files.
"""

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

Decode = Callable[[List[int]], str]


@dataclass(frozen=True)
class Decoding:
    """How to continue a prompt."""

    max_new_tokens: int
    temperature: float = 0.0
    """0 takes the most likely token at each step; otherwise tokens are drawn."""
    top_p: float = 1.0
    num_completions: int = 1
    stop_sequences: Tuple[str, ...] = ()
    """A continuation ends when its text contains one of these; the text is not cut."""
    seed: int = 0
    """Of the draws."""


@dataclass(frozen=True)
class SpecialTokens:
    """Ids of tokens that are not text."""

    end: Tuple[int, ...]
    """Each of them ends a continuation."""
    padding: int


@dataclass(frozen=True)
class Continuation:
    """What a model added to a prompt, up to (without) an end token."""

    token_ids: List[int]
    logprobs: List[float]
    """Natural logarithm of each token's probability under the model, before temperature, top-k and top-p."""
    finish_reason: Optional[str]
    """`stop`, `endoftext` or `length`; None if nothing was asked for."""


def generate(
    model: Any, prompts: Sequence[List[int]], decoding: Decoding, special: SpecialTokens, decode: Decode
) -> List[List[Continuation]]:
    """Continue each of `prompts`, all in one batch: `num_completions` continuations for each.

    Whatever `decoding` leaves open, such as a repetition penalty or top-k, comes from the model's generation config.
    """
    import torch

    input_ids, attention_mask = _pad(prompts, special.padding, model.device, left=True)
    width = input_ids.shape[1]
    logprobs, stop = _LogprobRecorder(), _StopOnText(decoding.stop_sequences, width, decode)
    torch.manual_seed(decoding.seed)
    with torch.inference_mode():
        sequences = model.generate(
            input_ids=input_ids,
            attention_mask=attention_mask,
            max_new_tokens=decoding.max_new_tokens,
            num_beams=1,
            logits_processor=[logprobs],
            stopping_criteria=[stop] if decoding.stop_sequences else [],
            eos_token_id=list(special.end) or None,
            pad_token_id=special.padding,
            return_dict_in_generate=False,
            **_sampling(decoding),
        )
        new_ids = sequences[:, width:]
        rows = list(zip(new_ids.tolist(), logprobs.of(new_ids).tolist(), strict=True))
    continuations = [_continuation(ids, values, decoding, special, decode) for ids, values in rows]
    return _by_prompt(continuations, len(prompts), decoding.num_completions)


def score(model: Any, prompts: Sequence[List[int]], padding: int) -> List[List[float]]:
    """The natural logarithm of the probability of each token of each prompt, given those before it; 0 for the first."""
    import torch

    # Padding on the right leaves positions and, with causal attention, results as they would be without it.
    input_ids, attention_mask = _pad(prompts, padding, model.device, left=False)
    with torch.inference_mode():
        logits = model(input_ids=input_ids, attention_mask=attention_mask, use_cache=False).logits
        ids = input_ids.to(logits.device)
        # One prompt at a time: probabilities of a batch over a large vocabulary are the largest tensor there is.
        return [[0.0, *_next_token_logprobs(logits[i], ids[i], len(prompt))] for i, prompt in enumerate(prompts)]


def _next_token_logprobs(logits: Any, ids: Any, length: int) -> List[float]:
    """The log-probabilities of tokens 1 to `length` - 1, of logits (width, vocabulary) and ids (width,)."""
    import torch

    distribution = torch.log_softmax(logits[: length - 1], dim=-1, dtype=torch.float32)
    values: List[float] = distribution.gather(-1, ids[1:length, None]).squeeze(-1).tolist()
    return values


def free_memory() -> None:
    """Give memory that torch keeps for reuse back to the device."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _sampling(decoding: Decoding) -> Dict[str, Any]:
    if decoding.temperature == 0:
        return {"do_sample": False}
    return {
        "do_sample": True,
        "temperature": decoding.temperature,
        "top_p": decoding.top_p,
        "num_return_sequences": decoding.num_completions,
    }


def _pad(prompts: Sequence[List[int]], padding: int, device: Any, left: bool) -> Tuple[Any, Any]:
    """The prompts as one tensor (prompts x longest), and the mask that is 1 where a token is not padding."""
    import torch

    width = max(len(prompt) for prompt in prompts)
    ids, mask = [], []
    for prompt in prompts:
        fill = width - len(prompt)
        ids.append([padding] * fill + prompt if left else prompt + [padding] * fill)
        mask.append([0] * fill + [1] * len(prompt) if left else [1] * len(prompt) + [0] * fill)
    return torch.tensor(ids, device=device), torch.tensor(mask, device=device)


def _continuation(
    ids: List[int], logprobs: List[float], decoding: Decoding, special: SpecialTokens, decode: Decode
) -> Continuation:
    end = next((i for i, token in enumerate(ids) if token in special.end or token == special.padding), None)
    kept = ids[:end]
    text = decode(kept) if decoding.stop_sequences else ""
    if any(stop in text for stop in decoding.stop_sequences):
        reason = "stop"
    else:
        reason = "length" if end is None else "endoftext"
    return Continuation(kept, logprobs[: len(kept)], reason)


def _by_prompt(continuations: List[Continuation], num_prompts: int, num_completions: int) -> List[List[Continuation]]:
    """The continuations of each prompt; one that was made greedily stands for all that were asked for."""
    made = len(continuations) // num_prompts
    copies = num_completions // made
    return [continuations[i * made : (i + 1) * made] * copies for i in range(num_prompts)]


class _LogprobRecorder:
    """A logits processor that changes nothing, but notes how likely the token chosen at each step was.

    Only one step's logits are kept: all of them would take gigabytes with a large vocabulary.
    """

    def __init__(self) -> None:
        self._logits: Optional[Any] = None
        self._columns: List[Any] = []

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        if self._logits is not None:
            self._note(input_ids[:, -1:])
        self._logits = scores
        return scores

    def _note(self, chosen: Any) -> None:
        assert self._logits is not None
        self._columns.append(self._logits.gather(1, chosen) - self._logits.logsumexp(-1, keepdim=True))

    def of(self, new_ids: Any) -> Any:
        """The log-probabilities (sequences x steps) of the tokens `new_ids`, which are all that were chosen."""
        import torch

        if len(self._columns) < new_ids.shape[1]:
            self._note(new_ids[:, -1:])
        return torch.cat(self._columns, dim=1)[:, : new_ids.shape[1]]


class _StopOnText:
    """A stopping criterion: the text after the prompt contains a stop sequence, however that is cut into tokens."""

    _MARGIN = 4
    """Tokens looked at beyond one for each byte, for those that stand for no text."""

    def __init__(self, stop_sequences: Sequence[str], prompt_width: int, decode: Decode):
        self._stops = stop_sequences
        self._prompt_width = prompt_width
        self._decode = decode
        self._tail = self._MARGIN + max((len(stop.encode()) for stop in stop_sequences), default=0)

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
        import torch

        start = max(self._prompt_width, input_ids.shape[1] - self._tail)
        texts = [self._decode(row) for row in input_ids[:, start:].tolist()]
        return torch.tensor([any(stop in text for stop in self._stops) for text in texts], device=input_ids.device)
