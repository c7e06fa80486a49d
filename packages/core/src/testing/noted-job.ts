import type { Contract } from "../contract/contract.ts";
import { contextOf } from "../context/context-of.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import { resolveWaitOptions } from "../wait/resolve-wait-options.ts";
import type { WatchOptions } from "../wait/wait-options.ts";
import { type WatchUpdate, WatchedJob } from "../wait/watched-job.ts";
import { type AcmeOptions, createAcmeClient } from "./acme-client.ts";
import { acmeContract } from "./acme-contract.ts";
import type { ScriptedResponse } from "./scripted-fetch.ts";

/** A job that notes what it reports. */
export class NotedJob extends WatchedJob {
  /** The status value or the error code of each update. */
  readonly updates: string[] = [];
  /** How many requests each poll took. */
  readonly exchanges: number[] = [];
  error: JobStatusError | undefined;

  protected onUpdate(update: WatchUpdate<unknown>, isLast: boolean): void {
    const isError = update instanceof JobStatusError;
    if (isError) this.error = update;
    this.updates.push(`${isError ? update.code : update.native}${isLast ? " (last)" : ""}`);
  }

  protected override onExchange({ requests }: ExchangeRecord): void {
    this.exchanges.push(requests);
  }
}

/** A client whose schedule polls every 7 s, and a way to watch its jobs, with a timeout of 60 s. */
export function createWatcher(
  responses: readonly ScriptedResponse[],
  more: Partial<AcmeOptions> = {},
  contract: Contract = acmeContract,
) {
  const created = createAcmeClient(responses, { schedule: () => 7_000, ...more }, contract);
  const context = contextOf(created.client);
  const watch = (target: JobTarget | DeferredJob = { id: "7" }, options: WatchOptions = {}) =>
    new NotedJob(context, target, resolveWaitOptions(context, { timeoutMs: 60_000, ...options }));
  return { ...created, context, watch };
}

/** A token of a job that was seen twice, and must not be polled for 8 s. */
export const SEEN_TWICE: ResumeToken = {
  resumeToken: 1,
  provider: "acme",
  account: "https://shop.acme.example main",
  id: "7",
  startedAtMs: 0,
  createdAtMs: 0,
  minDelayMs: 8_000,
  polls: 2,
  failures: 0,
  outageMs: 0,
  unchangedMs: 0,
  maxLatencyMs: 0,
  samples: [],
};
