import type { JobStatus, JobStatusErrorCode } from "@jobstatus/core";
import type { ProviderName } from "./provider-name.ts";

/** The provider's response; `common.schema.json` says what each property means. */
export interface CaseResponse {
  readonly status?: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

/** How far a source can be trusted. */
export type Evidence = "documented" | "observed" | "assumed";

/** A case about one response of a provider. */
interface ResponseCase {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly provider: ProviderName;
  /** The case of the same response in JSON. */
  readonly twin?: string;
  readonly job: string;
  /** The operation that gives the job's status, by its name. Default: the provider's first. */
  readonly operation?: string;
}

/** A response that is a status, and what it means. */
export interface MappingCase extends ResponseCase {
  readonly response: CaseResponse;
  readonly expected: Omit<JobStatus, "provider" | "id" | "raw">;
  readonly raw?: object;
}

/** What an error says of the response that it comes from. */
export interface ExpectedError {
  readonly code: JobStatusErrorCode;
  readonly httpStatus: number;
  readonly nativeCode?: string;
  readonly nativeMessage?: string;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly where?: string;
  readonly excerpt?: string;
}

/** A response without a status, and the error that it means. */
export interface ErrorCase extends ResponseCase {
  readonly response: CaseResponse & { readonly status: number };
  readonly expected: ExpectedError;
}

/**
 * A response of an operation beside the one that gives a job's status, and what comes of it; `operations.schema.json` says
 * what each property means.
 */
export interface OperationCase {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly provider: ProviderName;
  readonly operation: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly jobs?: readonly string[];
  readonly response: CaseResponse;
  readonly expected: ExpectedOfOperation;
}

/** What comes of an operation: one of these. */
export interface ExpectedOfOperation {
  readonly proof?: { readonly name: string; readonly value: string };
  readonly closed?: true;
  readonly jobs?: readonly { readonly status?: MappingCase["expected"]; readonly error?: ExpectedError }[];
  readonly body?: Json;
  readonly error?: ExpectedError;
}

/** A job's id, and the request for its status, or the error that comes in its place. */
export interface IdCase {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly provider: ProviderName;
  readonly job: string;
  readonly expected:
    { readonly method: string; readonly path: string; readonly body?: string } | { readonly code: JobStatusErrorCode };
}

/** Options that are wrong, and the option that the error names. */
export interface OptionCase {
  readonly id: string;
  readonly name: string;
  readonly provider?: ProviderName;
  readonly call: "create" | "status" | "watch" | "wait";
  readonly remove?: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: string;
}

/** A case that becomes a Pact interaction. */
export interface InteractionEntry {
  readonly provider: ProviderName;
  readonly case: string;
  /** The provider states, in order. */
  readonly states?: readonly ProviderStateEntry[];
  /** Whether a state hands the simulator the response. */
  readonly canned?: true;
}

/** A state that a provider is in when it gets a request. */
export interface ProviderStateEntry {
  readonly name: string;
  readonly params?: JsonObject;
}

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: Json;
}

/** Every case, by family. */
export interface CaseSet {
  readonly mapping: readonly MappingCase[];
  readonly errors: readonly ErrorCase[];
  readonly operations: readonly OperationCase[];
  readonly ids: readonly IdCase[];
  readonly options: readonly OptionCase[];
  readonly interactions: readonly InteractionEntry[];
}
