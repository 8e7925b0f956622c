import { createContext, use, useState } from "react";
import type { TextReader } from "../logic/decrypt";

interface Reading {
  direction: "auto" | "rtl";
  /** Decrypts texts, once the reader has agreed to that. */
  read?: TextReader;
}

export const ReadingContext = createContext<Reading>({ direction: "auto" });

const LONG = 6000;

/** Text of a benchmark or model, exactly as it is. */
export function TextBlock({ text, className = "" }: { text: string; className?: string }) {
  const { direction, read } = use(ReadingContext);
  const [whole, setWhole] = useState(false);
  const plain = read ? read(text) : text;
  const cut = !whole && plain.length > LONG;
  return (
    <>
      <pre className={`text ${className}`} dir={direction}>
        {cut ? plain.slice(0, LONG) : plain}
      </pre>
      {cut && (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {plain.length.toLocaleString("en-US")} characters
        </button>
      )}
    </>
  );
}
