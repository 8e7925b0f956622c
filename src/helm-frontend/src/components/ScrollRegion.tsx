import type { ReactNode, Ref } from "react";

interface Props {
  label: string;
  /** Whether it fills the height of the window. */
  tall?: boolean;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** Wide or long content that scrolls within the page; the keyboard reaches it. */
export function ScrollRegion({ label, tall = false, ref, children }: Props) {
  return (
    <section ref={ref} className={tall ? "scroll tall" : "scroll"} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
