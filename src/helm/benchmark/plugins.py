"""Plugins: modules that register run specs, models and tokenizers as they are imported."""

import importlib
import os
import sys
from types import ModuleType
from typing import Callable, Iterable

from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn

ENTRY_POINT_GROUP: str = "helm"


def load_entry_point_plugins() -> None:
    """Load what installed packages offer under the entry-point group `helm`. One that fails is logged and left out."""
    from importlib.metadata import entry_points

    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        try:
            entry_point.load()
        except Exception as error:
            hwarn(f"Failed to load plugin entry point: {entry_point.name} ({error})", exc_info=error)


def load_plugins(names: Iterable[str]) -> None:
    """Import plugins, each given as a module name or as the path of a Python file or package.

    Raises:
        ConfigError: one does not exist or fails as it is imported.
    """
    for name in names:
        is_path = "/" in name or "\\" in name or os.path.exists(name)
        load: Callable[[str], ModuleType] = _import_path if is_path else importlib.import_module
        try:
            load(name)
        except ConfigError:
            raise
        except Exception as error:
            raise ConfigError(f"Plugin '{name}' failed as it was imported: {_reason(error)}{_hint(name)}") from error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _hint(name: str) -> str:
    return f"; to load the file beside you, give it as ./{name}.py" if os.path.exists(f"{name}.py") else ""


def _import_path(path: str) -> ModuleType:
    """Import a file or package by its path, as the module that it is for the folder above its outermost package."""
    location = os.path.abspath(path)
    source = os.path.join(location, "__init__.py") if os.path.isdir(location) else location
    if not os.path.isfile(source):
        raise ConfigError(f"Plugin '{path}' is neither a Python file nor a folder with an __init__.py")
    folder, file = os.path.split(location)
    names = [os.path.splitext(file)[0]]
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        names.insert(0, package)
    sys.path.insert(0, folder)
    try:
        module = importlib.import_module(".".join(names))
    finally:
        sys.path.remove(folder)
    _check_origin(path, source, module)
    return module


def _check_origin(path: str, source: str, module: ModuleType) -> None:
    origin = getattr(module, "__file__", None) or "built into Python"
    if os.path.realpath(origin) != os.path.realpath(source):
        raise ConfigError(f"Plugin '{path}' needs the module name '{module.__name__}', which is taken ({origin})")
