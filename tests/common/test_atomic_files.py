import json
import os
from dataclasses import dataclass, field
from typing import Any, List, Optional

import pytest

from helm.common.atomic_files import atomic_write, write_json
from helm.common.errors import HelmError
from helm.common.general import asdict_without_nones


@dataclass
class Leaf:
    text: str
    missing: Optional[str] = None


@dataclass
class Tree:
    name: str
    leaves: List[Leaf]
    args: Any = field(default_factory=dict)
    gone: Optional[Leaf] = None


TREES = [
    Tree("plain", []),
    Tree('new\nline "quoted" ü', [Leaf("a\nb"), Leaf("c", "d")], {"none": None, "list": [], "nested": {"x": [1, 2.5]}}),
]


@pytest.mark.parametrize("value", [*TREES, TREES, [], {}, [1, "a", None], {"a": [1, {"b": None}]}, "text", 3.5])
def test_files_read_as_json_dumps_of_the_whole_value_would(tmp_path, value):
    def plain(item: Any) -> Any:
        return asdict_without_nones(item) if isinstance(item, Tree) else item

    expected = [plain(item) for item in value] if isinstance(value, list) else plain(value)
    write_json(tmp_path / "file.json", value)
    assert (tmp_path / "file.json").read_text() == json.dumps(expected, indent=2)


def test_nones_go_from_dataclasses_but_stay_in_dictionaries():
    value = Tree("t", [Leaf("a")], {"kept": None, "leaf": Leaf("b")})
    assert asdict_without_nones(value) == {
        "name": "t",
        "leaves": [{"text": "a"}],
        "args": {"kept": None, "leaf": {"text": "b"}},
    }


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "file.json"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_write(path) as file:
        file.write("half of the new")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["file.json"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(HelmError, match="Cannot write '.*nowhere/file.json': No such file or directory"):
        write_json(tmp_path / "nowhere" / "file.json", {})
