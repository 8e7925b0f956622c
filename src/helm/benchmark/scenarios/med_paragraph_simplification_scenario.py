"""Simplification of medical paragraphs: abstracts of reviews, and the same for laypeople.

Paper   https://aclanthology.org/2021.naacl-main.395
Data    https://github.com/AshOlogn/Paragraph-level-Simplification-of-Medical-Texts; train -> train, val -> valid,
        test -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_summarization_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.paired_files import paired_lines
from helm.benchmark.scenarios.scenario import Instance, Scenario
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url


class MedParagraphSimplificationScenario(Scenario):
    """A technical paragraph and a simple one."""

    name = "med_paragraph_simplification"
    description = "Abstracts of medical reviews, to be put in plain language (Devaraj et al., 2021)."
    tags = ["summarization", "biomedical"]
    data = Url(
        "https://raw.githubusercontent.com/AshOlogn/Paragraph-level-Simplification-of-Medical-Texts/main/data/data-1024/"
        "{split}",
        "data/{split}",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(text, simple_text, split)
            for split, text, simple_text in paired_lines(self.data, output_path, _lines)
        ]


def _lines(text: str) -> List[str]:
    """The lines without spaces at their ends. Unlike `splitlines`, only line breaks end a line, not form feeds."""
    return [line.rstrip() for line in text.removesuffix("\n").split("\n")] if text else []


@run_spec_function("med_paragraph_simplification")
def med_paragraph_simplification() -> RunSpec:
    return run_spec(
        "med_paragraph_simplification",
        scenario(MedParagraphSimplificationScenario),
        get_summarization_adapter_spec(num_sents=10, max_tokens=512, temperature=0.3),
        get_open_ended_generation_metric_specs(),
        groups=["MedParagraphSimplification"],
    )
