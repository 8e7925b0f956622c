import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type ReactNode } from "react";
import { ScrollRegion } from "./ScrollRegion";

interface Props {
  label: string;
  titles: readonly string[];
  count: number;
  /** The row at an index, a `tr` of the class `fixed-row`. */
  renderRow: (index: number) => ReactNode;
  className?: string;
}

const ROW_HEIGHT = 36;

/** Room for the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} className="gap" style={{ height }} />
    </tr>
  );
}

/** A table of many rows, of which only the visible ones are drawn. */
export function VirtualTable({ label, titles, count, renderRow, className = "" }: Props) {
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const end = items.at(-1)?.end ?? 0;
  return (
    <ScrollRegion ref={box} label={label} tall>
      <table className={`list ${className}`} aria-rowcount={count + 1}>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} columns={titles.length} />
          {items.map(({ index }) => renderRow(index))}
          <Gap height={virtualizer.getTotalSize() - end} columns={titles.length} />
        </tbody>
      </table>
      {count === 0 && <p className="empty">Nothing matches.</p>}
    </ScrollRegion>
  );
}
