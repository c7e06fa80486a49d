import type { JobState, JobStatusErrorCode } from "@jobstatus/core";
import type { CaseResponse, Evidence } from "../case-types.ts";
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
  "hostile responses",
] as const;

/** A family of cases. */
export type Family = (typeof families)[number];

/** What a client may be able to do beyond telling a job's state. A case that needs more than a client claims is unsupported. */
export const features = [
  "status",
  "wait",
  "model",
  "errors",
  "abort",
  "timeout",
  "coalescing",
  "success",
  "login",
  "logout",
  "references",
  "operations",
  "xml",
] as const;

/**
 * - `status`: polls one time.
 * - `wait`: polls until the job has ended.
 * - `model`: tells all that the provider says of a job, and not only its state.
 * - `errors`: tells with a code of `JobStatusError` why a status can't be determined.
 * - `abort`: a call can be given up.
 * - `timeout`: a wait can be bounded.
 * - `coalescing`: several waits for one job share what they send, and all waits share a login.
 * - `success`: a wait can be told to reject where the job did not succeed.
 * - `login`: takes a login's fields in place of a session, opens the session itself and renews one that is lost.
 * - `logout`: gives the session back.
 * - `references`: takes a start call's response in place of a job's ID.
 * - `operations`: polls with another operation than the provider's first, if the caller or a reference names one, and names it
 *   in the status as `operation`.
 * - `xml`: sends and reads XML if the provider supports it.
 */
export type Feature = (typeof features)[number];

/** How much a case binds a client. */
export type Level = "must" | "should" | "may";

/** What a connection can do to a response, besides carrying it. */
export type ConnectionFault = "reset" | "silence" | "stalled-body" | "cut-body";

/** What a client requests of a provider. */
export const operations = ["status", "login", "logout"] as const;

/** An operation of a provider. */
export type Operation = (typeof operations)[number];

/**
 * What the requests of an operation get, until `times` of them came or the case is older than `untilMs`; the last step of
 * the operation lasts for ever.
 */
export interface Step {
  /** The operation whose requests get it. Default: `status`. */
  readonly to?: Operation;
  /** Only requests while the newest session is the one that was granted as the nth, from 1, get it. */
  readonly session?: number;
  readonly times?: number;
  readonly untilMs?: number;
  readonly response?: CaseResponse;
  readonly fault?: ConnectionFault;
  /** How long the response takes, in milliseconds. */
  readonly delayMs?: number;
}

/** What a client is given of a call that started a job, in place of the job's id. */
export type StartReference =
  /** The text of the body of its response: the client is given what the text decodes to. */
  | { readonly body: string }
  /** A link to the job's status. */
  | { readonly link: string }
  /** Its whole response. */
  | { readonly response: CaseResponse };

/** What a client is told to do. All moments are milliseconds from the beginning of the case. */
export interface PlannedCall {
  readonly call: "status" | "wait" | "logout";
  /** The job's id. Default: the case's. */
  readonly job?: string;
  /** What names the job in place of its id. */
  readonly reference?: StartReference;
  readonly atMs?: number;
  readonly timeoutMs?: number;
  readonly requireSuccess?: boolean;
  readonly abortAtMs?: number;
}

/** Bounds of a number, both ends included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** The expected result of a call. */
export interface ExpectedOutcome {
  /** The job's status: what is written here, and nothing else where it is whole. */
  readonly status?: { readonly state: JobState; readonly [part: string]: unknown };
  /** Whether `status` says all that the provider says. */
  readonly whole?: boolean;
  /** The call ends well and gives nothing, as a logout does. */
  readonly done?: true;
  readonly error?: JobStatusErrorCode;
  /** The provider's values, which the error's message must hold. */
  readonly says?: string | readonly string[];
  /** The state of the last status that the error must carry. */
  readonly lastState?: JobState;
  /** When it must come. */
  readonly atMs?: Range;
}

/** The expected result of a case. */
export interface Expected {
  /** One for each call, or one for all. */
  readonly outcomes: readonly ExpectedOutcome[];
  /** How many requests are for a status. */
  readonly requests?: Range;
  readonly logins?: Range;
  readonly logouts?: Range;
  /** From each request to the next. */
  readonly gapsMs?: Range;
  /** From the response to the nth request, counted from 1, to the next request. */
  readonly pauses?: readonly { readonly after: number; readonly ms: Range }[];
}

/** A request: one that was sent, or one that is right. */
export interface CaseRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The fields of a right body that may be written in several ways. */
  readonly fields?: Readonly<Record<string, string>>;
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
  /** What proves the caller: a session, or the fields of a login. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The format of the client's requests. Default: JSON. */
  readonly format?: "xml";
  /** The operation that the caller chooses, by its name. Default: the provider's first. */
  readonly operation?: string;
  /** For each operation the requests that may be sent, in which `{session}` is the newest session. */
  readonly right: Readonly<Partial<Record<Operation, readonly CaseRequest[]>>>;
  readonly calls: readonly PlannedCall[];
  readonly steps: readonly Step[];
  readonly expected: Expected;
}
