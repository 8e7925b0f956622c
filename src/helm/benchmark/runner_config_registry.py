"""Settings of runners that use a cluster, from `runner_config.yaml`."""

from dataclasses import dataclass
from typing import Any, Dict, Optional


@dataclass(frozen=True)
class RunnerConfig:
    """Settings of the SLURM runner."""

    helm_max_concurrent_workers: int = -1
    """Greatest number of jobs at a time; -1 for no limit."""
    slurm_args: Optional[Dict[str, Any]] = None
    """Further arguments of `sbatch`, by name; None for those of the runner."""
    slurm_monitor_interval: int = 60
    """Seconds between two looks at the queue."""


_runner_config = RunnerConfig()


def register_runner_config(runner_config: RunnerConfig) -> None:
    """Make these settings the ones that runners use."""
    global _runner_config
    _runner_config = runner_config


def get_runner_config() -> RunnerConfig:
    """The settings last registered, or the defaults."""
    return _runner_config
