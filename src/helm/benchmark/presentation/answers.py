"""The answers of a run, read one by one from `scenario_state.json`."""

import os
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, cast

import msgspec

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_LANGUAGE_MODELING,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS,
    AdapterSpec,
)
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_reference_metrics import extract_label
from helm.benchmark.outcomes import outcome_of
from helm.benchmark.presentation.instance_scores import RowKey, row_key
from helm.benchmark.presentation.json_files import Span, decode, given, read_items
from helm.benchmark.run_folder import SCENARIO_STATE_FILE

_CALIBRATION = "calibration"
_IMAGE_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


class _Token(msgspec.Struct):
    text: str = ""


class _Media(msgspec.Struct):
    content_type: str = ""
    text: Optional[str] = None
    location: Optional[str] = None


class _Multimedia(msgspec.Struct):
    media_objects: List[_Media] = []


class _Thinking(msgspec.Struct):
    text: Optional[str] = None


class _Completion(msgspec.Struct):
    text: str = ""
    tokens: msgspec.Raw = msgspec.Raw()
    finish_reason: Optional[Dict[str, Any]] = None
    multimodal_content: Optional[_Multimedia] = None
    thinking: Optional[_Thinking] = None


class _ErrorFlags(msgspec.Struct):
    is_retriable: Optional[bool] = None
    is_fatal: Optional[bool] = None
    kind: Optional[str] = None
    retry_after: Optional[float] = None


class _Result(msgspec.Struct):
    success: bool = True
    completions: List[_Completion] = []
    error: Optional[str] = None
    error_flags: Optional[_ErrorFlags] = None


class _State(msgspec.Struct):
    instance: msgspec.Raw
    request: msgspec.Raw
    train_trial_index: int = 0
    reference_index: Optional[int] = None
    request_mode: Optional[str] = None
    output_mapping: Optional[Dict[str, str]] = None
    result: Optional[_Result] = None
    annotations: msgspec.Raw = msgspec.Raw()


class _InputRecord(msgspec.Struct):
    text: str = ""


class _InstanceRecord(msgspec.Struct):
    id: Optional[str] = None
    split: Optional[str] = None
    perturbation: msgspec.Raw = msgspec.Raw()
    input: _InputRecord = msgspec.field(default_factory=_InputRecord)


class _RequestRecord(msgspec.Struct):
    max_tokens: int = 0


class _OnlyInstance(msgspec.Struct):
    instance: msgspec.Raw


@dataclass(frozen=True)
class _Answered:
    """As much of a RequestState as its outcome depends on."""

    result: _Result
    output_mapping: Optional[Dict[str, str]]
    request: _RequestRecord


@dataclass(frozen=True)
class Answer:
    """A request with its result."""

    span: Optional[Span]
    """Where its request state is in the file."""
    row: RowKey
    state: _State
    result: _Result
    instance: _InstanceRecord
    adapter_spec: AdapterSpec

    @property
    def outcome(self) -> str:
        """How it ended (`helm.benchmark.outcomes`)."""
        request = decode(bytes(self.state.request), _RequestRecord)
        answered = _Answered(self.result, self.state.output_mapping, request)
        return outcome_of(cast(RequestState, answered), self.adapter_spec)

    def prediction(self, stats: Dict[str, float]) -> Dict[str, Any]:
        """The item of `display_predictions.json`, with these stats."""
        completion = self.result.completions[0] if self.result.completions else _Completion()
        text = predicted_text(completion)
        item = {
            "instance_id": self.row.instance_id,
            "perturbation": self.instance.perturbation,
            "train_trial_index": self.state.train_trial_index,
            "predicted_text": text,
            "truncated_predicted_text": self._truncated(text, completion),
            "base64_images": _images(completion),
            "mapped_output": self._mapped(text),
            "reference_index": self.state.reference_index,
            "stats": stats,
            "annotations": self.state.annotations,
            "thinking_text": completion.thinking.text if completion.thinking else None,
        }
        return _without_absent(item)

    def request_item(self) -> Dict[str, Any]:
        """The item of `display_requests.json`."""
        item = {
            "instance_id": self.row.instance_id,
            "perturbation": self.instance.perturbation,
            "train_trial_index": self.state.train_trial_index,
            "request": self.state.request,
        }
        return _without_absent(item)

    def _mapped(self, text: str) -> Optional[str]:
        """The choice that the answer names, if there are choices."""
        if self.state.output_mapping is None:
            return None
        pattern, text = self.adapter_spec.output_mapping_pattern, text.strip()
        return self.state.output_mapping.get(extract_label(pattern, text) if pattern else text)

    def _truncated(self, text: str, completion: _Completion) -> Optional[str]:
        """What the model added, where the request echoed the input; None where it did not."""
        prefix = ""
        if self.adapter_spec.method in ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS:
            prefix = self.instance.input.text
        elif self.adapter_spec.method == ADAPT_LANGUAGE_MODELING:
            tokens = decode(given(completion.tokens) or b"[]", List[_Token])
            prefix = tokens[0].text if tokens else ""
        return text[len(prefix) :] if prefix and text.startswith(prefix) else None


def _without_absent(item: Dict[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in item.items() if not _is_absent(value)}


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, msgspec.Raw) and given(value) is None)


def predicted_text(completion: _Completion) -> str:
    """The text of an answer, that of its media first."""
    media = completion.multimodal_content.media_objects if completion.multimodal_content else []
    texts = "".join(one.text for one in media if one.text is not None)
    return f"{texts} {completion.text}" if texts else completion.text


def _images(completion: _Completion) -> List[str]:
    """The local image files of an answer, in Base64."""
    media = completion.multimodal_content.media_objects if completion.multimodal_content else []
    images = []
    for one in media:
        if one.content_type.startswith("image/") and one.location and os.path.isfile(one.location):
            with open(one.location, "rb") as file:
                content = file.read()
            # A location is data of unknown origin: nothing but an image may be copied from there.
            if content.startswith(_IMAGE_SIGNATURES):
                images.append(b64encode(content).decode("ascii"))
    return images


def read_answers(run_path: str, adapter_spec: AdapterSpec) -> Iterator[Answer]:
    """The answers of a run, in order; requests for calibration and those without a result are left out.

    Raises:
        DataError: the file is broken.
        OSError: it cannot be read.
    """
    for item in read_items(os.path.join(run_path, SCENARIO_STATE_FILE), "request_states"):
        state = decode(item.text, _State)
        if state.result is None or state.request_mode == _CALIBRATION:
            continue
        instance = decode(bytes(state.instance), _InstanceRecord)
        row = row_key(instance.id or "", instance.perturbation)
        yield Answer(item.span, row, state, state.result, instance, adapter_spec)


def instance_of(text: bytes) -> msgspec.Raw:
    """The instance of a request state, as it is written there."""
    return decode(text, _OnlyInstance).instance
