"""The model scores a text, in windows if it is longer than one."""

from dataclasses import dataclass
from typing import Iterator, List

from helm.benchmark.adaptation.adapters.adapter import Adapter, request_state
from helm.benchmark.adaptation.prompt import Prompt
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import EVAL_SPLITS, Instance
from helm.benchmark.window_services.window_service import WindowService
from helm.common.errors import AdaptationError
from helm.common.general import flatten_list, parallel_map
from helm.common.hierarchical_logger import hlog, htrack
from helm.common.tokenization_request import TokenizationToken

REPLACEMENT_CHARACTER = "\ufffd"
"""What is decoded from a part of a character."""


@dataclass(frozen=True)
class ScoredWindow:
    """A piece of a text, of which the first tokens are context and the others are scored."""

    text: str
    num_conditioning_tokens: int


class LanguageModelingAdapter(Adapter):
    """One request a window. The windows overlap as far as possible, and each token is scored in one of them only."""

    @htrack(None)
    def adapt(self, instances: List[Instance], parallelism: int) -> List[RequestState]:
        for instance in instances:
            if instance.split not in EVAL_SPLITS:
                raise AdaptationError(
                    f"Instance {instance.id} is of the split {instance.split}, but the method language_modeling "
                    "shows no examples; leave all splits other than valid and test out of the scenario"
                )
        of_instances = parallel_map(self._request_states, instances, parallelism=parallelism, description="prompts")
        states = flatten_list(of_instances)
        hlog(f"{len(states)} requests")
        return states

    def _request_states(self, instance: Instance) -> List[RequestState]:
        spec = self.adapter_spec
        states: List[RequestState] = []
        for window in cut_into_windows(self.window_service, instance.input.text, spec.max_tokens):
            request = self.request(
                prompt=window.text,
                num_completions=1,
                temperature=0,
                echo_prompt=True,
                random=None if states else spec.random,
            )
            prompt = Prompt(window.text, num_train_instances=spec.max_train_instances, truncated=False)
            state = request_state(instance, 0, request, prompt, num_conditioning_tokens=window.num_conditioning_tokens)
            states.append(state)
        return states


def cut_into_windows(service: WindowService, text: str, max_tokens: int) -> Iterator[ScoredWindow]:
    """The windows of a text: the first begins with the prefix token, the others with as much context as fits.

    Raises:
        AdaptationError: a window cannot be re-encoded within the model's limit.
    """
    limit = min(service.max_request_length, service.max_sequence_and_generated_tokens_length - max_tokens)
    tokens = service.encode(text).tokens
    prefix = service.encode(service.prefix_token).tokens
    if limit < 2 or limit <= len(prefix):
        raise AdaptationError(
            f"A window of {limit} tokens of {service.tokenizer_name} has no room for context and a token to score; "
            f"choose a model with a longer window, or lower max_tokens, which is {max_tokens}"
        )
    done = min(service.max_sequence_length, len(tokens))
    first = _build_window(service, prefix, tokens[:done], limit)
    yield ScoredWindow(first.text, num_conditioning_tokens=1 if service.prefix_token else 0)
    while done < len(tokens):
        end = min(len(tokens), done + limit - 1)
        yield _build_window(service, tokens[max(0, end - limit) : done], tokens[done:end], limit)
        # Tokens that did not fit are not scored at all, as in the released version.
        done = end


def _build_window(
    service: WindowService, context: List[TokenizationToken], scored: List[TokenizationToken], limit: int
) -> ScoredWindow:
    """The text of these tokens. It may have more tokens when encoded again, and then loses the last ones."""
    text = service.decode(context + scored)
    while (excess := service.get_num_tokens(text) - limit) > 0:
        if excess < len(scored):
            scored = scored[:-excess]
        elif context:
            # Parts of a character at the begin can be longer than all that is to be scored.
            context = context[excess:]
        else:
            raise AdaptationError(f"No text of {limit} tokens of {service.tokenizer_name} could be made of {text!r}")
        text = service.decode(context + scored)
    stripped = text.strip(REPLACEMENT_CHARACTER)
    if stripped == text:
        return ScoredWindow(text, len(context))
    lost_before = limit - service.get_num_tokens(text.lstrip(REPLACEMENT_CHARACTER))
    lost_after = limit - service.get_num_tokens(text.rstrip(REPLACEMENT_CHARACTER))
    if lost_after >= len(scored):
        return ScoredWindow(stripped, service.get_num_tokens(stripped))
    return ScoredWindow(stripped, 1 if lost_before >= len(context) else len(context) - lost_before)
