import sys
from importlib import metadata

import pytest

from helm.benchmark import plugins
from helm.benchmark.plugins import load_entry_point_plugins, load_plugins
from helm.common.errors import ConfigError


@pytest.fixture(autouse=True)
def _restored_modules(monkeypatch):
    before, path = set(sys.modules), list(sys.path)
    yield
    assert sys.path == path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_a_module_is_imported_by_its_name(tmp_path, monkeypatch):
    (tmp_path / "plugin_by_name.py").write_text("value = 1")
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        load_plugins(["plugin_by_name"])
    assert sys.modules["plugin_by_name"].value == 1


@pytest.mark.parametrize("given", ["{}/plugin_file.py", "{}/./plugin_file.py"])
def test_a_file_is_imported_by_its_path_with_its_neighbours(tmp_path, given):
    (tmp_path / "plugin_neighbour.py").write_text("value = 2")
    (tmp_path / "plugin_file.py").write_text("from plugin_neighbour import value")
    load_plugins([given.format(tmp_path)])
    assert sys.modules["plugin_file"].value == 2


@pytest.mark.parametrize(("path", "module"), [("pack", "pack"), ("pack/", "pack"), ("pack/part.py", "pack.part")])
def test_a_package_is_imported_by_its_path(tmp_path, path, module):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "__init__.py").write_text("")
    (tmp_path / "pack" / "part.py").write_text("from . import __name__ as package")
    load_plugins([f"{tmp_path}/{path}"])
    assert module in sys.modules


def test_a_file_in_the_working_folder_is_a_path(tmp_path, monkeypatch):
    (tmp_path / "plugin_here.py").write_text("")
    monkeypatch.chdir(tmp_path)
    load_plugins(["plugin_here.py"])
    assert "plugin_here" in sys.modules


def test_mistakes_are_named(tmp_path, monkeypatch):
    (tmp_path / "broken.py").write_text("import no_such_package")
    (tmp_path / "json.py").write_text("")
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path)
    for name, message in [
        ("no_such_module", "Plugin 'no_such_module' failed as it was imported: ModuleNotFoundError"),
        ("broken", "give it as ./broken.py"),
        ("./broken.py", "No module named 'no_such_package'"),
        ("absent/plugin.py", "neither a Python file nor a folder"),
        ("notes", "neither a Python file nor a folder"),
        ("./json.py", "needs the module name 'json', which is taken"),
    ]:
        with pytest.raises(ConfigError) as caught:
            load_plugins([name])
        assert message in str(caught.value)


def test_entry_points_are_loaded_and_a_broken_one_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "plugin_entry.py").write_text("")
    warnings = []
    points = [
        metadata.EntryPoint("bad", "no_such_module", "helm"),
        metadata.EntryPoint("good", "plugin_entry", "helm"),
    ]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points if group == "helm" else [])
    monkeypatch.setattr(plugins, "hwarn", lambda message, **kwargs: warnings.append(message))
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        load_entry_point_plugins()
    assert "plugin_entry" in sys.modules
    assert [warning.split(" (")[0] for warning in warnings] == ["Failed to load plugin entry point: bad"]
