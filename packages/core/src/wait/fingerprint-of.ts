import type { JobStatus } from "../model/job-status.ts";

/**
 * A short text that tells a status from others: everything counts except the raw response, which may change in ways that mean
 * nothing. It is a hash of 64 bits (FNV-1a, in two halves), so that a resume token and ten thousand waits can carry it.
 */
export function fingerprintOf(status: JobStatus): string {
  const { raw: _raw, ...rest } = status;
  const text = JSON.stringify(rest);
  let [low, high] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}
