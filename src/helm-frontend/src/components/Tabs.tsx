import { useRef } from "react";

interface Props {
  label: string;
  titles: readonly string[];
  selected: number;
  onSelect: (index: number) => void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** A row of tabs; arrow keys move along it. Nothing is drawn for a single one. */
export function Tabs({ label, titles, selected, onSelect }: Props) {
  const list = useRef<HTMLDivElement>(null);
  if (titles.length < 2) return null;
  const move = (step: number) => {
    const next = (selected + step + titles.length) % titles.length;
    onSelect(next);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={label}>
      {titles.map((title, i) => (
        <button
          key={i}
          type="button"
          role="tab"
          aria-selected={i === selected}
          tabIndex={i === selected ? 0 : -1}
          onClick={() => onSelect(i)}
          onKeyDown={(event) => {
            const step = STEPS[event.key];
            if (step) move(step);
          }}
        >
          <bdi>{title}</bdi>
        </button>
      ))}
    </div>
  );
}
