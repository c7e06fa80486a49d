/** One figure and its goal. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** The figure must be at least so large, or at most. */
  readonly goal: { readonly least: number } | { readonly most: number };
}

export function holds({ figure, goal }: Row): boolean {
  return "least" in goal ? figure >= goal.least : figure <= goal.most;
}
