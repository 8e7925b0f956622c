import type { ViewColumn } from "../logic/tableView";

interface Props {
  columns: readonly ViewColumn[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: string[]) => void;
}

/** Chooses the columns that are shown. */
export function ColumnMenu({ columns, hidden, onChange }: Props) {
  const shown = columns.filter((column) => !hidden.has(column.id)).length;
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange([...next]);
  };
  return (
    <details
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary>
        Columns {shown}/{columns.length}
      </summary>
      <div className="menu-body" tabIndex={-1}>
        <div className="menu-actions">
          <button type="button" onClick={() => onChange([])}>
            All
          </button>
          <button type="button" onClick={() => onChange(columns.map((column) => column.id))}>
            None
          </button>
        </div>
        {columns.map((column) => (
          <label key={column.id} className="check">
            <input type="checkbox" checked={!hidden.has(column.id)} onChange={() => toggle(column.id)} />
            <bdi>{column.label}</bdi>
          </label>
        ))}
      </div>
    </details>
  );
}
