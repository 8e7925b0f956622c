"""LiveQA Medical: consumers' questions about health, with several right answers.

Paper   https://trec.nist.gov/pubs/trec26/papers/Overview-QA.pdf
Data    https://github.com/abachaa/LiveQA_MedicalTask_TREC2017, the test questions with summaries; all -> test
"""

from typing import TYPE_CHECKING, List, Optional

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url, data_error

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class LiveQAScenario(Scenario):
    """A question in an expert's short form, and all answers; its identifier is that of the data."""

    name = "live_qa"
    description = "Consumers' questions about health, with answers by experts (Ben Abacha et al., 2017)."
    tags = ["knowledge", "generation", "question_answering", "biomedical"]
    data = Url(
        "https://raw.githubusercontent.com/abachaa/LiveQA_MedicalTask_TREC2017/master/TestDataset/"
        "TREC-2017-LiveQA-Medical-Test-Questions-w-summaries.xml",
        "TREC-2017-LiveQA-Medical-Test-Questions-w-summaries.xml",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        from xml.etree import ElementTree

        try:
            questions = list(ElementTree.parse(self.data.path(output_path)).getroot())
        except ElementTree.ParseError as error:
            raise data_error(f"{self.data.address} is not XML ({error}).", type(self).__name__) from error
        if not questions:
            raise data_error(f"{self.data.address} has no questions.", type(self).__name__)
        return [self._instance(question) for question in questions]

    def _instance(self, question: "Element") -> Instance:
        answers = [self._text(answer, question) for answer in question.iter("ANSWER")]
        summary = self._text(question.find("NLM-Summary"), question)
        return question_answer(summary, answers, TEST_SPLIT, id=question.get("qid"))

    def _text(self, element: Optional["Element"], question: "Element") -> str:
        """The text at the beginning of an element, with single spaces."""
        if element is None or element.text is None:
            where = f"question {question.get('qid')!r} of {self.data.address}"
            raise data_error(f"{where} has no NLM-Summary, or one of its parts is empty.", type(self).__name__)
        return " ".join(element.text.split())


@run_spec_function("live_qa")
def live_qa() -> RunSpec:
    return run_spec(
        "live_qa",
        scenario(LiveQAScenario),
        get_generation_adapter_spec(
            instructions="Please answer the following consumer health question.",
            input_noun="Question",
            output_noun="Answer",
            max_train_instances=0,
            max_tokens=512,
        ),
        get_open_ended_generation_metric_specs()
        + [MetricSpec(class_name="helm.benchmark.metrics.live_qa_metrics.LiveQAScoreMetric")],
        groups=["live_qa"],
        annotators=[AnnotatorSpec(class_name="helm.benchmark.annotation.live_qa_annotator.LiveQAAnnotator")],
    )
