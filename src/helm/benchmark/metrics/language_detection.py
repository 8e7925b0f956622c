"""Telling the language of a text, by the package langdetect (Nakatani 2010)."""

from functools import cache
from typing import Any, Optional

from helm.common.optional_dependencies import handle_module_not_found_error


@cache
def _detectors() -> Any:
    try:
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["multilingual"])
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    # langdetect draws at random; without a seed, short texts change their language from run to run.
    factory.set_seed(0)
    return factory


def detect_language(text: str) -> Optional[str]:
    """The code of the most likely language, e.g. `en` or `zh-cn`; None if the text has nothing to tell it by."""
    detectors = _detectors()
    from langdetect import LangDetectException

    detector = detectors.create()
    detector.append(text)
    try:
        language: str = detector.detect()
    except LangDetectException:
        return None
    return language
