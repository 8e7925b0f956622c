"""Tables as pandas reads them, which decides how numbers and missing values are written, and their rows in words."""

from typing import TYPE_CHECKING, Any, Iterable, Mapping
from zipfile import BadZipFile

from helm.common.optional_dependencies import handle_module_not_found_error
from helm.data import data_error

if TYPE_CHECKING:
    from pandas import DataFrame


def read_table(path: str, needed: Iterable[str], asker: str) -> "DataFrame":
    """A CSV file as a pandas table.

    Args:
        path: The file.
        needed: Columns that it must have.
        asker: The scenario that asks.

    Raises:
        DataError: it is not CSV, has no rows, or lacks a column.
    """
    import pandas

    try:
        table = pandas.read_csv(path)
    except ValueError as error:
        raise data_error(f"{path} is not a CSV table ({error}).", asker) from error
    return _checked(table, path, needed, asker)


def read_sheet(path: str, needed: Iterable[str], asker: str) -> "DataFrame":
    """The first sheet of an Excel workbook (.xlsx) as a pandas table.

    Args:
        path: The file.
        needed: Columns that it must have.
        asker: The scenario that asks.

    Raises:
        DataError: it is no workbook, has no rows, or lacks a column.
        OptionalDependencyNotInstalled: openpyxl is missing.
    """
    import pandas

    try:
        import openpyxl  # noqa: F401 (pandas reads workbooks by it)
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["scenarios"])
    try:
        table = pandas.read_excel(path, engine="openpyxl")
    except (ValueError, KeyError, BadZipFile) as error:
        raise data_error(f"{path} is not an Excel workbook ({error}).", asker) from error
    return _checked(table, path, needed, asker)


def _checked(table: "DataFrame", path: str, needed: Iterable[str], asker: str) -> "DataFrame":
    missing = [column for column in needed if column not in table.columns]
    if missing:
        columns = ", ".join(map(repr, table.columns))
        raise data_error(f"{path} has no column {missing[0]!r}, the columns are {columns}.", asker)
    if table.empty:
        raise data_error(f"{path} has no rows.", asker)
    return table


def in_words(fields: Mapping[str, Any]) -> str:
    """`column: value. column: value`, a missing value being `nan`."""
    return ". ".join(f"{column}: {value}".strip() for column, value in fields.items())
