"""The translation client, with a stand-in for the vendor's package, and the perturbation that uses it."""

import sys
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Dict, List

import pytest

from helm.benchmark.augmentations.translate_perturbation import TranslatePerturbation
from helm.clients.google_translate_client import GoogleTranslateClient
from helm.common.errors import ConfigError
from helm.common.optional_dependencies import OptionalDependencyNotInstalled


class DefaultCredentialsError(Exception):
    """What the vendor's package raises without credentials."""


class Service:
    """Translates by turning the text round."""

    requests: List[str] = []
    has_credentials = True

    def __init__(self) -> None:
        if not self.has_credentials:
            raise DefaultCredentialsError

    def translate(self, text: str, target_language: str) -> Dict[str, str]:
        self.requests.append(text)
        return {"translatedText": f"{text[::-1]}@{target_language}", "input": text, "detectedSourceLanguage": "en"}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    modules = {name: ModuleType(name) for name in ("google", "google.auth", "google.auth.exceptions", "google.cloud")}
    modules["google.auth.exceptions"].DefaultCredentialsError = DefaultCredentialsError  # type: ignore[attr-defined]
    modules["google.cloud"].translate_v2 = ModuleType("translate_v2")  # type: ignore[attr-defined]
    modules["google.cloud"].translate_v2.Client = Service  # type: ignore[attr-defined]
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(Service, "requests", [])
    monkeypatch.chdir(tmp_path)


def test_answers_are_kept(service: None, tmp_path: Path) -> None:
    path = str(tmp_path / "deep" / "cache.sqlite")
    assert GoogleTranslateClient(path).translate("abc", "es") == "cba@es"
    assert GoogleTranslateClient(path).translate("abc", "es") == "cba@es"
    assert GoogleTranslateClient(path).translate("abc", "hi") == "cba@hi"
    assert Service.requests == ["abc", "abc"]


def test_the_perturbation_translates(service: None) -> None:
    assert TranslatePerturbation("sw").perturb("abc", Random(0)) == "cba@sw"


def test_missing_credentials(service: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Service, "has_credentials", False)
    with pytest.raises(ConfigError, match="GOOGLE_APPLICATION_CREDENTIALS"):
        GoogleTranslateClient()


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.auth.exceptions", None)
    monkeypatch.setitem(sys.modules, "google.cloud", None)
    with pytest.raises(OptionalDependencyNotInstalled, match="translate"):
        GoogleTranslateClient()
