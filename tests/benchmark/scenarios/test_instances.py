"""Raw rows and the instances that a scenario makes of them, one JSON file of `cases/` a benchmark.

scenario     class, below helm.benchmark.scenarios
args         of its constructor
mirror       path in a mirror -> rows (JSON lines), text, {"zip"|"tar": {member: text or rows}}, {"gz": text or rows},
             {"pickle": value}, {"json": value}, {"xls": rows of text cells} or {"xlsx": rows of cells}
cwd          the same for files in the working directory, where out/ is the output path
instances    what is expected: split, input, references as [text, tags...], and whatever else the instance has
error        in place of instances: what the error says, a regular expression
"""

import gzip
import io
import json
import pickle
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from helm.common.codec import unstructure
from helm.common.errors import HelmError
from helm.common.object_spec import get_class_by_name

CASES = [
    pytest.param(case, id=f"{path.stem}-{case.get('id', number)}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]


def content(described) -> bytes:
    if isinstance(described, str):
        return described.encode()
    if isinstance(described, list):
        return "".join(json.dumps(row) + "\n" for row in described).encode()
    [(kind, members)] = described.items()
    kinds = {"zip": zipped, "tar": tarred, "gz": gzipped, "pickle": pickle.dumps, "json": encoded}
    kinds |= {"xls": sheet, "xlsx": workbook}
    return kinds[kind](members)


def encoded(value) -> bytes:
    return json.dumps(value).encode()


def sheet(rows) -> bytes:
    """An Excel file of the oldest kind (BIFF2), which has a single sheet."""
    labels = [
        (0x0004, struct.pack("<HH3xB", row, column, len(text)) + text.encode())
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]
    records = [(0x0009, struct.pack("<HH", 2, 0x10)), *labels, (0x000A, b"")]
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def workbook(rows) -> bytes:
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def gzipped(described) -> bytes:
    return gzip.compress(content(described))


def zipped(members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, described in members.items():
            archive.writestr(name, content(described))
    return buffer.getvalue()


def tarred(members) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, described in members.items():
            info, data = tarfile.TarInfo(name), content(described)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def write(folder, files):
    folder.mkdir()
    for name, described in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(described))


def simplified(instance):
    """An instance in the form of the cases."""
    fields = unstructure(instance)
    fields["input"] = text_of(fields["input"])
    fields["references"] = [tagged(reference) for reference in fields["references"]]
    if "contrast_inputs" in fields:
        fields["contrast_inputs"] = [text_of(one) for one in fields["contrast_inputs"]]
        fields["contrast_references"] = [[tagged(one) for one in each] for each in fields["contrast_references"]]
    return fields


def text_of(given):
    return given["text"] if set(given) == {"text"} else given


def tagged(reference):
    return [text_of(reference["output"]), *reference["tags"]]


@pytest.mark.parametrize("case", CASES)
def test_rows_become_instances(case, tmp_path, monkeypatch):
    write(tmp_path / "mirror", case.get("mirror", {}))
    write(tmp_path / "cwd", case.get("cwd", {}))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))
    monkeypatch.chdir(tmp_path / "cwd")
    if "error" in case:
        with pytest.raises(HelmError, match=case["error"]):
            instances_of(case, tmp_path / "cwd" / "out")
        return
    assert [simplified(one) for one in instances_of(case, tmp_path / "cwd" / "out")] == case["instances"]


def instances_of(case, output):
    cls = get_class_by_name(f"helm.benchmark.scenarios.{case['scenario']}")
    return cls(**case.get("args", {})).get_instances(str(output))
