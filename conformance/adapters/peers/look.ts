import { JobStatusError, type JobStatus } from "@jobstatus/core";
import { createOwnClient } from "../../src/clients/own-client.ts";
import type { CaseSetting } from "../../src/suite/client-under-test.ts";
import { statusRequestFor } from "../../src/suite/status-request.ts";

/** One poll of a job, for the peers that bring only the waiting: the request is plain `fetch`, the reading is ours. */
export interface Poll {
  readonly httpStatus: number;
  readonly headers: Headers;
  /** The status, or undefined where the response says none. */
  readonly status: JobStatus | undefined;
}

/** Polls one time, and follows redirects as `fetch` does. */
export async function look(setting: CaseSetting, job: string, signal?: AbortSignal): Promise<Poll> {
  const { method, path, headers, body } = statusRequestFor(setting.provider, job);
  const response = await fetch(setting.baseUrl + path, {
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const { status: httpStatus } = response;
  const read = () => Promise.resolve(new Response(text, { status: httpStatus, headers: response.headers }));
  // A clock of its own for each poll: the limits that our packages keep are not the peer's merit.
  const clock = { now: () => setting.clock.now(), sleep: setting.clock.sleep.bind(setting.clock) };
  const status = await createOwnClient({ ...setting, clock, fetch: read })
    .status(job)
    .catch((error: unknown) => {
      if (error instanceof JobStatusError) return undefined;
      throw error;
    });
  return { httpStatus, headers: response.headers, status };
}

/** The interval that all peers are set to, in milliseconds of the case. */
export const INTERVAL_MS = 5_000;

/** Real time in place of the case's; a whole number, since some timers take no other. */
export function scaled({ timeFactor }: CaseSetting, ms: number): number {
  return Math.max(1, Math.round(ms / timeFactor));
}

/** The error that says that there is no status. */
export function noStatus({ httpStatus }: Poll): Error {
  return new Error(`no status, but HTTP ${httpStatus}`);
}
