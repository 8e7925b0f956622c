import { useCallback } from "react";
import { useSearchParams } from "react-router";

export type UrlPatch = Record<string, string | string[] | undefined>;

export interface UrlState {
  params: URLSearchParams;
  get: (name: string, otherwise?: string) => string;
  /** Changes some parameters; `undefined`, an empty text or list removes one. The history keeps one entry a page. */
  set: (patch: UrlPatch) => void;
}

/** State of a page that lives in its address, so that every view can be linked to. */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();
  const get = useCallback((name: string, otherwise = "") => params.get(name) ?? otherwise, [params]);
  const set = useCallback(
    (patch: UrlPatch) => {
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          for (const [name, value] of Object.entries(patch)) {
            next.delete(name);
            for (const item of [value ?? []].flat()) if (item !== "") next.append(name, item);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return { params, get, set };
}
