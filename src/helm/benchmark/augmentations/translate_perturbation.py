"""The same text in another language."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription


class TranslatePerturbation(TextPerturbation):
    """Translates with Google Translate, to the language with the ISO 639-1 code `language_code`, e.g. `zh-CN`."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        language_code: str = ""

    name: str = "translate"

    should_perturb_references: bool = True

    def __init__(self, language_code: str):
        self.language_code = language_code

    @property
    def description(self) -> PerturbationDescription:
        return TranslatePerturbation.Description(name=self.name, language_code=self.language_code)

    def perturb(self, text: str, rng: Random) -> str:
        translation: str = self._client.translate(text, self.language_code)
        return translation

    @cached_property
    def _client(self) -> Any:
        from helm.clients.google_translate_client import GoogleTranslateClient

        return GoogleTranslateClient()
