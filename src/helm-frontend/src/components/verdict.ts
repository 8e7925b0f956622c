/** Class of a score: green if it counts as right, red if as wrong. */
export function verdictClass(correct: boolean | undefined): string {
  if (correct === undefined) return "verdict";
  return correct ? "verdict verdict-good" : "verdict verdict-bad";
}
