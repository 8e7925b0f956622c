import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";

interface Props {
  label: string;
  count: number;
  /** Which item is chosen; −1 for none. */
  position: number;
  keyOf: (index: number) => string | number;
  renderItem: (index: number, scrolling: boolean) => ReactNode;
}

const ITEM_HEIGHT = 50;

/** A list of which only the visible items are drawn; the chosen one is kept in view. */
export function VirtualList({ label, count, position, keyOf, renderItem }: Props) {
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ITEM_HEIGHT,
    overscan: 8,
  });
  useEffect(() => {
    if (position >= 0) virtualizer.scrollToIndex(position, { align: "auto" });
  }, [position, virtualizer]);
  return (
    <nav ref={box} className="instances" aria-label={label}>
      <ol style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <li
            key={keyOf(index)}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ height: ITEM_HEIGHT, transform: `translateY(${start}px)` }}
          >
            {renderItem(index, virtualizer.isScrolling)}
          </li>
        ))}
      </ol>
    </nav>
  );
}
