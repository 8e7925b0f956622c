"""The files of the International Corpus of English: where they lie, of what kind they are, and who speaks in them."""

import os
import re
from io import StringIO
from pathlib import Path
from typing import Iterator, List, Mapping, NamedTuple, Optional, Sequence, Set

from helm.common.optional_dependencies import handle_module_not_found_error
from helm.data import data_error

ROOT = Path("restricted/ice")
FOLDERS = {
    "can": "ICE-CAN",
    "ja": "ICE-JA",
    "hk": "ICE-HK",
    "ind": "ICE India",
    "sin": "ICE SINGAPORE",
    "phi": "ICE Philippines",
    "usa": "ICE-USA",
    "ea": "ICE-EA/corpus/retagged for wsmith",
    "irl": "ICE-IRL/ICE-Ireland version 1.2#6DAE.2/ICE-Ireland txt",
}
"""The folder of each subset: Canada, Jamaica, Hong Kong, India, Singapore, Philippines, USA, East Africa, Ireland."""
TEXT_FOLDERS = {"ea": "all east africa", "irl": "ICE combined running txt"}
HEADERS = "Headers"

EAST_AFRICA = "ea"
EAST_AFRICAN_TEXTS = {
    "S1": "brdisc brint clless conv conv1 conv2 crossx parlia",
    "S2": "brnews brtalk schbr splect",
    "W1": "buslet essays exam judge soclet",
    "W2": "column crea creat1 creat2 editor feat instruct ldhum ldnats ldsoc ldtech ppgen pphum ppnats ppsoc pptech "
    "splash",
}
"""Category of each file of this subset by its name; in the others, names begin with the category."""
EAST_AFRICAN_TEXT_NUMBER = re.compile(r"[WS]\d[A-F]\d{3}[A-Z]*[KT]\n")

GENDERS = {"male": {"M", "m", "Male", "male"}, "female": {"F", "f", "Female", "female"}}
"""How the genders are written in the metadata."""
GENDER_IN_HEADER = re.compile(r"(?<=<gender>)\w+(?=<\/gender>)")


class _Spreadsheet(NamedTuple):
    """A file of metadata: the code of a text in the first column, genders of its speakers in others."""

    file: str
    gender_columns: Sequence[int]
    all_sheets: bool = False


SPREADSHEETS = {
    "can": [
        _Spreadsheet("Spoken ICE-CAN metadata.xls", [12]),
        _Spreadsheet("Written ICE-CAN metadata.xls", [12, 19]),
    ],
    "hk": [_Spreadsheet("HKRecords.xls", [16], all_sheets=True)],
}
SUBSETS_WITH_GENDER = (*SPREADSHEETS, "ind", "usa")


def ice_texts(subset: str, category: str, gender: Optional[str], order: Mapping[str, List[str]]) -> Iterator[str]:
    """The texts of a subset, with their markup.

    Args:
        subset: A key of FOLDERS.
        category: What the category of a text begins with, e.g. "S1"; "" for all.
        gender: A key of GENDERS, for texts that only such people speak in (`can` and `hk`: among others); None for all.
        order: Names of the files of each folder in reading order; of a folder that is not in it, all in alphabetical
            order.

    Raises:
        DataError: the corpus is not there, or not as expected.
    """
    folder = _text_folder(subset)
    names = order.get(folder.as_posix()) or sorted(os.listdir(folder))
    if category:
        names = [name for name in names if _category(subset, name).startswith(category)]
    if gender:
        codes = set(_codes(subset, GENDERS[gender]))
        names = sorted(name for name in names if any(re.match(code, name, re.IGNORECASE) for code in codes))
    for name in names:
        text = _read(folder / name)
        yield from filter(None, EAST_AFRICAN_TEXT_NUMBER.split(text)) if subset == EAST_AFRICA else [text]


def _text_folder(subset: str) -> Path:
    root = _existing(ROOT / FOLDERS[subset])
    last = TEXT_FOLDERS.get(subset, "corpus")
    return next((root / name for name in ("Corpus", "CORPUS") if (root / name).is_dir()), None) or _existing(
        root / last
    )


def _existing(path: Path) -> Path:
    if not path.exists():
        raise data_error(f"there is no {path}; the corpus is licensed, so put your copy below {ROOT.absolute()}.")
    return path


def _category(subset: str, name: str) -> str:
    """The category of a file, or its name, which begins with it."""
    if subset != EAST_AFRICA:
        return name.upper()
    # A letter for the country and the suffix follow, e.g. `conv1-K.txt`.
    text = name.replace("-", "")[:-5].lower()
    found = [category for category, texts in EAST_AFRICAN_TEXTS.items() if text in texts.split()]
    if not found:
        known = " ".join(EAST_AFRICAN_TEXTS.values())
        raise data_error(f"the category of {name!r} is not known, only those of {known}.")
    return found[0]


def _read(path: Path) -> str:
    try:
        return _existing(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return path.read_text(encoding="iso-8859-1")


def _codes(subset: str, genders: Set[str]) -> Iterator[str]:
    """The codes of texts whose people have one of these genders; the names of their files begin so."""
    headers = _existing(ROOT / FOLDERS[subset] / HEADERS)
    for spreadsheet in SPREADSHEETS.get(subset, []):
        yield from _spreadsheet_codes(_existing(headers / spreadsheet.file), spreadsheet, genders)
    if subset not in SPREADSHEETS:
        for path in headers.glob("*hdr"):
            found = GENDER_IN_HEADER.findall(_read(path))
            if found and genders.issuperset(found):
                yield path.name[:-4]


def _spreadsheet_codes(path: Path, spreadsheet: _Spreadsheet, genders: Set[str]) -> Iterator[str]:
    try:
        import xlrd
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["scenarios"])
    try:
        sheets = xlrd.open_workbook(path, logfile=StringIO()).sheets()
    except xlrd.XLRDError as error:
        raise data_error(f"{path} is no Excel file of the old kind ({error}).") from error
    for sheet in sheets if spreadsheet.all_sheets else sheets[:1]:
        for number in range(1, sheet.nrows):
            code, *cells = sheet.row_values(number)
            found = {cells[column - 1] for column in spreadsheet.gender_columns if column <= len(cells)}
            if code and not genders.isdisjoint(found):
                yield str(code)
