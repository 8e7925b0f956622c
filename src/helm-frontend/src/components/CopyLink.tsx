import { useState } from "react";

/** Copies the address of the page, or of `hash` on this site. */
export function CopyLink({ hash, label = "Copy link" }: { hash?: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const address = hash === undefined ? location.href : new URL(`#${hash}`, location.href).href;
    await navigator.clipboard.writeText(address);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  // Without a secure connection browsers offer no clipboard.
  if (!("clipboard" in navigator)) return null;
  return (
    <button type="button" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </button>
  );
}
