"""`helm-summarize`: from the runs of a suite, or of the suites of a release, to the files of a site.

The work is done by `helm.benchmark.presentation.summarizer`; this module is what plugins and scripts import.
"""

import argparse
from typing import TYPE_CHECKING, Any, List, Optional

from helm.common.command import run_command
from helm.common.errors import ConfigError

if TYPE_CHECKING:
    from helm.benchmark.presentation.summarizer import Run, Summarizer

__all__ = ["Run", "Summarizer", "build_parser", "main", "summarize"]

DEFAULT_SUITE = "default"


def build_parser() -> argparse.ArgumentParser:
    """The command line of `helm-summarize`."""
    parser = argparse.ArgumentParser(prog="helm-summarize", description="Make tables and pages of runs.")
    what = parser.add_argument_group("what to summarize")
    what.add_argument("--suite", help=f"name of the suite (default: {DEFAULT_SUITE})")
    what.add_argument("--release", help="name of a release, which puts suites together")
    what.add_argument("--suites", nargs="+", help="the suites of the release")
    how = parser.add_argument_group("how")
    how.add_argument(
        "--schema-path",
        help="YAML or JSON file, or the name of a packaged one, that says what is shown (default: schema_classic.yaml)",
    )
    how.add_argument(
        "--schema-validation",
        choices=["error", "warn", "off"],
        default="warn",
        help="what to do about errors in the schema (default: %(default)s)",
    )
    how.add_argument(
        "--auto-generate-schema", action="store_true", help="make the schema from what scenarios and metrics declare"
    )
    how.add_argument("-n", "--num-threads", type=int, default=8, help="runs worked on at once (default: %(default)s)")
    how.add_argument("--debug", action="store_true", help="name the runs behind each cell in its description")
    how.add_argument(
        "--skip-completed-run-display-json", action="store_true", help="leave the display files of runs that have them"
    )
    how.add_argument("--strict", action="store_true", help="exit with 1 if a run could not be read")
    how.add_argument("--force", action="store_true", help="make everything again, also what has not changed")
    how.add_argument("--summarizer-class-name", help="class that does the work, instead of the usual one")
    how.add_argument(
        "--allow-unknown-models", type=bool, default=True, help="without effect: unknown models are always allowed"
    )
    _add_place_arguments(parser)
    return parser


def _add_place_arguments(parser: argparse.ArgumentParser) -> None:
    places = parser.add_argument_group("places and words")
    places.add_argument(
        "-o", "--output-path", default="benchmark_output", help="where the runs are (default: %(default)s)"
    )
    places.add_argument(
        "--local-path", default="prod_env", help="folder with descriptions of your own models (default: %(default)s)"
    )
    places.add_argument("--plugins", nargs="+", help="modules or Python files to import first")
    places.add_argument("-v", "--verbose", action="count", default=0, help="show the log; twice for details")
    places.add_argument("-q", "--quiet", action="store_true", help="show errors only")
    places.add_argument("--log-config", help="YAML file for logging.config.dictConfig")


def main(argv: Optional[List[str]] = None) -> None:
    """Entry point of the command."""
    args = build_parser().parse_args(argv)
    run_command(lambda: summarize(args))


def check_arguments(args: argparse.Namespace) -> None:
    """Settle what is summarized.

    Raises:
        ConfigError: the flags contradict each other.
    """
    if args.suite and (args.release or args.suites):
        raise ConfigError("--suite names one suite: it cannot be used with --release or --suites")
    if bool(args.release) != bool(args.suites):
        raise ConfigError("--release and --suites belong together: give both, or --suite alone")
    if args.auto_generate_schema and args.schema_path:
        raise ConfigError("--schema-path must be unset if --auto-generate-schema is set")
    if not args.suite and not args.release:
        args.suite = DEFAULT_SUITE


def summarize(args: argparse.Namespace) -> None:
    """Carry out a parsed command line.

    Raises:
        HelmError: the command line or a file is wrong.
    """
    check_arguments(args)
    from helm.benchmark.presentation.summarize_command import run

    run(args)


def __getattr__(name: str) -> Any:
    # Importing them here would make the help text wait for what it does not need.
    if name in ("Run", "Summarizer"):
        from helm.benchmark.presentation import summarizer

        return getattr(summarizer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    main()
