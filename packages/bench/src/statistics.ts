/** The mean of some numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A ratio of two means, and its standard error. */
export interface Ratio {
  readonly ratio: number;
  readonly error: number;
}

/** The ratio of the means of two series of the same jobs; the error takes into account that they belong together. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  const base = mean(theirs);
  const ratio = mean(ours) / base;
  const squares = ours.map((value, index) => (value - ratio * (theirs[index] ?? base)) ** 2);
  return { ratio, error: Math.sqrt(mean(squares) / ours.length) / base };
}
