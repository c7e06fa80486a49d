/** Whether a value is an object that has one of the iterators: of a caller without types it may be anything. */
export function isIterable(value: unknown, ...iterators: readonly symbol[]): boolean {
  return typeof value === "object" && value !== null && iterators.some((iterator) => iterator in value);
}
