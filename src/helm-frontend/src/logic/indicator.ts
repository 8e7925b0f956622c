interface Indicator {
  metric: string;
  lowerIsBetter: boolean;
}

const INDICATORS: Indicator[] = [
  { metric: "quasi_exact_match", lowerIsBetter: false },
  { metric: "toxic_frac", lowerIsBetter: true },
  { metric: "safety_score", lowerIsBetter: false },
  { metric: "exact_match", lowerIsBetter: false },
];

export interface Badge {
  metric: string;
  value: number;
  good: boolean;
}

/** The badge beside an answer: the first of its stats that tells right from wrong. */
export function indicatorBadge(stats: Record<string, number | null> | undefined): Badge | undefined {
  for (const [name, value] of Object.entries(stats ?? {})) {
    const indicator = INDICATORS.find(({ metric }) => metric === name);
    if (indicator && value !== null)
      return { metric: name, value, good: indicator.lowerIsBetter ? value < 0.5 : value >= 0.5 };
  }
  return undefined;
}
