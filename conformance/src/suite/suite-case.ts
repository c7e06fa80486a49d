import type { JobState, JobStatusErrorCode } from "@jobstatus/core";
import type { CaseAnswer, Evidence } from "../case-types.ts";
import type { ProviderName } from "../provider-name.ts";

/** The families of cases, in the order of the report. */
export const families = [
  "mapping",
  "errors",
  "references",
  "lifecycle",
  "partial outcomes",
  "timing",
  "limits",
  "abort",
  "sessions",
  "formats",
  "redaction",
  "hostile answers",
] as const;

/** A family of cases. */
export type Family = (typeof families)[number];

/** What a client may be able to do beyond telling a job's state. A case that needs more than a client claims is unsupported. */
export const features = ["status", "wait", "model", "errors", "abort", "deadline", "together", "success"] as const;

/**
 * - `status`: asks once.
 * - `wait`: asks until the job has ended.
 * - `model`: tells all that the provider says of a job, and not only its state.
 * - `errors`: tells with a code of `JobStatusError` why a status could not be learned.
 * - `abort`: a call can be given up.
 * - `deadline`: a wait can be bounded.
 * - `together`: several waits for one job share what they send.
 * - `success`: a wait can be told to reject where the job did not succeed.
 */
export type Feature = (typeof features)[number];

/** How much a case binds a client. */
export type Level = "must" | "should" | "may";

/** What a connection can do to an answer, besides carrying it. */
export type ConnectionFault = "reset" | "silence" | "stalled-body" | "cut-body";

/** What requests get, until `times` of them came or the case is older than `untilMs`; the last step goes on for ever. */
export interface Step {
  readonly times?: number;
  readonly untilMs?: number;
  readonly answer?: CaseAnswer;
  readonly fault?: ConnectionFault;
  /** How long the answer takes, in milliseconds. */
  readonly delayMs?: number;
}

/** What a client is told to do. All moments are milliseconds from the beginning of the case. */
export interface PlannedCall {
  readonly call: "status" | "wait";
  readonly atMs?: number;
  readonly deadlineMs?: number;
  readonly requireSuccess?: boolean;
  readonly abortAtMs?: number;
}

/** Bounds of a number, both ends included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** What has to come out of a call. */
export interface ExpectedOutcome {
  /** The job's status: what is written here, and nothing else where it is whole. */
  readonly status?: { readonly state: JobState; readonly [part: string]: unknown };
  /** Whether `status` says all that the provider says. */
  readonly whole?: boolean;
  readonly error?: JobStatusErrorCode;
  /** The state of the last status that the error has to carry. */
  readonly lastState?: JobState;
  /** When it has to come. */
  readonly atMs?: Range;
}

/** What has to come out of a case. */
export interface Expected {
  /** One for each call, or one for all. */
  readonly outcomes: readonly ExpectedOutcome[];
  readonly requests?: Range;
  /** From each request to the next. */
  readonly gapsMs?: Range;
  /** From the answer to the nth request, counted from 1, to the next request. */
  readonly pauses?: readonly { readonly after: number; readonly ms: Range }[];
}

/** A request that asks for a job's status. */
export interface StatusRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One case of the suite, with everything filled in. */
export interface SuiteCase {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly level: Level;
  readonly source: string;
  readonly evidence: Evidence;
  readonly provider: ProviderName;
  readonly job: string;
  readonly needs: readonly Feature[];
  /** The one request that may be sent, or none where the id is refused. */
  readonly request?: StatusRequest;
  readonly calls: readonly PlannedCall[];
  readonly steps: readonly Step[];
  readonly expected: Expected;
}
