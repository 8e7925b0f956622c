"""Two small models and the questions that they were trained for, to see the package at work without a network.

Importing this module makes `demo/small` and `demo/large` known; it is a plugin that comes with the package (entry point
`demo` of the group `helm`). scripts/train_demo_models.py makes the models, scripts/make_demo_data.py the questions.
"""

from datetime import date
from pathlib import Path

from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment, register_model_deployment
from helm.benchmark.model_metadata_registry import ModelMetadata, register_model_metadata
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec, register_tokenizer_config

_END_OF_TEXT = "<|endoftext|>"
_WINDOW = 256


def _register(size: str, num_parameters: int) -> None:
    """Make known `demo/<size>`, as model, deployment and tokenizer."""
    name, path = f"demo/{size}", {"pretrained_model_name_or_path": str(Path(__file__).parent / "models" / size)}
    register_model_metadata(
        ModelMetadata(
            name=name,
            display_name=f"Demo {size} ({num_parameters // 1000}K)",
            description=f"A GPT-2 of {num_parameters // 1000} thousand parameters that knows the demo benchmark only.",
            creator_organization_name="helm-toolkit",
            access="open",
            release_date=date(2026, 6, 1),
            num_parameters=num_parameters,
            # No tags: groups such as `model=text` are for models that people want to compare.
            tags=[],
        )
    )
    register_tokenizer_config(
        TokenizerConfig(
            name=name,
            tokenizer_spec=TokenizerSpec("helm.tokenizers.huggingface_tokenizer.HuggingFaceTokenizer", path),
            end_of_text_token=_END_OF_TEXT,
            prefix_token=_END_OF_TEXT,
        )
    )
    register_model_deployment(
        ModelDeployment(
            name=name,
            tokenizer_name=name,
            max_sequence_length=_WINDOW,
            # The weights are kept in half precision, which processors compute slowly.
            client_spec=ClientSpec(
                "helm.clients.huggingface_client.HuggingFaceClient", {**path, "torch_dtype": "torch.float32"}
            ),
        )
    )


_register("small", num_parameters=108_000)
_register("large", num_parameters=319_000)
