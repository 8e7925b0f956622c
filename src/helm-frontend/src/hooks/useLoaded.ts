import { useEffect, useState } from "react";

export interface Loaded<T> {
  value?: T;
  error?: Error;
  loading: boolean;
}

type Load<T> = () => Promise<T>;

/** The state of something that is loaded while the page already shows; `load` must be stable. */
export function useLoaded<T>(load: Load<T> | undefined): Loaded<T> {
  const [last, setLast] = useState<{ load?: Load<T>; value?: T; error?: Error }>({});
  useEffect(() => {
    let current = true;
    load?.().then(
      (value) => current && setLast({ load, value }),
      (error: unknown) => current && setLast({ load, error: error as Error }),
    );
    return () => {
      current = false;
    };
  }, [load]);
  if (last.load !== load) return { loading: true };
  return { value: last.value, error: last.error, loading: false };
}
