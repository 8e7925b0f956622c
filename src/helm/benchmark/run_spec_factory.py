"""From run entries to run specs.

An entry `name:key=value,...` names a run spec function and its arguments; arguments that are run expanders change what
the function made. At the end each run spec is suited to its model.
"""

import inspect
import re
from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, List, Optional, Tuple

from helm.benchmark.model_deployment_registry import ModelDeploymentNotFoundError, get_model_deployment
from helm.benchmark.model_metadata_registry import MODEL_NAME_TO_MODEL_METADATA
from helm.benchmark.presentation.run_entry import RunEntry
from helm.benchmark.run_expander import RUN_EXPANDERS, ModelRunExpander, RunExpander
from helm.benchmark.run_expander.model_adjustments import alter_run_spec
from helm.benchmark.run_spec import RunSpec, RunSpecFunction, get_run_spec_function, run_spec_function_names
from helm.common.errors import ConfigError, HelmError, RunEntryError, nearest
from helm.common.hierarchical_logger import hexception
from helm.common.object_spec import ObjectSpec, parse_object_spec


def construct_run_specs(spec: ObjectSpec) -> List[RunSpec]:
    """The run specs of a parsed entry. Expanders are applied in the order of the entry; without `model`, to all models.

    Raises:
        RunEntryError: the name, an argument or a value is unknown.
        ConfigError: a model or deployment is unknown.
    """
    name = spec.class_name
    function = get_run_spec_function(name)
    if function is None:
        raise RunEntryError(f"Unknown run spec name: {name!r}{nearest(name, run_spec_function_names())}")
    expanders = [_make_expander(key, value) for key, value in spec.args.items() if key in RUN_EXPANDERS]
    if ModelRunExpander.name not in spec.args:
        expanders.append(ModelRunExpander("all"))
    args = {key: value for key, value in spec.args.items() if key not in RUN_EXPANDERS}
    run_specs = [_call(name, function, args)]
    for expander in expanders:
        run_specs = [child for parent in run_specs for child in expander.expand(parent)]
    return [alter_run_spec(run_spec) for run_spec in run_specs]


def _make_expander(key: str, value: Any) -> RunExpander:
    try:
        return RUN_EXPANDERS[key](value)
    except TypeError as error:
        raise RunEntryError(f"{key}={value} cannot be given in a run entry: {error}") from error


def _call(name: str, function: RunSpecFunction, args: Dict[str, Any]) -> RunSpec:
    """The run spec that the function makes.

    Raises:
        RunEntryError: the function does not take these arguments.
    """
    try:
        return function(**args)
    except TypeError as error:
        signature = inspect.signature(function)
        try:
            signature.bind(**args)
        except TypeError as mismatch:
            accepted = list(signature.parameters)
            takes = f"arguments {', '.join(accepted)}" if accepted else "no arguments"
            unknown = next((key for key in args if key not in accepted), "")
            close = nearest(unknown, [*accepted, *RUN_EXPANDERS]) if unknown else ""
            raise RunEntryError(
                f"{name}: {mismatch}; it takes {takes} besides the run expanders (model, max_train_instances, ...){close}"
            ) from error
        raise


@dataclass(frozen=True)
class ExpansionFailure:
    """An entry that could not be expanded."""

    entry: RunEntry
    message: str
    """One sentence: what is wrong."""

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class _Selection:
    """What is to be run of the entries, and how."""

    max_eval_instances: Optional[int] = None
    num_train_trials: Optional[int] = None
    models_to_run: Optional[List[str]] = None
    groups_to_run: Optional[List[str]] = None
    priority: Optional[int] = None


def run_entries_to_run_specs(
    run_entries: List[RunEntry],
    max_eval_instances: Optional[int] = None,
    num_train_trials: Optional[int] = None,
    models_to_run: Optional[List[str]] = None,
    groups_to_run: Optional[List[str]] = None,
    priority: Optional[int] = None,
) -> List[RunSpec]:
    """The run specs of all entries, in order.

    Args:
        run_entries: What to expand.
        max_eval_instances: Evaluated instances a run, where the run spec leaves it open.
        num_train_trials: Draws of in-context examples, where there are in-context examples.
        models_to_run: Names of models and deployments to put where an entry names no single model, and to keep.
        groups_to_run: Keep only run specs that belong to one of these groups.
        priority: Leave out entries with a greater one.

    Raises:
        HelmError: an entry cannot be expanded; names the entry and where it stands.
    """
    selection = _Selection(max_eval_instances, num_train_trials, models_to_run, groups_to_run, priority)
    run_specs: List[RunSpec] = []
    for entry in run_entries:
        try:
            run_specs += _expand_entry(entry, selection)
        except HelmError as error:
            raise RunEntryError(_located(entry, error)) from error
    return run_specs


def expand_entries(
    run_entries: List[RunEntry],
    max_eval_instances: Optional[int] = None,
    num_train_trials: Optional[int] = None,
    models_to_run: Optional[List[str]] = None,
    groups_to_run: Optional[List[str]] = None,
    priority: Optional[int] = None,
) -> Tuple[List[RunSpec], List[ExpansionFailure]]:
    """As `run_entries_to_run_specs`, but entries that cannot be expanded are handed back and do not stop the others.

    Raises:
        ConfigError: `models_to_run` is missing though needed, or holds an unknown name.
    """
    validate_models_to_run(run_entries, models_to_run)
    selection = _Selection(max_eval_instances, num_train_trials, models_to_run, groups_to_run, priority)
    run_specs: List[RunSpec] = []
    failures: List[ExpansionFailure] = []
    for entry in run_entries:
        try:
            run_specs += _expand_entry(entry, selection)
        except HelmError as error:
            failures.append(ExpansionFailure(entry, _located(entry, error)))
        except Exception as error:  # a fault in one run spec function must not keep the other runs from being made
            hexception(error)
            failures.append(ExpansionFailure(entry, _located(entry, f"{type(error).__name__}: {error}")))
    return run_specs, failures


def _located(entry: RunEntry, problem: Any) -> str:
    where = f" ({entry.source})" if entry.source else ""
    return f"Run entry '{entry.description}'{where}: {problem}"


_SEVERAL_MODELS = re.compile(
    r"\bmodel=(?:all|text_code|text|code|instruction_following|full_functionality_text|limited_functionality_text)\b"
)
_ANY_MODEL = re.compile(r"\bmodel=\b")


def validate_models_to_run(run_entries: Iterable[RunEntry], models_to_run: Optional[List[str]]) -> None:
    """Check `--models-to-run` against the entries.

    Raises:
        ConfigError: it is missing though entries leave the model open, or holds an unknown name.
    """
    for name in models_to_run or []:
        if not _is_known(name):
            raise ConfigError(
                f"Unknown model '{name}' passed to --models-to-run{nearest(name, MODEL_NAME_TO_MODEL_METADATA)}"
            )
    if models_to_run:
        return
    descriptions = [entry.description for entry in run_entries]
    if any(_SEVERAL_MODELS.search(description) for description in descriptions):
        raise ConfigError("--models-to-run must be set (because the `model=` run expander expands to multiple models)")
    if not any(_ANY_MODEL.search(description) for description in descriptions):
        raise ConfigError("--models-to-run must be set (because the `model=` run expander is omitted)")


def _is_known(name: str) -> bool:
    if name in MODEL_NAME_TO_MODEL_METADATA:
        return True
    try:
        get_model_deployment(name)
    except ModelDeploymentNotFoundError:
        return False
    return True


def _expand_entry(entry: RunEntry, selection: _Selection) -> List[RunSpec]:
    if selection.priority is not None and entry.priority is not None and entry.priority > selection.priority:
        return []
    spec = parse_object_spec(entry.description)
    return [
        _finished(run_spec, entry, selection)
        for variant in _with_models(spec, selection.models_to_run)
        for run_spec in construct_run_specs(variant)
        if _is_selected(run_spec, selection)
    ]


def _with_models(spec: ObjectSpec, models_to_run: Optional[List[str]]) -> List[ObjectSpec]:
    """The entry for each of the models, unless it names a single one itself."""
    if not models_to_run or "/" in str(spec.args.get("model", "")):
        return [spec]
    return [replace(spec, args={**spec.args, "model": model}) for model in models_to_run]


def _is_selected(run_spec: RunSpec, selection: _Selection) -> bool:
    models, groups = selection.models_to_run, selection.groups_to_run
    adapter_spec = run_spec.adapter_spec
    if models and adapter_spec.model not in models and adapter_spec.model_deployment not in models:
        return False
    return not groups or any(group in groups for group in run_spec.groups)


def _finished(run_spec: RunSpec, entry: RunEntry, selection: _Selection) -> RunSpec:
    """The run spec with the settings of the command line and the groups of its entry."""
    adapter_spec = run_spec.adapter_spec
    settings: Dict[str, Any] = {}
    if selection.max_eval_instances is not None and adapter_spec.max_eval_instances is None:
        settings["max_eval_instances"] = selection.max_eval_instances
    if adapter_spec.max_train_instances == 0:
        settings["num_train_trials"] = 1
    elif selection.num_train_trials is not None:
        settings["num_train_trials"] = selection.num_train_trials
    changes: Dict[str, Any] = {"adapter_spec": replace(adapter_spec, **settings)} if settings else {}
    if entry.groups is not None:
        changes["groups"] = run_spec.groups + entry.groups
    if entry.groups:
        changes["name"] = f"{run_spec.name},groups={'-'.join(sorted(entry.groups))}"
    return replace(run_spec, **changes) if changes else run_spec
