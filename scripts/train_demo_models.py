#!/usr/bin/env python3
"""Train the two bundled demo models: GPT-2 in shape, less than a megabyte each, a few minutes on two cores.

They read documents in the form of the demo benchmark's prompts. Sums of the test split are left out. The same seed
gives the same weights on the same machine and version of torch.
"""

import random
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from make_demo_data import CAPITALS, FOLDER, all_rows, arithmetic_row, capitals_row, opposites_words, opposites_row, sums

MODELS = FOLDER.parent / "models"
END = "<|endoftext|>"
VOCABULARY = 640
WINDOW = 256
LETTERS = "ABCD"


class Size(NamedTuple):
    """Shape and training of a model."""

    width: int
    layers: int
    heads: int
    steps: int


SIZES = {"small": Size(32, 2, 2, 1200), "large": Size(80, 3, 4, 3000)}


class Documents:
    """An endless supply of documents, each a list of (text, whether it is to be learned)."""

    def __init__(self, rng: random.Random):
        self._rng = rng
        asked = {row["question"] for row in all_rows()["arithmetic"]}
        self._sums = [pair for pair in sums() if arithmetic_row(*pair)["question"] not in asked]

    def next(self) -> List[Any]:
        """A document of one task."""
        make = self._rng.choice([self._arithmetic, self._arithmetic, self._capitals, self._opposites])
        return make()

    def _arithmetic(self) -> List[Any]:
        rows = [arithmetic_row(*self._rng.choice(self._sums)) for _ in range(self._rng.randint(1, 6))]
        return self._examples([(f"Question: {row['question']}\n", row["answer"]) for row in rows])

    def _capitals(self) -> List[Any]:
        rows = [capitals_row(self._rng.choice(list(CAPITALS)), self._rng) for _ in range(self._rng.randint(1, 3))]
        return self._examples(
            [
                (
                    f"Question: {row['question']}\n"
                    + "".join(f"{letter}. {option}\n" for letter, option in zip(LETTERS, row["options"], strict=True)),
                    LETTERS[row["answer"]],
                )
                for row in rows
            ]
        )

    def _examples(self, pairs: List[Any]) -> List[Any]:
        document: List[Any] = []
        for question, answer in pairs:
            document += [(f"{question}Answer:", False), (f" {answer}\n", True), ("\n", False)]
        return document

    def _opposites(self) -> List[Any]:
        document = []
        for word in self._rng.sample(opposites_words(), 6):
            row = opposites_row(word, self._rng)
            document += [(row["question"], False), (" " + row["options"][row["answer"]], True), (".\n", False)]
        return document


def make_tokenizer(documents: Iterator[List[Any]]) -> Any:
    """A byte-level BPE tokenizer that keeps digits apart."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(("".join(text for text, _ in document) for document in documents), trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token=END, eos_token=END, model_max_length=WINDOW)


def make_batch(documents: Documents, tokenizer: Any, size: int) -> Dict[str, Any]:
    """Token ids and labels of `size` documents; -100 stands where nothing is to be learned."""
    import torch

    rows = []
    for _ in range(size):
        ids: List[int] = []
        labels: List[int] = []
        for text, learned in documents.next():
            tokens = tokenizer.encode(text)
            ids += tokens
            labels += tokens if learned else [-100] * len(tokens)
        rows.append((ids, labels))
    width = max(len(ids) for ids, _ in rows)
    return {
        "input_ids": torch.tensor([ids + [0] * (width - len(ids)) for ids, _ in rows]),
        "labels": torch.tensor([labels + [-100] * (width - len(labels)) for _, labels in rows]),
    }


def train(size: Size, tokenizer: Any, seed: int = 0) -> Any:
    """A model of this size, trained."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(seed)
    documents = Documents(random.Random(seed))
    config = GPT2Config(
        vocab_size=len(tokenizer), n_positions=WINDOW, n_embd=size.width, n_layer=size.layers, n_head=size.heads,
        resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, bos_token_id=0, eos_token_id=0,
    )
    model = GPT2LMHeadModel(config)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=size.steps, pct_start=0.1)
    start = time.time()
    for step in range(size.steps):
        loss = model(**make_batch(documents, tokenizer, 32)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 99:
            sys.stdout.write(f"step {step + 1} loss {loss.item():.3f} {time.time() - start:.0f} s\n"); sys.stdout.flush()
    return model
