"""EmpatheticDialogues: conversations about a situation that one of the two speakers felt an emotion in.

Paper   https://arxiv.org/abs/1811.00207
Data    https://dl.fbaipublicfiles.com/parlai/empatheticdialogues/empatheticdialogues.tar.gz; its own splits
"""

import csv
from operator import attrgetter
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import ALL_SPLITS, Instance, Scenario
from helm.benchmark.scenarios.shapes import is_missing, question_answer, run_spec, scenario
from helm.data import Archive, asking_for, data_error

HEADER = ["conv_id", "utterance_idx", "context", "prompt", "speaker_idx", "utterance", "selfeval", "tags"]
COMMA = "_comma_"
SPEAKERS = ("Bob", "Jen")


class _Utterance(NamedTuple):
    """A row of a file."""

    conversation: Tuple[str, str]
    """Its id, and how the speakers rated it."""
    turn: int
    emotion: str
    situation: str
    speaker: str
    text: str


class EmpatheticDialoguesScenario(Scenario):
    """Situations, with all conversations about each. The emotion is the sub-split."""

    name = "empatheticdialogues"
    description = "Conversations about emotional situations between two people (Rashkin et al., 2019)."
    tags = ["interaction", "dialogue"]
    data = Archive("https://dl.fbaipublicfiles.com/parlai/empatheticdialogues/empatheticdialogues.tar.gz", "data")

    def __init__(self, *ignored: object):
        super().__init__()

    def get_instances(self, output_path: str) -> List[Instance]:
        folder = Path(self.data.path(output_path))
        with asking_for(type(self).__name__):
            files = {split: path for split in ALL_SPLITS if (path := folder / f"{split}.csv").exists()}
            if not files:
                raise data_error(f"{self.data.address} has none of train.csv, valid.csv and test.csv.")
            return [instance for split, path in files.items() for instance in _instances(path, split)]


def _instances(path: Path, split: str) -> Iterator[Instance]:
    """An instance for each situation and emotion, in alphabetical order."""
    situations: Dict[Tuple[str, str], Dict[Tuple[str, str], List[_Utterance]]] = {}
    for utterance in _utterances(path):
        conversations = situations.setdefault((utterance.situation, utterance.emotion), {})
        if not any(map(is_missing, utterance.conversation)):
            conversations.setdefault(utterance.conversation, []).append(utterance)
    if not situations:
        raise data_error(f"{path} has no rows.")
    for (situation, emotion), conversations in sorted(situations.items()):
        # One utterance alone is no dialogue.
        dialogues = [_dialogue(spoken) for _, spoken in sorted(conversations.items()) if len(spoken) > 1]
        yield question_answer(situation, dialogues, split, sub_split=emotion)


def _utterances(path: Path) -> Iterator[_Utterance]:
    """The rows of a file, without those that lack situation or emotion.

    Quotes stand for themselves, and commas are written as words. What follows the eighth cell does not count.
    """
    with path.open(encoding="utf-8") as lines:
        header = next(lines, "").rstrip("\n").split(",")
        if header[: len(HEADER)] != HEADER:
            raise data_error(f"{path} begins with {','.join(header)!r}, but its columns must be {','.join(HEADER)}.")
        for number, cells in enumerate(csv.reader(lines, quoting=csv.QUOTE_NONE), 2):
            cells += [""] * (len(HEADER) - len(cells))
            conversation, turn, emotion, situation, speaker, text, rating, *_ = cells
            if is_missing(emotion) or is_missing(situation):
                continue
            if not turn.isdecimal():
                raise data_error(f"line {number} of {path} has {turn!r} as utterance_idx, which must be a number.")
            yield _Utterance((conversation, rating), int(turn), emotion, _clean(situation), speaker, _clean(text))


def _clean(text: str) -> str:
    return text.replace(COMMA, ",").strip()


def _dialogue(spoken: List[_Utterance]) -> str:
    """A conversation, a line an utterance, with a name for each of the two speakers."""
    utterances = sorted(spoken, key=attrgetter("turn"))
    names = dict(zip((utterance.speaker for utterance in utterances[:2]), SPEAKERS))
    for utterance in utterances:
        if utterance.speaker not in names:
            raise data_error(f"conversation {utterance.conversation[0]!r} has a third speaker, {utterance.speaker!r}.")
    return "".join(f"{names[utterance.speaker]}: {utterance.text}\n" for utterance in utterances)


@run_spec_function("empatheticdialogues")
def empatheticdialogues() -> RunSpec:
    return run_spec(
        "empatheticdialogues",
        scenario(EmpatheticDialoguesScenario),
        get_generation_adapter_spec(
            input_noun="Situation",
            output_noun="Dialogue",
            newline_after_output_noun=True,
            max_tokens=200,
            stop_sequences=["\n\n"],
        ),
        get_open_ended_generation_metric_specs(),
        groups=["empatheticdialogues"],
    )
