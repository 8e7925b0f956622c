const AGGREGATES: Record<string, string> = {
  "Mean win rate":
    "For each column: (models with a worse value + half of the other models with the same value) / (models with a value − 1). The mean of this over the columns.",
  "Mean score": "The sum of the values of the row / the number of columns in which it has a value.",
};

/** How the value of a leaderboard's cell comes about. */
export function formulaOf(column: string): string {
  return (
    AGGREGATES[column] ??
    "For each run: the mean over its instances, of the mean over its trials. Then the mean over the runs behind the cell."
  );
}

export function directionOf(lowerIsBetter: boolean | undefined): string | undefined {
  if (lowerIsBetter === undefined) return undefined;
  return lowerIsBetter ? "Lower is better." : "Higher is better.";
}
