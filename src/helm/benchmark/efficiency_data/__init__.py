"""What training and running well-known deployments costs, for the efficiency metrics.

    training_efficiency.json            energy in MWh, carbon in metric tons of CO2 equivalent
    inference_idealized_runtimes.json   seconds on a fixed number of A100 GPUs (Narayanan et al. 2023)
    inference_denoised_runtimes.json    seconds through the provider's API, without the noise of shared hardware

Each is keyed by the name of the deployment. Runtimes are given for a number of prompt tokens and per output token.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Dict


@cache
def load_efficiency_data(name: str) -> Dict[str, Dict[str, Any]]:
    """The file `name`.json as a dictionary by deployment."""
    data: Dict[str, Dict[str, Any]] = json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return data
