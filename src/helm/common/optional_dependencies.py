"""The one error for a package that an extra would have installed."""

from typing import Iterable, NoReturn

from helm.common.errors import HelmError


class OptionalDependencyNotInstalled(HelmError):
    """A feature needs a package that is not part of the base installation."""


def handle_module_not_found_error(error: ModuleNotFoundError, suggestions: Iterable[str] = ()) -> NoReturn:
    """Re-raise `error` as one sentence that names the extras (`suggestions`) that install the package.

    Raises:
        OptionalDependencyNotInstalled: always.
    """
    commands = " or ".join(f'`pip install "helm-toolkit[{extra}]"`' for extra in [*suggestions, "all"])
    raise OptionalDependencyNotInstalled(
        f"Optional dependency {error.name} is not installed. Please run {commands} to install it."
    ) from error
