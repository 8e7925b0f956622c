"""Short ways to make what metrics look at."""

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference
from helm.common.request import GeneratedOutput, Request, RequestResult, Token


def instance(text="question", right=(), wrong=(), split="test", **fields):
    """An instance; `right` and `wrong` are the texts of its references, in this order."""
    references = [Reference(Output(text), [CORRECT_TAG]) for text in right]
    references += [Reference(Output(text), []) for text in wrong]
    return Instance(Input(text), **{"references": references, "split": split, "id": "id0", **fields})


def completion(text, logprob=0.0, tokens=(), **fields):
    """A completion; `tokens` are pairs of text and log-probability."""
    return GeneratedOutput(text, logprob, [Token(*token) for token in tokens], **fields)


def result(*completions, **fields):
    outputs = [completion(output) if isinstance(output, str) else output for output in completions]
    return RequestResult(**{"success": True, "embedding": [], "completions": outputs, "cached": False, **fields})


def state(of, *completions, request=None, trial=0, outcome=None, **fields):
    """The request for an instance, answered with `completions`, or as `outcome` says."""
    defaults = {"reference_index": None, "request_mode": None, "output_mapping": None}
    return RequestState(
        instance=of,
        train_trial_index=trial,
        request=Request(**{"model_deployment": "test/model", "prompt": of.input.text, **(request or {})}),
        result=outcome or result(*completions),
        **{**defaults, "num_train_instances": 0, "prompt_truncated": False, **fields},
    )


def scenario_state(*states, **adapter):
    defaults = {"method": "generation", "model_deployment": "test/model", "num_outputs": 1}
    return ScenarioState(AdapterSpec(**{**defaults, **adapter}), list(states))


def values(stats, **where):
    """Mean of each stat by its name, of those whose split, sub-split and perturbation are as given (default none)."""
    return {
        stat.name.name: stat.mean
        for stat in stats
        if stat.name == MetricName(stat.name.name, **{"split": "test", **where})
    }
