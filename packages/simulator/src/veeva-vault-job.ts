import type { Job } from "./job-store.ts";
import { withOverrides, type JobMoment, type Vocabulary } from "./job-timeline.ts";
import type { JsonObject } from "./json.ts";
import { rfc3339FromMs } from "./time-text.ts";

/** Vault's statuses and the course of its jobs. */
export const VAULT_VOCABULARY: Vocabulary = {
  stages: {
    SCHEDULED: "waiting",
    QUEUED: "waiting",
    QUEUEING: "waiting",
    RUNNING: "working",
    SUCCESS: "ended",
    ERRORS_ENCOUNTERED: "ended",
    CANCELLED: "ended",
    TIMEOUT: "ended",
    COMPLETED_DUE_TO_INACTIVITY: "ended",
    MISSED_SCHEDULE: "ended",
    FAILED_TO_RUN: "ended",
    failed_to_run: "ended",
  },
  course: [
    { status: "QUEUEING", forMs: 2_000 },
    { status: "QUEUED", forMs: 3_000 },
    { status: "RUNNING", forMs: 10_000 },
  ],
  steps: [],
  ends: {
    succeeded: { status: "SUCCESS", message: "" },
    partial: { status: "ERRORS_ENCOUNTERED", message: "" },
    failed: { status: "TIMEOUT", message: "" },
    cancelled: { status: "CANCELLED", message: "" },
  },
};

/** A job in Vault's shape. */
export function vaultJobData(job: Job, moment: JobMoment, version: string): JsonObject {
  const at = (offsetMs: number | undefined): string | undefined =>
    offsetMs === undefined ? undefined : rfc3339FromMs(job.createdAtMs + offsetMs);
  const self = `/api/${version}/services/jobs/${job.id}`;
  const link = (rel: string, href: string): JsonObject => ({ rel, href, method: "GET", accept: "application/json" });
  const usual: JsonObject = {
    id: BigInt(job.id),
    status: moment.status,
    method: "POST",
    // Links to the results are there once the job has ended.
    links:
      moment.stage === "ended" ? [link("self", self), link("artifacts", `${self}/artifacts`)] : [link("self", self)],
    created_by: 44533,
    created_date: at(0),
    // A job that waits has its start in the future.
    run_start_date: at(moment.workStartMs),
    run_end_date: at(moment.endedMs),
  };
  return withOverrides(usual, moment);
}
