"""Tables as LaTeX and CSV."""

import csv
import io
from typing import List

from helm.benchmark.presentation.table import Cell, Table

# Spreadsheets run a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def table_to_latex(table: Table, caption: str) -> str:
    """The table as a LaTeX `table*`; columns without any value are left out."""
    filled = [c for c in range(len(table.header)) if any(row[c].value is not None for row in table.rows)]
    lines = [
        r"\begin{table*}[htp]",
        r"\resizebox{\textwidth}{!}{",
        rf"\begin{{tabular}}{{l{'r' * (len(filled) - 1)}}}",
        r"\toprule",
        _latex_row([table.header[column] for column in filled]),
        r"\midrule",
        *(_latex_row([row[column] for column in filled]) for row in table.rows),
        r"\bottomrule",
        r"\end{tabular}}",
        rf"\caption{{{caption}}}",
        rf"\label{{fig:{caption.removeprefix('Results for ')}}}",
        r"\end{table*}",
    ]
    return "\n".join(lines)


def _latex_row(cells: List[Cell]) -> str:
    texts = (str(cell.display_value or cell.value or "").replace("%", "\\%") for cell in cells)
    return " & ".join(texts) + r" \\"


def table_to_csv(table: Table) -> str:
    """The table as CSV with unrounded values; texts are kept from being taken for formulas."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_csv_value(cell) for cell in table.header])
    writer.writerows([_csv_value(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def _csv_value(cell: Cell) -> object:
    value = "" if cell.value is None else cell.value
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
