import { useEffect, useRef, useState } from "react";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  invalid?: boolean;
  type?: "search" | "number";
}

const PAUSE_MS = 150;

/** A field whose value is passed on when typing pauses. */
export function SearchField({ label, value, onChange, placeholder, invalid, type = "search" }: Props) {
  const [draft, setDraft] = useState(value);
  const timer = useRef<number>(undefined);
  const passedOn = useRef(value);
  useEffect(() => {
    if (value !== passedOn.current) setDraft(value);
    passedOn.current = value;
  }, [value]);
  const change = (next: string) => {
    setDraft(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      passedOn.current = next;
      onChange(next);
    }, PAUSE_MS);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        step="any"
        value={draft}
        placeholder={placeholder}
        aria-invalid={invalid || undefined}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
