#!/usr/bin/env python3
"""Train the two bundled demo models: GPT-2 in shape, less than a megabyte each, in a few minutes on two cores.

They read documents in the form of the demo benchmark's prompts, without the pairs of numbers that it asks for. The same
seed gives the same weights on the same machine and version of torch.
"""

import random
import shutil
import sys
import time
from typing import Any, Dict, Iterable, List, NamedTuple, Tuple

import torch

from make_demo_data import (
    ASKED_COMPARISONS,
    ASKED_SUMS,
    CAPITALS,
    FOLDER,
    THREE_DIGIT_PAIRS,
    TWO_DIGIT_PAIRS,
    Pair,
    Row,
    arithmetic_row,
    capitals_row,
    comparison_row,
)

MODELS = FOLDER.parent / "models"
END = "<|endoftext|>"
VOCABULARY = 900
WINDOW = 256
BATCH = 32
IGNORED = -100  # the label that torch's loss leaves out

Document = List[Tuple[str, bool]]
"""Pieces of text, and whether each is to be learned."""


class Size(NamedTuple):
    """Shape and training of a model."""

    width: int
    layers: int
    heads: int
    steps: int


SIZES = {"small": Size(width=48, layers=2, heads=4, steps=1500), "large": Size(width=80, layers=3, heads=4, steps=2000)}


class Documents:
    """An endless supply of documents."""

    def __init__(self, seed: int):
        self._rng = random.Random(seed)

    def __iter__(self) -> "Documents":
        return self

    def __next__(self) -> Document:
        [make] = self._rng.choices([self._arithmetic, self._comparison, self._capitals], [7, 2, 1])
        return make()

    def _arithmetic(self) -> Document:
        rows = [arithmetic_row(self._pair(TWO_DIGIT_PAIRS, ASKED_SUMS)) for _ in range(self._rng.randint(1, 6))]
        return _examples((row["question"] + "\n", row["answer"]) for row in rows)

    def _comparison(self) -> Document:
        count = self._rng.randint(1, 4)
        rows = [comparison_row(self._pair(THREE_DIGIT_PAIRS, ASKED_COMPARISONS)) for _ in range(count)]
        return _examples((_with_options(row), "AB"[row["answer"]]) for row in rows)

    def _capitals(self) -> Document:
        # Some countries are talked of more than others.
        weights = [1 / rank for rank in range(1, len(CAPITALS) + 1)]
        rows = [capitals_row(country, self._rng) for country in self._rng.choices(list(CAPITALS), weights, k=6)]
        return [
            piece
            for row in rows
            for piece in ((row["question"], False), (" " + row["options"][row["answer"]], True), (".\n", False))
        ]

    def _pair(self, pairs: List[Pair], asked: List[Pair]) -> Pair:
        """A pair of numbers that the benchmark does not ask for."""
        pair = self._rng.choice(pairs)
        return self._pair(pairs, asked) if pair in asked else pair


def _examples(pairs: Iterable[Tuple[str, str]]) -> Document:
    return [
        piece
        for question, answer in pairs
        for piece in ((f"Question: {question}Answer:", False), (f" {answer}\n", True), ("\n", False))
    ]


def _with_options(row: Row) -> str:
    lines = [f"{letter}. {option}\n" for letter, option in zip("AB", row["options"], strict=True)]
    return row["question"] + "\n" + "".join(lines)


def make_tokenizer() -> Any:
    """A byte-level BPE tokenizer that keeps digits apart."""
    from transformers import PreTrainedTokenizerFast

    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=[END], initial_alphabet=alphabet, show_progress=False
    )
    documents = Documents(seed=1)
    tokenizer.train_from_iterator(("".join(text for text, _ in next(documents)) for _ in range(5000)), trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token=END, eos_token=END, model_max_length=WINDOW)


def make_batch(documents: Documents, tokenizer: Any) -> Dict[str, torch.Tensor]:
    """Token ids (documents x longest) and what is to be learned of them."""
    rows = []
    for _ in range(BATCH):
        pieces = [(tokenizer.encode(text), learned) for text, learned in next(documents)]
        ids = [token for tokens, _ in pieces for token in tokens]
        rows.append((ids, [token if learned else IGNORED for tokens, learned in pieces for token in tokens]))
    width = max(len(ids) for ids, _ in rows)
    return {
        "input_ids": torch.tensor([ids + [0] * (width - len(ids)) for ids, _ in rows]),
        "labels": torch.tensor([labels + [IGNORED] * (width - len(labels)) for _, labels in rows]),
    }


def train(size: Size, tokenizer: Any) -> Any:
    """A trained model."""
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(0)
    no_dropout = {"resid_pdrop": 0.0, "embd_pdrop": 0.0, "attn_pdrop": 0.0}
    shape = {"n_positions": WINDOW, "n_embd": size.width, "n_layer": size.layers, "n_head": size.heads}
    config = GPT2Config(vocab_size=len(tokenizer), bos_token_id=0, eos_token_id=0, **shape, **no_dropout)
    model = GPT2LMHeadModel(config)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=size.steps, pct_start=0.1)
    documents, start = Documents(seed=0), time.time()
    for step in range(1, size.steps + 1):
        loss = model(**make_batch(documents, tokenizer)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 200 == 0:
            sys.stderr.write(f"step {step} of {size.steps}: loss {loss.item():.3f}, {time.time() - start:.0f} s\n")
    return model


def main() -> None:
    """Train and write both models, each with the tokenizer."""
    torch.set_num_threads(1)
    tokenizer = make_tokenizer()
    for name, size in SIZES.items():
        folder = MODELS / name
        shutil.rmtree(folder, ignore_errors=True)
        train(size, tokenizer).half().save_pretrained(folder)
        tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    main()
