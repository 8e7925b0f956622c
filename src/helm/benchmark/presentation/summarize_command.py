"""Carries out `helm-summarize`: settings, registries, then the summarizer."""

import argparse
import os

from helm.benchmark.config_registry import (
    register_builtin_configs_from_helm_package,
    register_configs_from_directory,
)
from helm.benchmark.plugins import load_entry_point_plugins, load_plugins
from helm.benchmark.presentation.summarizer import Summarizer
from helm.common.errors import ConfigError
from helm.common.logging_setup import set_up_logging
from helm.common.object_spec import get_class_by_name
from helm.common.output_paths import set_benchmark_output_path
from helm.common.terminal import say


def run(args: argparse.Namespace) -> None:
    """Summarize what a parsed and checked command line names.

    Raises:
        ConfigError: a file cannot be used, or with `--strict`, a run could not be read.
    """
    set_benchmark_output_path(args.output_path)
    name = args.suite or args.release
    log_file = os.path.join(args.output_path, "logs", name, "summarize.log")
    set_up_logging(log_file, -1 if args.quiet else args.verbose, args.log_config)
    register_builtin_configs_from_helm_package()
    register_configs_from_directory(args.local_path)
    load_entry_point_plugins()
    load_plugins(args.plugins or [])
    summarizer_class = get_class_by_name(args.summarizer_class_name) if args.summarizer_class_name else Summarizer
    summarizer: Summarizer = summarizer_class(
        release=args.release,
        suites=args.suites,
        suite=args.suite,
        schema_path=args.schema_path,
        output_path=args.output_path,
        verbose=args.debug,
        num_threads=args.num_threads,
        allow_unknown_models=args.allow_unknown_models,
        schema_validation=args.schema_validation,
        auto_generate_schema=args.auto_generate_schema,
        force=args.force,
    )
    summarizer.run_pipeline(skip_completed=args.skip_completed_run_display_json)
    what = "Nothing has changed in" if summarizer.is_unchanged else "Wrote"
    say(f"{what} {summarizer.run_release_path}. To see it: helm-server {_server_flags(args)}")
    if args.strict and summarizer.problems:
        raise ConfigError(f"{len(summarizer.problems)} runs could not be read in full (listed above)")


def _server_flags(args: argparse.Namespace) -> str:
    what = f"--suite {args.suite}" if args.suite else f"--release {args.release}"
    return what if args.output_path == "benchmark_output" else f"{what} --output-path {args.output_path}"
