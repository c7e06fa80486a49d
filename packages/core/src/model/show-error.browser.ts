/** A browser has no such symbol, and shows an error by itself. */
export const INSPECT = Symbol("unused");

/** Shows what a browser shows. */
export function showError(error: Error): string {
  return String(error.stack);
}
