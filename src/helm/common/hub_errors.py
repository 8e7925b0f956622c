"""What keeps a model or tokenizer of the Hugging Face hub from being loaded, in one sentence."""

import os
from contextlib import contextmanager
from typing import Any, Iterator, List, Mapping, Optional

from helm.common.errors import ConfigError, HelmError
from helm.common.optional_dependencies import handle_module_not_found_error


@contextmanager
def clear_load_errors(what: str, name: str, options: Optional[Mapping[str, Any]] = None) -> Iterator[None]:
    """Turn the errors of loading `what` ("model" or "tokenizer") called `name` into one sentence.

    `options` are the arguments of `from_pretrained`; the revision is named where it is at fault.

    Raises:
        ConfigError: it is gated, absent, out of reach or cannot be read.
        OptionalDependencyNotInstalled: a package is missing.
    """
    try:
        yield
    except HelmError:
        raise
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["huggingface"])
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ConfigError(_explanation(what, name, options or {}, error)) from error


def _explanation(what: str, name: str, options: Mapping[str, Any], error: Exception) -> str:
    if os.path.isdir(name):
        return f"The {what} in the folder {name!r} cannot be loaded: {_first_line(error)}"
    kinds = {kind.__name__ for link in _chain(error) for kind in type(link).__mro__}
    if "GatedRepoError" in kinds:
        return (
            f"The {what} {name!r} is gated: ask for access at https://huggingface.co/{name}, then log in with "
            "`hf auth login` or set HF_TOKEN."
        )
    if "RevisionNotFoundError" in kinds:
        return (
            f"The {what} {name!r} has no revision {options.get('revision')!r}: give a branch, tag or commit that is "
            f"listed at https://huggingface.co/{name}/commits."
        )
    if kinds & {"RepositoryNotFoundError", "HFValidationError"}:
        return (
            f"There is no {what} {name!r}, neither as a local folder nor at the Hugging Face hub: check the spelling, "
            "or log in with `hf auth login` if it is private."
        )
    if kinds & {"LocalEntryNotFoundError", "OfflineModeIsEnabled", "ConnectionError", "ConnectError"}:
        return (
            f"The {what} {name!r} is not in the local cache and the Hugging Face hub cannot be reached: connect once "
            "to download it, point HF_HOME to a cache that has it, or give the path of a local folder."
        )
    return f"The {what} {name!r} cannot be loaded: {_first_line(error)}"


def _chain(error: BaseException) -> List[BaseException]:
    """The error and what led to it."""
    chain: List[BaseException] = []
    link: Optional[BaseException] = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    return chain


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
