"""Real, tiny checkpoints for tests: a GPT-2 with random weights and a byte-level BPE tokenizer, made in a second."""

from pathlib import Path
from typing import Optional

END = "<|endoftext|>"
CHAT_TEMPLATE = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}<assistant>"
_TEXT = ["the quick brown fox jumps over the lazy dog", "Question: what is 2 + 2?\nAnswer: 4\n", "A. yes B. no"] * 20


def make_tokenizer(folder: Path, chat_template: Optional[str] = None, adds_bos: bool = False) -> Path:
    """Write a tokenizer with 300 tokens to `folder`."""
    from transformers import PreTrainedTokenizerFast

    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=[END], initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(_TEXT, trainer)
    if adds_bos:
        tokenizer.post_processor = processors.TemplateProcessing(single=f"{END} $A", special_tokens=[(END, 0)])
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=END, eos_token=END, unk_token=END, model_max_length=64
    )
    wrapped.chat_template = chat_template
    wrapped.save_pretrained(folder)
    return folder


def make_model(folder: Path, seed: int = 0, chat_template: Optional[str] = None, adds_bos: bool = False) -> Path:
    """Write a GPT-2 of 2 layers, 32 wide, with a window of 64 tokens, and its tokenizer to `folder`."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    make_tokenizer(folder, chat_template, adds_bos)
    torch.manual_seed(seed)
    sizes = GPT2Config(
        vocab_size=300, n_positions=64, n_embd=32, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0, init_scale=1.0
    )
    model = GPT2LMHeadModel(sizes)
    # The usual weights are so small that every prompt has the same continuation.
    for parameter in model.parameters():
        parameter.data.mul_(5)
    model.save_pretrained(folder)
    return folder
