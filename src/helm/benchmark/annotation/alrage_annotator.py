"""Judges answers to questions about Arabic books (ALRAGE, a part of the Open Arabic LLM Leaderboard)."""

from typing import Any, Dict, List, Optional

from helm.benchmark.adaptation.answer_access import correct_texts, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.annotator import Annotator
from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo, ask_judge
from helm.clients.auto_client import AutoClient
from helm.common.general import singleton
from helm.common.hierarchical_logger import hwarn

_JUDGE = AnnotatorModelInfo("openai/gpt-4o-2024-11-20", "openai/gpt-4o-2024-11-20")
_MAX_TOKENS = 2000
_SYSTEM_MESSAGE = """أنت حَكَم خبير ومحايد، ومهمتك تقدير صحة إجابة عن سؤال:
- قارن الإجابة المعطاة بالإجابة الصحيحة.
- تحقق من أن ما فيها مدعوم بالإجابة الصحيحة، ومن أنها كاملة.
- اكتب رقما واحدا من 0 إلى 10 ولا تكتب أي شيء غيره."""
_USER_MESSAGE = """السؤال:
{question}

الإجابة المعطاة:
{answer}

الإجابة الصحيحة:
{gold}

سلم الدرجات:
0-2: خاطئة
3-4: صحيحة جزئيا وفيها أخطاء
5-6: متوسطة
7-8: جيدة
9-10: ممتازة

الدرجة:"""


def read_score(text: str) -> Optional[float]:
    """The first number among the words of a judge's answer, from 0 to 10, as a share; None if there is none."""
    number = next((word for word in text.split() if word.replace(".", "", 1).isdigit()), None)
    return None if number is None else max(0.0, min(1.0, float(number) / 10))


class ALRAGEAnnotator(Annotator):
    """`prompt`, `response` and `score`, 0 to 1; an answer of the judge without a number scores 0."""

    name = "alrage"

    def __init__(self, auto_client: AutoClient):
        self._auto_client = auto_client

    def annotate(self, request_state: RequestState) -> Any:
        messages = self._messages(request_state)
        response = ask_judge(self._auto_client, "", _MAX_TOKENS, _JUDGE, messages)
        score = read_score(response)
        if score is None:
            hwarn(f"ALRAGE: the judge's answer has no score: {response!r}")
        return {"prompt": messages[-1]["content"], "response": response, "score": score or 0.0}

    def _messages(self, request_state: RequestState) -> List[Dict[str, str]]:
        question = _USER_MESSAGE.format(
            question=request_state.instance.input.text,
            answer=first_text(request_state),
            gold=singleton(correct_texts(request_state)),
        )
        return [{"role": "system", "content": _SYSTEM_MESSAGE}, {"role": "user", "content": question}]
