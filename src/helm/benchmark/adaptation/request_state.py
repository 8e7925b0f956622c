"""A request with what it was made from and what came of it."""

from dataclasses import dataclass
from typing import Any, Dict, Optional

from helm.benchmark.scenarios.scenario import Instance
from helm.common.request import Request, RequestResult


@dataclass(frozen=True)
class RequestState:
    """One request of a run."""

    instance: Instance
    """The (possibly perturbed) evaluation instance."""
    reference_index: Optional[int]
    """Which reference is scored, for methods that send a request a reference."""
    request_mode: Optional[str]
    """`original` or `calibration`, for methods that score references."""
    train_trial_index: int
    """Which draw of the in-context examples."""
    output_mapping: Optional[Dict[str, str]]
    """Letters to reference texts, for multiple choice."""
    request: Request
    result: Optional[RequestResult]
    num_train_instances: int
    """How many in-context examples are in the prompt."""
    prompt_truncated: bool
    num_conditioning_tokens: int = 0
    """How many leading tokens are context only and not scored."""
    annotations: Optional[Dict[str, Any]] = None
    """What each annotator said, by its name."""

    def __post_init__(self) -> None:
        assert self.request_mode in (None, "original", "calibration"), f"Unknown request mode {self.request_mode!r}"
