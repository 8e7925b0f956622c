"""A judge that answers as told, and answered requests to be judged."""

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Input, Instance, Output, Reference
from helm.common.request import GeneratedOutput, Request, RequestResult


class Judge:
    """Stands in for AutoClient: gives its answers in order (None for a failure) and keeps the requests."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []

    def make_request(self, request):
        self.requests.append(request)
        answer = self.answers.pop(0)
        outputs = [] if answer is None else [GeneratedOutput(answer, 0.0, [])]
        error = "out of order" if answer is None else None
        return RequestResult(answer is not None, [], outputs, False, error=error)


def answered(text, question="Who?", references=(("Ada", ["correct"]),), messages=None, **fields):
    """A request with the answer `text`; references are pairs of text and tags."""
    return RequestState(
        instance=Instance(
            Input(question, messages=messages),
            [Reference(Output(gold), list(tags)) for gold, tags in references],
            split="test",
            id="id0",
            **fields,
        ),
        reference_index=None,
        request_mode=None,
        train_trial_index=0,
        output_mapping=None,
        request=Request(prompt=f"Question: {question}"),
        result=RequestResult(True, [], [GeneratedOutput(text, 0.0, [])], False),
        num_train_instances=0,
        prompt_truncated=False,
    )


def verdict(score, reasoning="short"):
    """An answer in the form that most judges are asked for."""
    return f"<reasoning>\n{reasoning}\n</reasoning>\n<score>\n{score}\n</score>"
