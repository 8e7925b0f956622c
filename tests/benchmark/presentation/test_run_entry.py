"""Reading conf files: entries with their places, and errors that say where."""

import json
from pathlib import Path

import pytest

from helm.benchmark.presentation import run_entry
from helm.benchmark.presentation.run_entry import RunEntries, RunEntry, merge_run_entries, read_run_entries
from helm.common.errors import RunEntryError

SHARED = Path(__file__).parents[4] / "shared"
PLAIN = """# A comment
entries: [
  {description: "boolq:model=text", priority: 1}   // one a line

  {description: "the_pile:subset=Gutenberg (PG-19),model=text", priority: 2, groups: ["b", "a"]},
  { description = "mmlu:subject=anatomy # no comment" },
]
"""
ENTRIES = [
    RunEntry("boolq:model=text", 1),
    RunEntry("the_pile:subset=Gutenberg (PG-19),model=text", 2, ["b", "a"]),
    RunEntry("mmlu:subject=anatomy # no comment"),
]


@pytest.fixture
def conf(tmp_path):
    def write(text, name="entries.conf"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_entries_know_their_lines_which_are_no_part_of_them(conf):
    path = conf(PLAIN)
    entries = read_run_entries([path]).entries
    assert entries == ENTRIES
    assert [entry.source for entry in entries] == [f"{path}, line {number}" for number in (3, 5, 6)]
    assert "line" not in repr(entries[0])


def test_files_are_read_in_order(conf):
    paths = [conf('entries: [{description: "a"}]', "1.conf"), conf('entries: [{description: "b"}]', "2.conf")]
    assert [entry.description for entry in read_run_entries(paths).entries] == ["a", "b"]


def test_merging_appends():
    first, second = RunEntries([RunEntry("a")]), RunEntries([RunEntry("b")])
    assert merge_run_entries(first, second) == RunEntries([RunEntry("a"), RunEntry("b")])


ODD_FORMS = {
    "json": ('{"entries": [{"description": "a:b=c", "priority": 2}]}', [RunEntry("a:b=c", 2)]),
    "several lines": ('entries: [\n  {\n    priority: 3\n    description: "a"\n  }\n]\n', [RunEntry("a", 3)]),
    "escapes": ('entries: [\n{description: "say \\"hi\\""}\n]\n', [RunEntry('say "hi"')]),
    "substitution": ('m: gpt2\nentries: [\n{description: "a:model="${m}}\n]\n', [RunEntry("a:model=gpt2")]),
    "no groups": ('entries: [\n{description: "a", groups: []}\n]\n', [RunEntry("a", None, [])]),
    "two on a line": ('entries: [{description: "a"}, {description: "b"}]', [RunEntry("a"), RunEntry("b")]),
    "last value wins": ('entries: [\n{description: "a", description: "b"}\n]\n', [RunEntry("b")]),
}


@pytest.mark.parametrize("text, expected", ODD_FORMS.values(), ids=ODD_FORMS)
def test_other_hocon_goes_to_the_full_parser(conf, text, expected):
    assert read_run_entries([conf(text)]).entries == expected


def test_the_full_parser_agrees_on_plain_files_and_finds_the_lines(conf):
    path = conf(PLAIN)
    entries = run_entry._read_hocon(PLAIN, path, 1)
    assert entries == ENTRIES
    assert [entry.source for entry in entries] == [f"{path}, line {number}" for number in (3, 5, 6)]


def test_the_same_entry_twice_is_two_places(conf):
    path = conf('entries: [\n{description: "a", priority: 1, priority: 2}\n{description: "a"}\n]')
    assert [entry.source for entry in read_run_entries([path]).entries] == [f"{path}, line 2", f"{path}, line 3"]


def test_unknown_keys_are_ignored_with_a_warning(conf, monkeypatch):
    warnings = []
    monkeypatch.setattr(run_entry, "hwarn", warnings.append)
    assert read_run_entries([conf('entries: [\n{description: "a", prioritty: 1}\n]')]).entries == [RunEntry("a")]
    assert len(warnings) == 1 and "line 2: the key 'prioritty' is ignored" in warnings[0]
    assert "did you mean 'priority'?" in warnings[0]


WRONG = {
    "not closed": ('entries: [\n{description: "a"}\n{description: "b"\n', r"line [34]"),
    "not quoted right": ('entries: [\n{description: "a"}\n{description: "b}\n]', "line 3"),
    "no entries": ("entry: []\n", "no list called 'entries'"),
    "not a list": ('entries: {description: "a"}\n', "no list called 'entries'"),
    "no description": ("entries: [\n{priority: 1}\n]", "entry 1: an entry needs a description"),
    "priority": ('entries: [\n{description: "a", priority: high}\n]', "line 2: the priority must be an integer"),
    "groups": ('entries: [\n{description: "a", groups: g}\n]', "line 2: groups must be a list"),
    "text": ("entries: [\n  boolq\n]", "entry 1: an entry reads"),
}


@pytest.mark.parametrize("text, message", WRONG.values(), ids=WRONG)
def test_errors_name_file_and_place_in_one_line(conf, text, message):
    path = conf(text)
    with pytest.raises(RunEntryError, match=message) as caught:
        read_run_entries([path])
    assert path in str(caught.value) and "\n" not in str(caught.value)


def test_a_bare_name_is_a_file_of_the_current_folder_or_else_a_packaged_one(tmp_path, monkeypatch, conf):
    monkeypatch.chdir(tmp_path)
    assert read_run_entries(["run_entries_tiny.conf"]).entries == [RunEntry("mmlu:subject=philosophy,model=text", 1)]
    conf('entries: [{description: "mine"}]', "run_entries_tiny.conf")
    assert read_run_entries(["run_entries_tiny.conf"]).entries == [RunEntry("mine")]
    with pytest.raises(RunEntryError, match=r"did you mean 'run_entries_safety\.conf'"):
        read_run_entries(["run_entries_saftey.conf"])
    with pytest.raises(RunEntryError, match="cannot be read"):
        read_run_entries(["elsewhere/run_entries_safety.conf"])


@pytest.mark.parametrize("name", run_entry.packaged_conf_files())
def test_packaged_files_are_read_line_by_line_and_hold_the_entries_of_helm(name, monkeypatch):
    monkeypatch.setattr(run_entry, "_read_hocon", None)
    entries = read_run_entries([name]).entries
    facts = SHARED / "facts" / "run_entries" / name.replace(".conf", ".jsonl")
    if not facts.exists():
        pytest.skip("needs the recorded facts")
    rows = [json.loads(line) for line in facts.read_text(encoding="utf-8").splitlines()]
    assert entries == [RunEntry(row["description"], row.get("priority"), row.get("groups")) for row in rows]


def test_missing_file(tmp_path):
    with pytest.raises(RunEntryError, match=r"absent\.conf' cannot be read: No such file"):
        read_run_entries([str(tmp_path / "absent.conf")])


def test_file_that_is_no_text(tmp_path):
    path = tmp_path / "x.conf"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RunEntryError, match="not UTF-8"):
        read_run_entries([str(path)])
