import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";

interface Props {
  /** The element it explains. */
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

const GAP = 6;

function placed(anchor: HTMLElement, box: HTMLElement): { left: number; top: number } {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + GAP + height <= innerHeight || at.top < height + GAP;
  return {
    left: Math.max(GAP, Math.min(at.left, innerWidth - width - GAP)),
    top: below ? at.bottom + GAP : at.top - height - GAP,
  };
}

/** Details of an element beside it; Escape, a click elsewhere or scrolling closes it. */
export function Popover({ anchor, label, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    if (box.current) setPlace(placed(anchor, box.current));
    box.current?.focus({ preventScroll: true });
  }, [anchor]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      onClose();
      anchor.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node) && !anchor.contains(event.target as Node)) onClose();
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    addEventListener("resize", onClose);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
      removeEventListener("resize", onClose);
    };
  }, [anchor, onClose]);
  return (
    <div ref={box} className="popover" role="dialog" aria-label={label} tabIndex={-1} style={place}>
      {children}
    </div>
  );
}
