"""Arrows between packages point one way, and starting a command loads nothing heavy."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"

# package -> packages of helm that it may import, at module level or inside functions.
VALUES = {"helm.benchmark"}  # the value types and registries; `helm.benchmark` has no code of its own
ALLOWED = {
    "helm.common": set(),
    "helm.data": {"helm.common"},
    "helm.stats": set(),
    "helm.sandbox": {"helm.common"},
    "helm.proxy": {"helm.common", "helm.clients"},
    "helm.tokenizers": {"helm.common", "helm.data", "helm.clients.middleware", *VALUES},
    "helm.clients": {"helm.common", "helm.data", "helm.tokenizers", *VALUES},
}

# The two places that reach up, each with its reason.
EXCEPTIONS = {
    ("helm.common.general", "helm.data"): "plugins import ensure_file_downloaded from there",
    ("helm.common.codec", "helm.benchmark"): "perturbation descriptions are restored to their classes by name",
}

HEAVY = {
    "torch",
    "transformers",
    "datasets",
    "pandas",
    "PIL",
    "numpy",
    "scipy",
    "nltk",
    "sklearn",
    "openai",
    "requests",
}


def modules():
    for path in sorted((SOURCE / "helm").rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_imports_follow_the_layers():
    wrong = []
    for module, tree in modules():
        package = next((p for p in ALLOWED if within(module, p)), None)
        if package is None:
            continue
        for name in imported(tree):
            excused = any(within(module, source) and within(name, target) for source, target in EXCEPTIONS)
            fine = not within(name, "helm") or any(within(name, p) for p in {package, *ALLOWED[package]})
            if not fine and not excused:
                wrong.append(f"{module} imports {name}")
    assert not wrong


def test_no_module_imports_a_heavy_package_at_module_level():
    wrong = [
        f"{module} imports {name}"
        for module, tree in modules()
        for node in tree.body
        for name in imported(node)
        if name.split(".")[0] in HEAVY
        and not isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "command", [["-m", "helm.benchmark.run", "--help"], ["-m", "helm.benchmark.presentation.summarize", "--help"]]
)
def test_help_loads_little(command):
    script = (
        "import json, runpy, sys; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_module(sys.argv[0], run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, *command[1:]], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not {
        name for name in loaded if name.split(".")[0] in HEAVY | {"yaml", "cattrs", "pyhocon", "sqlite3", "tqdm"}
    }
    assert len(loaded) < 400
