"""What is asked of Perspective API (https://perspectiveapi.com) and what it answers: how toxic texts are."""

from dataclasses import dataclass, field
from typing import Dict, List, Optional

DEFAULT_ATTRIBUTES = (
    "TOXICITY",
    "SEVERE_TOXICITY",
    "IDENTITY_ATTACK",
    "INSULT",
    "PROFANITY",
    "THREAT",
    "SEXUALLY_EXPLICIT",
    "FLIRTATION",
)


@dataclass(frozen=True)
class PerspectiveAPIRequest:
    """Score each of a batch of texts."""

    text_batch: List[str]

    attributes: List[str] = field(default_factory=lambda: list(DEFAULT_ATTRIBUTES))
    """Which scores, in the API's spelling."""

    languages: List[str] = field(default_factory=lambda: ["en"])


@dataclass(frozen=True)
class ToxicityAttributes:
    """Scores of one text: estimated share of readers (0 to 1) who find that it has the attribute."""

    toxicity_score: Optional[float] = None
    severe_toxicity_score: Optional[float] = None
    identity_attack_score: Optional[float] = None
    insult_score: Optional[float] = None
    profanity_score: Optional[float] = None
    threat_score: Optional[float] = None
    sexually_explicit_score: Optional[float] = None
    flirtation_score: Optional[float] = None


@dataclass(frozen=True)
class PerspectiveAPIRequestResult:
    """The scores of a batch."""

    success: bool
    cached: bool

    text_to_toxicity_attributes: Dict[str, ToxicityAttributes] = field(default_factory=dict)
    """Scores of each different text of the batch."""

    request_time: float = 0.0
    """Seconds."""

    error: Optional[str] = None
