import { JOB_STATES, JobStatusError, type JobStatus } from "@jobstatus/core";
import { expect } from "vitest";
import type { ProviderName } from "./provider.ts";

const CODES = [
  "unauthenticated",
  "forbidden",
  "not-found",
  // Only if HTTP itself says so, with 410: nothing was seen before.
  "gone",
  "rate-limited",
  "unavailable",
  "invalid-request",
  "invalid-response",
];

/** What holds for every result, whatever the response was. */
export function checkResult(result: JobStatus | JobStatusError, provider: ProviderName): void {
  expect(result.provider).toBe(provider);
  expect(result instanceof JobStatusError ? CODES : JOB_STATES).toContain(
    result instanceof JobStatusError ? result.code : result.state,
  );
  if (result instanceof JobStatusError) return;
  expect(result.id).toBe("50");
  expect(typeof result.native).toBe("string");
  expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
  expect(structuredClone(result)).toStrictEqual(result);
  const { fraction } = result.progress ?? {};
  expect(fraction === undefined || (fraction >= 0 && fraction <= 1)).toBe(true);
}
