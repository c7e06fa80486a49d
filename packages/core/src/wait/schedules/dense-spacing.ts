import { COUNT, type Spacing } from "./kind-end-times.ts";

/**
 * Many more end times where few jobs have ended or few remain, each at the end of its part of the jobs; for jobs that are planned
 * together, because one end in a hundred is then worth a request.
 */
export const DENSE: Spacing = /* @__PURE__ */ Array.from({ length: COUNT }, (_, index) => {
  const [begin, end] = [endedAt(index / COUNT), endedAt((index + 1) / COUNT)];
  // The last part has no end.
  return [end === 1 ? (begin + end) / 2 : end, end - begin];
});

/** Rises slowly at both ends. */
function endedAt(part: number): number {
  return part ** 3 * (10 - 15 * part + 6 * part ** 2);
}
