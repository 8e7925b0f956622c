const MAX_LABEL = 30;

/** A label cut to 30 characters, as HELM cuts headers. */
export function shortened(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 3)}...` : label;
}
