"""The steps of `helm-run`: settings, registries, entries, run specs, runs."""

import argparse
import os
import time
from typing import Dict, List, Tuple

from helm.benchmark.config_registry import (
    register_builtin_configs_from_helm_package,
    register_configs_from_directory,
)
from helm.benchmark.huggingface_registration import (
    register_huggingface_hub_model_from_flag_value,
    register_huggingface_local_model_from_flag_value,
)
from helm.benchmark.plugins import load_entry_point_plugins, load_plugins
from helm.benchmark.presentation.run_entry import RunEntry, read_run_entries
from helm.benchmark.run_folder import colliding_names
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.run_spec_factory import ExpansionFailure, expand_entries
from helm.common.authentication import Authentication
from helm.common.cache_backend_config import CacheBackendConfig, MongoCacheBackendConfig, SqliteCacheBackendConfig
from helm.common.errors import ConfigError, RunEntryError, nearest
from helm.common.hierarchical_logger import hlog, htrack_block, hwarn
from helm.common.logging_setup import set_up_logging
from helm.common.object_spec import get_class_by_name
from helm.common.output_paths import folder_name, set_benchmark_output_path, set_portable_names
from helm.common.terminal import complain, say


def run_benchmarking(args: argparse.Namespace) -> None:
    """Expand the run entries of a parsed command line and run them.

    Raises:
        HelmError: the command line or a file is wrong, an entry could not be expanded, or runs failed.
    """
    _validate(args)
    _apply_settings(args)
    register_models(args)
    run_specs, failures = _expand(args)
    if not run_specs and not failures:
        _check_groups(args)
        say("There were no RunSpecs or they got filtered out.")
        return
    try:
        if run_specs:
            _run(args, run_specs)
    finally:
        for failure in failures:
            complain(f"Not run: {failure}")
    if failures:
        raise RunEntryError(f"{len(failures)} of the run entries could not be expanded (listed above)")
    if args.run_specs:
        hwarn("--run-specs is the old name of --run-entries and will go away")
    hlog("Done.")


def _validate(args: argparse.Namespace) -> None:
    if args.cache_instances_only and not args.cache_instances:
        raise ConfigError("If --cache-instances-only is set, --cache-instances must also be set.")
    for flag in ("max_eval_instances", "num_threads"):
        if getattr(args, flag) < 1:
            raise ConfigError(f"--{flag.replace('_', '-')} must be at least 1, not {getattr(args, flag)}")


def _apply_settings(args: argparse.Namespace) -> None:
    from helm.data import set_data_lock, set_mirror
    from helm.sandbox.run import set_unsafe_local_exec

    set_portable_names(args.portable_names)
    name = f"helm-run-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    log_file = os.path.join(args.output_path, "logs", folder_name(args.suite), name)
    try:
        set_up_logging(log_file, -1 if args.quiet else args.verbose, args.log_config)
        os.makedirs(args.local_path, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"Cannot write to '{error.filename}': {error.strerror}") from error
    set_benchmark_output_path(args.output_path)
    set_unsafe_local_exec(args.unsafe_local_exec)
    if args.mirror:
        set_mirror(args.mirror)
    if args.data_lock:
        set_data_lock(args.data_lock)


def register_models(args: argparse.Namespace) -> None:
    """Make known the built-in and local models, those of plugins, and those that flags name."""
    register_builtin_configs_from_helm_package()
    register_configs_from_directory(args.local_path)
    load_entry_point_plugins()
    load_plugins(args.plugins or [])
    for value in args.enable_huggingface_models:
        register_huggingface_hub_model_from_flag_value(value)
    for path in args.enable_local_huggingface_models:
        register_huggingface_local_model_from_flag_value(path)


def _expand(args: argparse.Namespace) -> Tuple[List[RunSpec], List[ExpansionFailure]]:
    entries = collect_entries(args)
    run_specs, failures = expand_entries(
        entries,
        max_eval_instances=args.max_eval_instances,
        num_train_trials=args.num_train_trials,
        models_to_run=args.models_to_run,
        groups_to_run=args.groups_to_run,
        priority=args.priority,
    )
    say(f"{len(entries)} entries produced {len(run_specs)} run specs")
    for name in colliding_names([run_spec.name for run_spec in run_specs]):
        hwarn(f"Several runs write to the folder of '{name}'; the last one stays")
    return run_specs, failures


def _check_groups(args: argparse.Namespace) -> None:
    """Explain why no run is left, if it is that no run belongs to a group that was asked for.

    Raises:
        ConfigError: that is why.
    """
    if not args.groups_to_run:
        return
    run_specs, _ = expand_entries(collect_entries(args), models_to_run=args.models_to_run, priority=args.priority)
    groups = sorted({group for run_spec in run_specs for group in run_spec.groups})
    if groups and not set(groups) & set(args.groups_to_run):
        hint = nearest(args.groups_to_run[0], groups)
        raise ConfigError(
            f"No run belongs to a group named by --groups-to-run; groups of these entries are {', '.join(groups)}{hint}"
        )


def collect_entries(args: argparse.Namespace) -> List[RunEntry]:
    """The entries of the conf files, then those of the command line."""
    entries = list(read_run_entries(args.conf_paths).entries) if args.conf_paths else []
    descriptions = [*args.run_entries, *args.run_specs]
    return entries + [RunEntry(description=description, priority=1, groups=None) for description in descriptions]


def _run(args: argparse.Namespace, run_specs: List[RunSpec]) -> None:
    from helm.benchmark.executor import ExecutionSpec
    from helm.benchmark.runner import Runner

    with htrack_block("run_specs"):
        for run_spec in run_specs:
            hlog(run_spec)
    runner_class = get_class_by_name(args.runner_class_name) if args.runner_class_name else Runner
    runner = runner_class(
        ExecutionSpec(
            url=args.server_url,
            auth=_authentication(args),
            local_path=args.local_path,
            parallelism=args.num_threads,
            dry_run=args.dry_run,
            max_error_rate=args.max_error_rate,
            **_cache_configs(args),
        ),
        args.output_path,
        args.suite,
        args.skip_instances,
        args.cache_instances,
        args.cache_instances_only,
        args.skip_completed_runs,
        args.exit_on_error,
    )
    try:
        runner.run_all(run_specs)
    finally:
        report = getattr(runner, "report", None)
        if report is not None:
            report.close()


def _cache_configs(args: argparse.Namespace) -> Dict[str, CacheBackendConfig]:
    if args.disable_cache:
        return {}
    if args.mongo_uri:
        return {"mongo_cache_backend_config": MongoCacheBackendConfig(args.mongo_uri)}
    path = os.path.join(args.local_path, "cache")
    os.makedirs(path, exist_ok=True)
    return {"sqlite_cache_backend_config": SqliteCacheBackendConfig(path)}


def _authentication(args: argparse.Namespace) -> Authentication:
    if not args.server_url or args.skip_instances:
        return Authentication("")
    try:
        with open(args.api_key_path, encoding="utf-8") as file:
            return Authentication(api_key=file.read().strip())
    except OSError as error:
        raise ConfigError(
            f"--server-url needs an API key, but '{args.api_key_path}' cannot be read ({error.strerror}); "
            "name the file with --api-key-path"
        ) from error
