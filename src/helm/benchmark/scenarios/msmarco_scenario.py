"""MS MARCO passage ranking: which passages of the web answer a query that people asked a search engine?

Papers  https://arxiv.org/abs/1611.09268; TREC track https://arxiv.org/abs/2003.07820
Data    https://microsoft.github.io/msmarco; train -> train (1000 queries), dev (small) or TREC 2019 -> valid
        https://worksheets.codalab.org: the passages, and the best of each query by BM25
Licence non-commercial research only
"""

import random
from dataclasses import dataclass
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Set, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_RANKING_BINARY
from helm.benchmark.adaptation.adapters.binary_ranking_adapter import NO, YES
from helm.benchmark.adaptation.common_adapter_specs import get_ranking_binary_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_information_retrieval_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.msmarco_files import Pairs, Passages, read_queries
from helm.benchmark.scenarios.scenario import (
    CORRECT_TAG,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Input,
    Instance,
    Output,
    Reference,
    Scenario,
    ScenarioMetadata,
    make_rank_tag,
    make_relevance_tag,
)
from helm.benchmark.scenarios.shapes import one_of, run_spec, scenario
from helm.common.errors import ConfigError
from helm.data import Url, asking_for, data_error

CODALAB = "https://worksheets.codalab.org/rest/bundles"
MSMARCO = "https://msmarco.blob.core.windows.net/msmarcoranking"
ADDRESSES = {
    "documents": f"{CODALAB}/0x50d32fc56ad04dd89510bf86f9c1c9d3/contents/blob/",
    "train_queries": f"{MSMARCO}/queries.train.tsv",
    "train_qrels": f"{MSMARCO}/qrels.train.tsv",
    "train_topk": f"{CODALAB}/0x8c43d4ec02ea48d6a727683a9676b77b/contents/blob/",
    "regular_queries": f"{CODALAB}/0xf5ccf54707b548f9a4c43502c6f15719/contents/blob/",
    "regular_qrels": f"{MSMARCO}/qrels.dev.small.tsv",
    "regular_topk": f"{CODALAB}/0xbc3dfacb2b7746809e582ee01fa5fe70/contents/blob/",
    "trec_queries": f"{MSMARCO}/msmarco-test2019-queries.tsv.gz",
    "trec_qrels": "https://trec.nist.gov/data/deep/2019qrels-pass.txt",
    "trec_topk": f"{CODALAB}/0x2e80572f93b748d594b817249013bdac/contents/blob/",
}
SEED = 1885
NUM_TRAIN_QUERIES = 1000
# A wrong passage of a train query has a rank that makes it neither surely right nor obviously wrong.
TRAIN_RANKS = range(11, 21)
VALID_TOPK = range(11, 1001)

MEASURES = [
    *(f"{name}.{cut}" for name in ("success", "recall") for cut in (1, 2, 3, 5, 10, 20)),
    *(f"recip_rank.{cut}" for cut in (5, 10, 20)),
]


@dataclass(frozen=True)
class Track:
    """A set of queries with its own judgements."""

    display_name: str
    short_display_name: str
    main_metric: str
    gold: Tuple[int, ...]
    """The relevances that make a passage a right answer."""
    measures: List[str]


TRAIN_GOLD = (1,)
TRACKS = {
    "regular": Track("MS MARCO (regular track)", "MS MARCO (regular)", "RR@10", (1,), MEASURES),
    "trec": Track(
        "MS MARCO (TREC track)",
        "MS MARCO (TREC)",
        "NDCG@10",
        (2, 3),
        [*MEASURES, *(f"ndcg_cut.{cut}" for cut in (5, 10, 20))],
    ),
}


class _Query(NamedTuple):
    """A query, and the passages to show with it."""

    text: str
    split: str
    gold: Tuple[int, ...]
    passages: Set[int]
    relevances: Mapping[int, int]
    ranks: Mapping[int, int]


class MSMARCOScenario(Scenario):
    """Queries, with passages as references. Relevance and rank of a passage are tags of it.

    Args:
        track: "regular" (one relevant passage a query, usually) or "trec" (graded relevance, many passages a query).
        valid_topk: Show also the passages up to this rank, 11 to 1000, to be ranked anew; None for judged ones alone.
    """

    name = "msmarco"
    description = "Ranking of web passages for queries of a search engine (Bajaj et al., 2016)."
    tags = ["information_retrieval"]

    def __init__(self, track: str, valid_topk: Optional[int] = None):
        super().__init__()
        self.track = one_of(track, TRACKS, "track")
        if valid_topk is not None and valid_topk not in VALID_TOPK:
            raise ConfigError(
                f"valid_topk is {valid_topk!r}, but must be from {VALID_TOPK[0]} to {VALID_TOPK[-1]}, or left out"
            )
        self.valid_topk = valid_topk

    def get_instances(self, output_path: str) -> List[Instance]:
        generator = random.Random(SEED)
        with asking_for(type(self).__name__):
            passages = Passages(_path(output_path, "documents"))
            order = passages.ids[:]
            generator.shuffle(order)
            queries = [*self._train_queries(output_path, generator), *self._valid_queries(output_path, generator)]
            shown = {passage for query in queries for passage in query.passages}
            texts = passages.texts(shown)
            if shown - texts.keys():
                raise data_error(f"{ADDRESSES['documents']} lacks the passage {min(shown - texts.keys())}.")
        places = {passage: place for place, passage in enumerate(order) if passage in shown}
        return [_instance(query, texts, places) for query in queries]

    def _train_queries(self, output_path: str, generator: random.Random) -> Iterator[_Query]:
        """The first queries that have enough passages, each with its best passage and a wrong one."""
        queries, judged, ranked = _files(output_path, "train")
        topk = TRAIN_RANKS[-1]
        chosen = _shuffled(queries, judged.queries_with(TRAIN_GOLD), ranked, topk, generator)[:NUM_TRAIN_QUERIES]
        all_relevances, all_ranks = judged.of(chosen), ranked.of(chosen)
        for query in chosen:
            relevances, ranks = all_relevances[query], all_ranks[query]
            wrong = next((passage for passage, rank in ranks.items() if _is_wrong(relevances.get(passage), rank)), None)
            if wrong is None:
                raise data_error(
                    f"all passages of rank {TRAIN_RANKS[0]} to {topk} of query {query} in "
                    f"{ADDRESSES['train_topk']} are right answers, but one must be wrong."
                )
            best = max(relevances, key=lambda passage: relevances[passage])
            yield _Query(queries[query], TRAIN_SPLIT, TRAIN_GOLD, {best, wrong}, relevances, ranks)

    def _valid_queries(self, output_path: str, generator: random.Random) -> Iterator[_Query]:
        """The queries with all passages that are judged, or of high rank."""
        gold, topk = TRACKS[self.track].gold, self.valid_topk or 0
        queries, judged, ranked = _files(output_path, self.track)
        chosen = _shuffled(queries, judged.queries_with(gold), ranked, topk, generator)
        all_relevances, all_ranks = judged.of(chosen), ranked.of(chosen)
        for query in chosen:
            relevances, ranks = all_relevances[query], all_ranks.get(query, {})
            passages = set(relevances).union(passage for passage, rank in ranks.items() if rank <= topk)
            yield _Query(queries[query], VALID_SPLIT, gold, passages, relevances, ranks)

    def get_metadata(self) -> ScenarioMetadata:
        track = TRACKS[self.track]
        return ScenarioMetadata(
            name=f"msmarco_{self.track}",
            display_name=track.display_name,
            short_display_name=track.short_display_name,
            description=self.description,
            taxonomy=TaxonomyInfo(task="information retrieval", what="?", when="?", who="?", language="English"),
            main_metric=track.main_metric,
            main_split="valid",
        )


def _path(output_path: str, key: str) -> str:
    return Url(ADDRESSES[key], f"data/{key}.tsv").path(output_path)


def _files(output_path: str, part: str) -> Tuple[Dict[int, str], Pairs, Pairs]:
    """The queries of a part, the relevances of passages, and their ranks."""
    return (
        read_queries(_path(output_path, f"{part}_queries")),
        Pairs(_path(output_path, f"{part}_qrels"), (0, 2, 3)),
        Pairs(_path(output_path, f"{part}_topk"), (0, 1, 2)),
    )


def _shuffled(
    queries: Mapping[int, str], answered: Set[int], ranked: Pairs, topk: int, generator: random.Random
) -> List[int]:
    """The queries in random order, without those that have no right answer or fewer than `topk` ranked passages.

    Raises:
        DataError: no query is left.
    """
    order = list(queries)
    generator.shuffle(order)
    sizes = ranked.sizes()
    chosen = [query for query in order if query in answered and sizes.get(query, 0) >= topk]
    if not chosen:
        raise data_error(f"none of {len(order)} queries has both a relevant passage and {topk} ranked ones.")
    return chosen


def _is_wrong(relevance: Optional[int], rank: int) -> bool:
    return rank in TRAIN_RANKS and relevance not in TRAIN_GOLD


def _instance(query: _Query, texts: Mapping[int, str], places: Mapping[int, int]) -> Instance:
    # The order of passages must not tell which is right, hence the order of the shuffled collection.
    passages = sorted(query.passages, key=lambda passage: places[passage])
    return Instance(
        Input(text=query.text),
        [Reference(Output(text=texts[passage]), tags=_tags(query, passage)) for passage in passages],
        split=query.split,
    )


def _tags(query: _Query, passage: int) -> List[str]:
    relevance, rank = query.relevances.get(passage), query.ranks.get(passage)
    return [
        f"docid={passage}",
        *([CORRECT_TAG] if relevance in query.gold else []),
        *([make_relevance_tag(relevance)] if relevance else []),
        *([make_rank_tag(rank)] if rank is not None else []),
    ]


@run_spec_function("msmarco")
def msmarco(track: str, valid_topk: Optional[int] = None) -> RunSpec:
    topk = None if valid_topk is None else int(valid_topk)
    return run_spec(
        f"msmarco:track={track},valid_topk={valid_topk}",
        scenario(MSMARCOScenario, track=track, valid_topk=topk),
        get_ranking_binary_adapter_spec(stop_sequences=["\n"]),
        get_information_retrieval_metric_specs(
            {
                "method": ADAPT_RANKING_BINARY,
                "measure_names": TRACKS[one_of(track, TRACKS, "track")].measures,
                "correct_output": YES,
                "wrong_output": NO,
                "rank": topk,
                "multiple_relevance_values": len(TRACKS[track].gold) > 1,
            }
        ),
        groups=[f"msmarco_{track}"],
    )
