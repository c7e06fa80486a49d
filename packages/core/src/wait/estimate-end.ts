import type { EstimatedEnd } from "../model/estimated-end.ts";
import type { Forecast } from "../model/schedule.ts";

const NEAR = 1 / 3;

/**
 * The median of a forecast, as a moment.
 *
 * @param elapsedMs - How long the wait has lasted, in milliseconds.
 * @param wallMs - The wall time, in milliseconds since 1970.
 */
export function estimateEnd({ endTimes }: Forecast, elapsedMs: number, wallMs: number): EstimatedEnd | undefined {
  const later = endTimes.filter(([ms]) => ms > elapsedMs);
  const total = later.reduce((sum, [, weight]) => sum + weight, 0);
  let [before, medianMs] = [0, Infinity];
  for (const [ms, weight] of later) {
    before += weight;
    if (before >= total / 2 && medianMs === Infinity) medianMs = ms;
  }
  const remainingMs = medianMs - elapsedMs;
  const date = new Date(wallMs + remainingMs);
  if (total === 0 || Number.isNaN(date.getTime())) return undefined;
  const near = later.filter(([ms]) => Math.abs(ms - medianMs) <= remainingMs * NEAR);
  const confidence = near.reduce((sum, [, weight]) => sum + weight, 0) / total;
  return { at: date.toISOString(), confidence: Math.min(1, confidence) };
}
